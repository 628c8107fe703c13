"""Lagrangian bound of capacitated location, compiled.

With prices ``lambda`` for being served, site ``i`` alone is worth ``v[i] = f[i] + min sum_j
(c[i,j] - lambda[j]) x[j]`` within its capacity; the continuous knapsack bounds that from below.
The sites are then chosen so that their capacity suffices for everybody (again continuously), which
is valid for every plan and stronger than choosing freely.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.wholeknapsacks import cover_whole, fill_whole

Floats = NDArray[np.float64]


class KnapsackPrices(NamedTuple):
    """State of the dual ascent."""

    price: Floats
    best: Floats
    value: Floats  # (site,) at the best prices
    chosen: Floats  # (site,) how much of each site the last choice takes
    scalars: Floats  # [best bound, step factor, rounds without improvement]


@njit(cache=True)
def _fill(
    cost: Floats, weight: Floats, capacity: Floats, price: Floats, i: int, taken: Floats
) -> float:
    """Fill one site by saving per unit of room; return the saving (not positive)."""
    demand = weight.shape[0]
    ratio = np.empty(demand)
    count = 0
    index = np.empty(demand, np.int64)
    saving = 0.0
    for j in range(demand):
        taken[j] = 0.0
        c = cost[i, j] - price[j]
        if c >= 0.0:
            continue
        if weight[j] <= 0.0:
            taken[j] = 1.0
            saving += c
            continue
        ratio[count] = c / weight[j]
        index[count] = j
        count += 1
    room = capacity[i]
    for k in np.argsort(ratio[:count]):
        if room <= 0.0:
            break
        j = index[k]
        part = min(1.0, room / weight[j])
        taken[j] = part
        room -= part * weight[j]
        saving += part * (cost[i, j] - price[j])
    return saving


@njit(cache=True)
def choose_sites(
    value: Floats,
    capacity: Floats,
    need: float,
    fixed: NDArray[np.int8],
    points: int,
    y: Floats,
    whole: bool,  # noqa: FBT001 - compiled code takes no keyword-only arguments
) -> float:
    """Choose sites of least value whose capacity meets ``need``; return a lower bound.

    ``whole``: capacities and need are whole numbers, and sites are opened as a whole.

    Either the number of points or the capacity is dropped; the better bound of the two is kept.
    """
    total = (
        cover_whole(value, capacity, need, fixed, y)
        if whole
        else _cover(value, capacity, need, fixed, y)
    )
    if total >= 1e300 or points >= value.shape[0]:
        return total
    return max(total, _count(value, fixed, points))


@njit(cache=True)
def _cover(
    value: Floats, capacity: Floats, need: float, fixed: NDArray[np.int8], y: Floats
) -> float:
    """Meet ``need``, the last site in part; 1e300 if the sites have too little room."""
    sites = value.shape[0]
    y[:] = 0.0
    total = 0.0
    room = need
    ratio = np.empty(sites)
    for i in range(sites):
        ratio[i] = 1e300
        if fixed[i] == 1 or (fixed[i] == 0 and value[i] < 0.0):
            y[i] = 1.0
            total += value[i]
            room -= capacity[i]
        elif fixed[i] == 0 and capacity[i] > 0.0:
            ratio[i] = value[i] / capacity[i]
    for i in np.argsort(ratio):
        if room <= 0.0 or ratio[i] >= 1e300:
            break
        part = min(1.0, room / capacity[i])
        y[i] = part
        total += part * value[i]
        room -= part * capacity[i]
    if room > 1e-6:
        return 1e300  # no choice of these sites has room for everybody
    return total


@njit(cache=True)
def _count(value: Floats, fixed: NDArray[np.int8], points: int) -> float:
    """Return the least value of at most ``points`` sites, however large."""
    sites = value.shape[0]
    order = np.argsort(value)
    counted = 0.0
    used = 0
    for i in range(sites):
        if fixed[i] == 1:
            counted += value[i]
            used += 1
    for i in order:
        if fixed[i] == 0 and value[i] < 0.0 and used < points:
            counted += value[i]
            used += 1
    return counted


@njit(cache=True, nogil=True)
def raise_bound(
    cost: Floats,
    opening: Floats,
    weight: Floats,
    capacity: Floats,
    fixed: NDArray[np.int8],
    points: int,
    prices: KnapsackPrices,
    target: float,
    rounds: int,
    whole: bool,  # noqa: FBT001 - compiled code takes no keyword-only arguments
) -> int:
    """Improve the prices for at most ``rounds``; return how many were made.

    ``whole`` takes demand points and sites as a whole: slower, and never a lower bound.
    """
    sites, demand = cost.shape
    taken = np.empty((sites, demand))
    value = np.empty(sites)
    y = np.empty(sites)
    scalars = prices.scalars
    need = weight.sum()
    for done in range(rounds):
        for i in range(sites):
            value[i] = opening[i]
            if fixed[i] >= 0 and whole:
                value[i] += fill_whole(cost, weight, capacity, prices.price, i, taken[i])
            elif fixed[i] >= 0:
                value[i] += _fill(cost, weight, capacity, prices.price, i, taken[i])
        bound = prices.price.sum() + choose_sites(value, capacity, need, fixed, points, y, whole)
        prices.chosen[:] = y
        if bound > scalars[0]:
            scalars[0] = bound
            scalars[2] = 0
            prices.best[:] = prices.price
            prices.value[:] = value
        else:
            scalars[2] += 1
        if scalars[2] >= 15:
            scalars[2] = 0
            scalars[1] *= 0.6
            prices.price[:] = prices.best
            if scalars[1] < 1e-3:
                return done
        if bound >= target:
            return done
        slope = np.ones(demand)
        for i in range(sites):
            if y[i] > 0.0:
                slope -= y[i] * taken[i]
        square = (slope * slope).sum()
        if square < 1e-12:
            return done
        step = scalars[1] * (target - bound) / square
        prices.price[:] = np.maximum(prices.price + step * slope, 0.0)
    return rounds
