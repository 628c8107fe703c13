"""Set cover: the fewest points, or the least cost, that put everybody within the radius.

In symbols (Toregas, Swain, ReVelle and Bergman 1971): minimise ``sum_i c[i] y[i]`` with
``sum_{i reaches g} y[i] >= 1`` for every group g. Dominance shrinks it, row weighting finds the
plan, HiGHS raises the bound; whoever no site reaches is named and left out.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from motcua.planner.cover import Cover, cover
from motcua.planner.descent import seed_random
from motcua.planner.dominance import reduce_cover
from motcua.planner.mip import MipRun, Programme
from motcua.planner.problem import Bools, Floats, Ints, Problem
from motcua.planner.questions import SetCover
from motcua.planner.result import WhyNot
from motcua.planner.rowweights import Sets, Trial, flip, new_trial, search, sets_of
from motcua.planner.search import Params
from motcua.planner.stop import Clock
from motcua.planner.whynot import beyond_every_site

_SLICE_SECONDS = 0.2
_ALONE_SLICES = 10  # local search alone first: the solver starts from its plan


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """What dominance leaves: ``near[i, g]`` for the sites ``rows`` (of the problem)."""

    rows: Ints
    near: Bools
    cost: Floats
    pinned: Bools
    constant: float  # cost paid in any case


@dataclass(slots=True)
class SetCoverSearch:
    """Fewest points, or least cost."""

    problem: Problem
    question: SetCover
    seed: int
    params: Params
    value: float = np.inf
    bound: float = 0.0
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None
    slice_seconds: float = _SLICE_SECONDS
    alone: int = _ALONE_SLICES

    def steps(self) -> Generator[str, None, None]:
        """Shrink, search, prove."""
        self.why_not = beyond_every_site(self.problem, self.question.radius)
        groups = cover(self.problem, self.question.radius)
        yield "groups"
        small = self._shrink(groups)
        self.bound = small.constant
        yield "dominance"
        seed_random(self.seed)
        sets = sets_of(small.near, small.cost, small.pinned)
        trial = new_trial(sets)
        self._warm(small, sets, trial)
        for _ in range(self.alone):
            self._search(small, sets, trial)
            yield "search"
        yield from self._prove(small, sets, trial)

    def _costs(self) -> Floats:
        if self.question.by_cost:
            return self.problem.sites.net_cost
        return np.ones(len(self.problem.sites))

    def _shrink(self, groups: Cover) -> Shrunk:
        cost = self._costs()[groups.usable]
        # keeping what costs more to close than to keep is free: open it before looking further
        pinned = self.problem.sites.must_open[groups.usable] | (cost <= 0)
        left = ~groups.near[pinned].any(axis=0)
        near = groups.near[:, left]
        sites, kept = reduce_cover(near, cost, pinned)
        constant = self.problem.sites.closing_all if self.question.by_cost else 0.0
        return Shrunk(
            groups.usable[sites],
            np.ascontiguousarray(near[np.ix_(sites, kept)]),
            np.maximum(cost[sites], 0.0) + 0.0,
            pinned[sites],
            constant + float(np.minimum(cost, 0.0).sum()),
        )

    def _warm(self, small: Shrunk, sets: Sets, trial: Trial) -> None:
        if self.start is not None:
            for i in np.flatnonzero(np.isin(small.rows, self.start) & ~small.pinned):
                flip(sets, trial, int(i))

    def _search(self, small: Shrunk, sets: Sets, trial: Trial) -> None:
        clock = Clock()
        while clock.seconds() < self.slice_seconds:
            if search(sets, trial, 200):
                self._note(small, trial.best)

    def _note(self, small: Shrunk, chosen: Bools) -> None:
        value = float(small.cost[chosen].sum()) + small.constant
        if value < self.value:
            self.value = value
            self.plan = np.sort(small.rows[chosen]).astype(np.int32)

    def _prove(self, small: Shrunk, sets: Sets, trial: Trial) -> Iterator[str]:
        run = MipRun(programme(small), start=trial.best.astype(np.float64))
        whole = bool((small.cost == np.rint(small.cost)).all())
        for _ in run.steps():
            self._read(small, run, whole=whole)
            if self.bound >= self.value:
                return
            self._search(small, sets, trial)
            yield "proof"
        self._read(small, run, whole=whole)

    def _read(self, small: Shrunk, run: MipRun, *, whole: bool) -> None:
        if run.solution is not None:
            self._note(small, run.solution > 0.5)
        if np.isfinite(run.bound):
            bound = np.ceil(run.bound - 1e-6) if whole else run.bound
            self.bound = min(max(self.bound, float(bound) + small.constant), self.value)
        if run.finished:
            self.bound = self.value


def programme(small: Shrunk) -> Programme:
    """Return the covering programme of what dominance left."""
    sites, groups = small.near.shape
    group, site = np.nonzero(small.near.T)
    rows = csr_array((np.ones(len(group)), (group, site)), shape=(groups, sites))
    return Programme(
        cost=small.cost,
        low=small.pinned.astype(np.float64),
        high=np.ones(sites),
        whole=np.ones(sites, bool),
        rows=rows,
        row_low=np.ones(groups),
        row_high=np.full(groups, np.inf),
    )
