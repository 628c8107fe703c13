"""The exact programme of maximal cover for HiGHS, after Lagrangian fixing.

In symbols: minimise ``sum_g w[g] u[g]`` with ``u[g] + sum_{i reaches g} y[i] >= 1``, ``u >= 0``,
y binary and within the limits; ``u[g]`` says that group g is missed. Groups that only fixed or no
sites reach are settled before; groups left with equal sets of free sites are merged again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from motcua.planner.ground import Ground
from motcua.planner.mip import Programme
from motcua.planner.problem import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class CoverProgramme:
    """The programme, the sites its first columns stand for, and what is missed in any case."""

    programme: Programme
    free: Ints
    opened: Ints
    constant: float
    near: NDArray[np.bool_]  # (free site, merged group)

    def start(self, plan: Ints) -> Floats:
        """Return the programme's variables for a plan (positions of the ground)."""
        y = np.isin(self.free, plan).astype(np.float64)
        missed = ~self.near[y > 0.5].any(axis=0)
        return np.concatenate([y, missed.astype(np.float64)])

    def plan(self, x: Floats) -> Ints:
        """Return the plan of a solution."""
        chosen = self.free[x[: len(self.free)] > 0.5]
        return np.sort(np.concatenate([self.opened, chosen])).astype(np.int32)


def cover_programme(ground: Ground, fixed: NDArray[np.int8]) -> CoverProgramme:
    """Return the programme with sites ``fixed`` open (1) or closed (-1) taken out."""
    land = ground.terrain
    free = np.flatnonzero(fixed == 0).astype(np.int32)
    opened = np.flatnonzero(fixed == 1).astype(np.int32)
    reach = ground.rows == 0.0
    left = ~reach[opened].any(axis=0)
    near = reach[np.ix_(free, np.flatnonzero(left))]
    people = land.weight[left]
    hopeless = ~near.any(axis=0)
    constant = float(people[hopeless].sum())
    near, people = _merge(near[:, ~hopeless], people[~hopeless])
    return CoverProgramme(
        _programme(ground, free, opened, near, people), free, opened, constant, near
    )


def _merge(near: NDArray[np.bool_], people: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Merge groups that the same free sites reach."""
    if near.shape[1] == 0:
        return near, people
    packed = np.packbits(near, axis=0)
    columns = np.ascontiguousarray(packed.T).view(f"V{packed.shape[0]}").ravel()
    _, first, group = np.unique(columns, return_index=True, return_inverse=True)
    return near[:, first], np.bincount(group, weights=people).astype(np.float64)


def _programme(
    ground: Ground, free: Ints, opened: Ints, near: NDArray[np.bool_], people: Floats
) -> Programme:
    land = ground.terrain
    sites, groups = near.shape
    group, site = np.nonzero(near.T)
    place = land.place[free]
    place = np.unique(place, return_inverse=True)[1].astype(np.int32)
    shared = int(place.max(initial=-1)) + 1 if ground.shared_places else 0
    money = 1 if np.isfinite(land.budget) else 0
    rows = [group, np.arange(groups), np.full(sites, groups)]
    columns = [site, sites + np.arange(groups), np.arange(sites)]
    values = [np.ones(len(group)), np.ones(groups), np.ones(sites)]
    if money:
        rows.append(np.full(sites, groups + 1))
        columns.append(np.arange(sites))
        values.append(land.cost[free])
    if shared:
        rows.append(groups + 1 + money + place)
        columns.append(np.arange(sites))
        values.append(np.ones(sites))
    count = groups + 1 + money + shared
    matrix = coo_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(count, sites + groups),
    ).tocsr()
    limits = [float(land.points - len(opened))]
    limits += [float(land.budget - land.cost[opened].sum())] * money
    return Programme(
        cost=np.concatenate([np.zeros(sites), people]),
        low=np.zeros(sites + groups),
        high=np.ones(sites + groups),
        whole=np.arange(sites + groups) < sites,
        rows=matrix,
        row_low=np.concatenate([np.ones(groups), np.full(count - groups, -np.inf)]),
        row_high=np.concatenate([np.full(groups, np.inf), limits, np.ones(shared)]),
    )
