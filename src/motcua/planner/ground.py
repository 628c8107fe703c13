"""Prepares a problem for the compiled searches: usable sites, sorted neighbours, limits.

Barred sites are left out; ``usable`` maps back. Distances are finite: ``beyond`` stands for "no
way", so that costs stay comparable and the unserved are the last resort.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from motcua.planner.interchange import Ledger, Near, Terrain, new_ledger
from motcua.planner.problem import Bools, Floats, Ints, Problem
from motcua.planner.questions import Limit

Rows = NDArray[np.float32]
_BLOCK = 512  # demand points sorted at a time


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A problem in the form the kernels read; indices are positions in ``usable``."""

    usable: Ints
    rows: Rows
    terrain: Terrain
    forced: Bools
    whole: bool  # every cost is a whole number, so bounds may be rounded up

    @property
    def slots(self) -> int:
        """Most sites that can be open at once."""
        return self.terrain.points

    @property
    def counted(self) -> bool:
        """Only the number of points limits the plan."""
        return not np.isfinite(self.terrain.budget) and not self.shared_places

    @property
    def shared_places(self) -> bool:
        """Some options exclude each other."""
        return len(np.unique(self.terrain.place)) < len(self.usable)

    def here(self, plan: Ints | None) -> Ints | None:
        """Translate rows of the problem to positions; None stays None."""
        return None if plan is None else np.searchsorted(self.usable, plan).astype(np.int32)

    def ledger(self) -> Ledger:
        """Return an empty ledger of the right size."""
        places = int(self.terrain.place.max()) + 1
        return new_ledger(len(self.usable), self.rows.shape[1], self.slots, places)


def site_numbers(sites: int) -> type[np.int16 | np.int32]:
    """Return the shortest type that holds every site: lists of neighbours fill most memory."""
    return np.int16 if sites <= np.iinfo(np.int16).max else np.int32


def neighbours(rows: Rows) -> tuple[Near, Rows]:
    """Return for every demand point its sites nearest first, and their distances.

    Distances are not negative, so their bit patterns sort like numbers: one integer sort of
    (distance, site) pairs replaces an indirect sort.
    """
    sites, demand = rows.shape
    near: Near = np.empty((demand, sites), site_numbers(sites))
    far = np.empty((demand, sites), np.float32)
    index = np.arange(sites, dtype=np.uint64)
    for start in range(0, demand, _BLOCK):
        part = np.ascontiguousarray(rows[:, start : start + _BLOCK].T)
        keys = (part.view(np.uint32).astype(np.uint64) << np.uint64(32)) | index
        keys.sort(axis=1)
        near[start : start + _BLOCK] = keys & np.uint64(0xFFFFFFFF)
        far[start : start + _BLOCK] = (keys >> np.uint64(32)).astype(np.uint32).view(np.float32)
    return near, far


def prepare(
    problem: Problem, limit: Limit, *, rows: Rows | None = None, weight: Floats | None = None
) -> Ground:
    """Return the ground of ``problem``; ``rows`` replaces its distances, ``weight`` its people."""
    usable = np.flatnonzero(~problem.sites.barred).astype(np.int32)
    source = problem.metres if rows is None else rows
    kept = source if len(usable) == len(source) else source[usable]
    if not np.isfinite(kept).all():
        kept = np.where(np.isfinite(kept), kept, np.float32(problem.beyond))
    kept = np.ascontiguousarray(kept, np.float32)
    near, far = neighbours(kept)
    people = np.array(problem.demand.people if weight is None else weight)
    none = max(float(kept.max()), problem.beyond)
    terrain = limits_of(problem, limit, usable, near, far, people, none=none)
    whole = bool((people == np.rint(people)).all() and _whole(kept))
    return Ground(usable, kept, terrain, problem.sites.must_open[usable], whole)


def limits_of(
    problem: Problem,
    limit: Limit,
    usable: Ints,
    near: Near,
    far: Rows,
    weight: Floats,
    *,
    none: float,
) -> Terrain:
    """Return the terrain with the limits and rules of the problem's usable sites."""
    sites = problem.sites
    forced, cost = sites.must_open[usable], sites.net_cost[usable]
    budget = np.inf if limit.budget is None else limit.budget - sites.closing_all
    _, place = np.unique(sites.place[usable], return_inverse=True)
    return Terrain(
        near=near,
        far=far,
        weight=weight,
        cost=np.array(cost),
        place=place.astype(np.int32),
        movable=np.array(~forced),
        none=none,
        points=most_points(limit.points, budget, cost, forced),
        budget=float(budget),
    )


def most_points(points: int | None, budget: float, cost: Floats, forced: Bools) -> int:
    """Return the largest number of sites any plan within the limit can have."""
    most = len(cost) if points is None else min(points, len(cost))
    if not np.isfinite(budget):
        return most
    left = budget - cost[forced].sum()
    spent = np.cumsum(np.sort(cost[~forced]))
    affordable = int(forced.sum()) + int((spent <= left + 1e-7).sum())
    return max(1, min(most, affordable))


def _whole(rows: Rows) -> bool:
    return all(bool((row == np.rint(row)).all()) for row in rows)
