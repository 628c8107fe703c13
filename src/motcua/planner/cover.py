"""Who is within the radius of which site, with equal demand points merged.

Two demand points within reach of exactly the same sites behave alike in every covering question,
so they become one group with the people of both (isomorphic aggregation). Equal sets are found by
two independent 64-bit random sums per point: among a million points the chance that two different
sets agree in both is below 1e-26.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.problem import Bools, Floats, Ints, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Groups of demand points; ``near[i, g]`` says that usable site ``i`` reaches group ``g``."""

    usable: Ints
    near: Bools  # (usable site, group)
    people: Floats  # (group,)
    group: Ints  # (demand,) the group of each point, -1 if no site reaches it

    @property
    def reachable(self) -> float:
        """People within the radius of any usable site."""
        return float(self.people.sum())


@njit(cache=True, nogil=True)
def _sums(
    metres: NDArray[np.float32],
    usable: NDArray[np.int32],
    radius: np.float32,
    keys: NDArray[np.uint64],
    sums: NDArray[np.uint64],
) -> None:
    """Add the keys of the sites within reach of each demand point."""
    for k in range(usable.shape[0]):
        i = usable[k]
        for j in range(metres.shape[1]):
            if metres[i, j] <= radius:
                sums[j, 0] += keys[k, 0]
                sums[j, 1] ^= keys[k, 1]


def cover(problem: Problem, radius: float | NDArray[np.float32], *, seed: int = 0) -> Cover:
    """Return the groups of demand points with people that at least one usable site reaches."""
    usable = np.flatnonzero(~problem.sites.barred).astype(np.int32)
    keys = np.random.default_rng(seed).integers(1, 2**63, (len(usable), 2), dtype=np.uint64)
    sums = np.zeros((len(problem.demand), 2), np.uint64)
    _sums(problem.metres, usable, np.float32(radius), keys, sums)
    weight = problem.demand.people
    counted = np.flatnonzero(sums.any(axis=1) & (weight > 0))
    group = np.full(len(problem.demand), -1, np.int32)
    if len(counted) == 0:
        return Cover(usable, np.zeros((len(usable), 0), bool), np.zeros(0), group)
    order = counted[np.lexsort((sums[counted, 1], sums[counted, 0]))]
    ordered = sums[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    number = np.cumsum(fresh) - 1
    group[order] = number
    people = np.bincount(number, weights=weight[order]).astype(np.float64)
    near = problem.metres[np.ix_(usable, order[fresh])] <= np.float32(radius)
    return Cover(usable, near, people, group)
