"""The exact programme of single-source capacitated location on what reduced costs leave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from motcua.planner.capacityland import CapacityLand
from motcua.planner.knapsacks import KnapsackPrices, choose_sites
from motcua.planner.mip import Programme
from motcua.planner.problem import Bools, Floats, Ints

_KERNEL_SITES = 1.6  # times as many as the best plan opens
_KERNEL_PAIRS = 6  # sites per demand point


@dataclass(frozen=True, slots=True, eq=False)
class CapacityProgramme:
    """The programme; pair ``k`` sends demand point ``demand[k]`` to site ``site[k]``."""

    programme: Programme
    sites: int
    site: Ints
    demand: Ints

    def start(self, opened: Bools, where: Ints) -> Floats:
        """Return the programme's variables for an assignment."""
        return np.concatenate([opened, where[self.demand] == self.site]).astype(np.float64)

    def read(self, x: Floats, points: int) -> tuple[Bools, Ints]:
        """Return open sites and assignment of a solution."""
        where = np.full(points, -1, np.int32)
        used = x[self.sites :] > 0.5
        where[self.demand[used]] = self.site[used]
        return x[: self.sites] > 0.5, where


def site_signs(land: CapacityLand, prices: KnapsackPrices, target: float) -> NDArray[np.int8]:
    """Fix sites: 1 open, -1 closed, 0 undecided, by what the other choice would cost."""
    fixed = np.zeros(len(land.opening), np.int8)
    fixed[land.forced] = 1
    base = float(prices.best.sum())
    need = float(land.weight.sum())
    y = np.empty(len(fixed))
    for i in np.flatnonzero(fixed == 0):
        for sign in (1, -1):
            tried = fixed.copy()
            tried[i] = sign
            bound = base + choose_sites(
                prices.value, land.capacity, need, tried, land.points, y, land.whole_units
            )
            if bound > target + 1e-7 * abs(target):
                fixed[i] = -sign
                break
    return fixed


def pairs_left(
    land: CapacityLand, prices: KnapsackPrices, fixed: NDArray[np.int8], target: float
) -> Bools:
    """Return the pairs (site, demand point) that a better plan may use.

    Serving ``j`` from ``i`` costs at least ``c[i,j] - lambda[j]`` more than the bound counts when
    that is positive: were the pair in use, dropping ``j`` from everywhere else saves nothing.
    """
    reduced = land.cost - prices.best
    slack = target - float(prices.scalars[0])
    left: Bools = reduced <= slack + 1e-7 * abs(target)
    left[fixed < 0] = False
    left &= land.weight[None, :] <= land.capacity[:, None] + 1e-9
    return left


def kernel(
    land: CapacityLand, prices: KnapsackPrices, opened: Bools
) -> tuple[NDArray[np.int8], Bools]:
    """Return the sites and pairs a good plan is likely to use: those the prices like.

    Kernel search (Guastaroba and Speranza 2014) on reduced costs; it may miss the best plan.
    """
    sites = len(land.opening)
    fixed = np.full(sites, -1, np.int8)
    likely = np.argsort(prices.value, kind="stable")
    fixed[likely[: min(sites, int(opened.sum() * _KERNEL_SITES) + 1)]] = 0
    fixed[opened] = 0
    fixed[land.forced] = 1
    reduced = np.where((fixed >= 0)[:, None], land.cost - prices.best, np.inf)
    few = min(_KERNEL_PAIRS, sites) - 1
    left: Bools = reduced <= np.partition(reduced, few, axis=0)[few]
    left[fixed < 0] = False
    left &= land.weight[None, :] <= land.capacity[:, None] + 1e-9
    return fixed, left


def programme_of(land: CapacityLand, fixed: NDArray[np.int8], left: Bools) -> CapacityProgramme:
    """Return the programme on the pairs ``left``."""
    sites, demand = land.cost.shape
    site, point = np.nonzero(left)
    pairs = len(site)
    x = sites + np.arange(pairs)
    _, place = np.unique(land.place, return_inverse=True)
    first_link = demand + sites
    last = first_link + pairs
    rows = [
        point,
        demand + site,
        demand + np.arange(sites),
        first_link + np.arange(pairs),
        first_link + np.arange(pairs),
        np.full(sites, last),
        np.full(sites, last + 1),
    ]
    columns = [x, x, np.arange(sites), x, site, np.arange(sites), np.arange(sites)]
    values = [
        np.ones(pairs),
        land.weight[point],
        -land.capacity,
        np.ones(pairs),
        -np.ones(pairs),
        land.capacity,
        np.ones(sites),
    ]
    low = [np.ones(demand), np.full(sites + pairs, -np.inf), np.array([land.weight.sum(), 0.0])]
    high = [np.ones(demand), np.zeros(sites + pairs), np.array([np.inf, land.points])]
    count = last + 2
    if np.isfinite(land.budget):
        rows.append(np.full(sites, count))
        columns.append(np.arange(sites))
        values.append(land.price)
        low.append(np.array([-np.inf]))
        high.append(np.array([land.budget]))
        count += 1
    if not land.alone:
        shared = int(place.max()) + 1
        rows.append(count + place)
        columns.append(np.arange(sites))
        values.append(np.ones(sites))
        low.append(np.zeros(shared))
        high.append(np.ones(shared))
        count += shared
    matrix = coo_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(count, sites + pairs),
    ).tocsr()
    programme = Programme(
        cost=np.concatenate([land.opening, land.cost[site, point]]),
        low=np.concatenate([(fixed == 1).astype(np.float64), np.zeros(pairs)]),
        high=np.concatenate([(fixed >= 0).astype(np.float64), np.ones(pairs)]),
        whole=np.ones(sites + pairs, bool),
        rows=matrix,
        row_low=np.concatenate(low),
        row_high=np.concatenate(high),
    )
    return CapacityProgramme(programme, sites, site.astype(np.int32), point.astype(np.int32))
