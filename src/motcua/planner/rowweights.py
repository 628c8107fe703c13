"""Local search for set cover by row weighting, compiled.

Gao, Weise and Li (2015, "An efficient local search heuristic with row weighting for the unicost
set covering problem", European Journal of Operational Research 246): whenever everybody is
covered, drop a site; then trade sites until everybody is covered again, and let every group that
is still uncovered weigh more. Costs enter by comparing weight per cost.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]


class Sets(NamedTuple):
    """Who covers whom, both ways, as compressed lists."""

    site_from: Longs  # (site + 1,)
    site_groups: NDArray[np.int32]
    group_from: Longs  # (group + 1,)
    group_sites: NDArray[np.int32]
    cost: Floats
    pinned: NDArray[np.bool_]


class Trial(NamedTuple):
    """The state of the search."""

    chosen: NDArray[np.bool_]
    best: NDArray[np.bool_]
    times: NDArray[np.int32]  # (group,) how many chosen sites cover it
    weight: Floats  # (group,)
    score: Floats  # (site,) weight gained by adding it, or lost (positive) by dropping it
    stamp: Longs  # (site,) step of its last change
    costs: Floats  # [cost of chosen, cost of best, step]


def sets_of(near: NDArray[np.bool_], cost: Floats, pinned: NDArray[np.bool_]) -> Sets:
    """Return the lists of a sites-by-groups matrix."""
    site, group = np.nonzero(near)
    group_t, site_t = np.nonzero(near.T)
    return Sets(
        np.searchsorted(site, np.arange(near.shape[0] + 1)),
        group.astype(np.int32),
        np.searchsorted(group_t, np.arange(near.shape[1] + 1)),
        site_t.astype(np.int32),
        cost,
        pinned,
    )


def new_trial(sets: Sets) -> Trial:
    """Return a search with nothing chosen but what is pinned."""
    sites, groups = len(sets.cost), len(sets.group_from) - 1
    trial = Trial(
        np.zeros(sites, bool),
        np.ones(sites, bool),
        np.zeros(groups, np.int32),
        np.ones(groups),
        np.diff(sets.site_from).astype(np.float64),
        np.zeros(sites, np.int64),
        np.array([0.0, np.inf, 0.0]),
    )
    for i in np.flatnonzero(sets.pinned):
        flip(sets, trial, int(i))
    return trial


@njit(cache=True)
def flip(sets: Sets, trial: Trial, site: int) -> None:
    """Add or drop ``site`` and keep every score true."""
    adding = not trial.chosen[site]
    trial.chosen[site] = adding
    trial.costs[0] += sets.cost[site] if adding else -sets.cost[site]
    trial.stamp[site] = int(trial.costs[2])
    for a in range(sets.site_from[site], sets.site_from[site + 1]):
        g = sets.site_groups[a]
        before = trial.times[g]
        trial.times[g] = before + 1 if adding else before - 1
        low = min(before, trial.times[g])
        if low > 1:
            continue
        for b in range(sets.group_from[g], sets.group_from[g + 1]):
            other = sets.group_sites[b]
            if other == site:
                continue
            if low == 0:
                # 0 <-> 1: others no longer gain (or gain again) by covering g
                trial.score[other] += -trial.weight[g] if adding else trial.weight[g]
            elif trial.chosen[other]:
                # 1 <-> 2: the other one is no longer alone (or alone again)
                trial.score[other] += -trial.weight[g] if adding else trial.weight[g]


@njit(cache=True)
def _worst(sets: Sets, trial: Trial, tabu: int) -> int:
    """Return the chosen site whose loss per cost is least, the longest unchanged among equals."""
    found = -1
    for i in range(trial.chosen.shape[0]):
        if not trial.chosen[i] or sets.pinned[i] or i == tabu:
            continue
        if found < 0:
            found = i
            continue
        left = trial.score[i] * sets.cost[found]
        right = trial.score[found] * sets.cost[i]
        if left < right or (left == right and trial.stamp[i] < trial.stamp[found]):
            found = i
    return found


@njit(cache=True)
def _helper(sets: Sets, trial: Trial, group: int, before: int) -> int:
    """Return the site covering ``group`` with most weight per cost, not changed at ``before``."""
    found = -1
    for b in range(sets.group_from[group], sets.group_from[group + 1]):
        i = sets.group_sites[b]
        if trial.stamp[i] == before and sets.group_from[group + 1] - sets.group_from[group] > 1:
            continue
        if found < 0:
            found = i
            continue
        left = trial.score[i] * sets.cost[found]
        right = trial.score[found] * sets.cost[i]
        if left > right or (left == right and trial.stamp[i] < trial.stamp[found]):
            found = i
    return found


@njit(cache=True)
def _uncovered(trial: Trial, buffer: NDArray[np.int32]) -> int:
    count = 0
    for g in range(trial.times.shape[0]):
        if trial.times[g] == 0:
            buffer[count] = g
            count += 1
    return count


@njit(cache=True, nogil=True)
def search(sets: Sets, trial: Trial, steps: int) -> bool:
    """Make ``steps`` steps; return whether a better cover was found (it is in ``trial.best``)."""
    buffer = np.empty(trial.times.shape[0], np.int32)
    improved = False
    last = -1
    for _ in range(steps):
        trial.costs[2] += 1
        open_groups = _uncovered(trial, buffer)
        if open_groups == 0:
            if trial.costs[0] < trial.costs[1] - 1e-9:
                trial.best[:] = trial.chosen
                trial.costs[1] = trial.costs[0]
                improved = True
            worst = _worst(sets, trial, -1)
            if worst < 0:
                return improved
            flip(sets, trial, worst)
            continue
        if trial.costs[1] < np.inf:
            worst = _worst(sets, trial, last)
            if worst >= 0:
                flip(sets, trial, worst)
        step = int(trial.costs[2])
        open_groups = _uncovered(trial, buffer)
        g = buffer[np.random.randint(open_groups)]
        helper = _helper(sets, trial, g, step)
        if helper >= 0 and trial.costs[0] + sets.cost[helper] < trial.costs[1] - 1e-9:
            flip(sets, trial, helper)
            last = helper
        open_groups = _uncovered(trial, buffer)
        for a in range(open_groups):
            u = buffer[a]
            trial.weight[u] += 1.0
            for b in range(sets.group_from[u], sets.group_from[u + 1]):
                trial.score[sets.group_sites[b]] += 1.0
    return improved
