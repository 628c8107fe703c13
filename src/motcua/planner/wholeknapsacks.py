"""Knapsacks with whole demand points and whole sites, compiled: the stronger bound of capacities.

The continuous knapsack gives the bound of the linear relaxation. Taking or leaving every demand
point as a whole, and opening every site as a whole, gives a bound that is never lower (Geoffrion
1974; Holmberg, Rönnqvist and Yuan 1999). Both are solved exactly by dynamic programming over whole
units of capacity (Bellman 1957; Martello and Toth 1990).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_NO_WAY = 1e300


@njit(cache=True)
def fill_whole(
    cost: Floats, weight: Floats, capacity: Floats, price: Floats, i: int, taken: Floats
) -> float:
    """Fill site ``i`` with whole demand points; return the largest saving (not positive)."""
    demand = weight.shape[0]
    room = int(np.floor(capacity[i] + 1e-9))
    index = np.empty(demand, np.int64)
    count = 0
    needed = 0
    saving = 0.0
    for j in range(demand):
        taken[j] = 0.0
        c = cost[i, j] - price[j]
        if c < 0.0 and weight[j] <= room:
            index[count] = j
            count += 1
            needed += int(weight[j])
            saving += c
    if needed <= room:
        taken[index[:count]] = 1.0
        return saving
    best = np.zeros(room + 1)
    chosen = np.zeros((count, room + 1), np.bool_)
    for k in range(count):
        j = index[k]
        w = int(weight[j])
        c = cost[i, j] - price[j]
        for r in range(room, w - 1, -1):
            if best[r - w] + c < best[r]:
                best[r] = best[r - w] + c
                chosen[k, r] = True
    left = room
    for k in range(count - 1, -1, -1):
        if chosen[k, left]:
            taken[index[k]] = 1.0
            left -= int(weight[index[k]])
    return float(best[room])


@njit(cache=True)
def cover_whole(
    value: Floats, capacity: Floats, need: float, fixed: NDArray[np.int8], y: Floats
) -> float:
    """Open whole sites of least value whose capacity meets ``need``; return their value.

    1e300 says that no choice of these sites has room for everybody.
    """
    sites = value.shape[0]
    y[:] = 0.0
    total = 0.0
    room = need
    for i in range(sites):
        if fixed[i] == 1 or (fixed[i] == 0 and value[i] < 0.0):
            y[i] = 1.0
            total += value[i]
            room -= capacity[i]
    short = int(np.ceil(room - 1e-6))
    if short <= 0:
        return total
    least = np.full(short + 1, _NO_WAY)
    least[0] = 0.0
    chosen = np.zeros((sites, short + 1), np.bool_)
    for i in range(sites):
        size = int(np.floor(capacity[i] + 1e-9))
        if fixed[i] != 0 or y[i] > 0.0 or size <= 0:
            continue
        for r in range(short, 0, -1):
            with_it = least[max(0, r - size)] + value[i]
            if with_it < least[r]:
                least[r] = with_it
                chosen[i, r] = True
    if least[short] >= _NO_WAY:
        return _NO_WAY
    left = short
    for i in range(sites - 1, -1, -1):
        if left > 0 and chosen[i, left]:
            y[i] = 1.0
            left = max(0, left - int(np.floor(capacity[i] + 1e-9)))
    return total + float(least[short])
