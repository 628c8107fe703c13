"""Assigns demand to open sites with limited room, compiled.

Regret first (Martello and Toth 1990, generalised assignment): whoever would lose most by missing
the best site chooses first. Then shifts of one point and exchanges of two, while they pay.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True)
def assign(
    cost: Floats,
    weight: Floats,
    capacity: Floats,
    opened: NDArray[np.bool_],
    where: NDArray[np.int32],
    room: Floats,
) -> bool:
    """Fill ``where`` and ``room`` by regret; return whether everybody found room."""
    sites, demand = cost.shape
    regret = np.empty(demand)
    for i in range(sites):
        room[i] = capacity[i] if opened[i] else -1.0
    for j in range(demand):
        first = 1e300
        second = 1e300
        for i in range(sites):
            if opened[i]:
                if cost[i, j] < first:
                    first, second = cost[i, j], first
                elif cost[i, j] < second:
                    second = cost[i, j]
        gap = second - first if second < 1e299 else 0.0
        regret[j] = -(gap + 1e-3) * weight[j]
    fits = True
    for j in np.argsort(regret):
        found = -1
        for i in range(sites):
            if room[i] >= weight[j] - 1e-9 and (found < 0 or cost[i, j] < cost[found, j]):
                found = i
        where[j] = found
        if found < 0:
            fits = False
        else:
            room[found] -= weight[j]
    return fits


@njit(cache=True, nogil=True)
def rescue(
    weight: Floats, opened: NDArray[np.bool_], where: NDArray[np.int32], room: Floats
) -> bool:
    """Make room for those left over by moving others away; return whether all found room."""
    for j in range(weight.shape[0]):
        if where[j] >= 0:
            continue
        for k in range(weight.shape[0]):
            a = where[k]
            if a < 0 or room[a] + weight[k] < weight[j] - 1e-9:
                continue
            moved = False
            for b in range(opened.shape[0]):
                if opened[b] and b != a and room[b] >= weight[k] - 1e-9:
                    where[k] = b
                    room[b] -= weight[k]
                    room[a] += weight[k] - weight[j]
                    where[j] = a
                    moved = True
                    break
            if moved:
                break
        if where[j] < 0:
            return False
    return True


@njit(cache=True, nogil=True)
def polish(
    cost: Floats,
    weight: Floats,
    opened: NDArray[np.bool_],
    where: NDArray[np.int32],
    room: Floats,
) -> None:
    """Shift and exchange demand points while that saves cost."""
    sites, demand = cost.shape
    better = True
    while better:
        better = False
        for j in range(demand):
            a = where[j]
            for i in range(sites):
                if not opened[i] or i == a or cost[i, j] >= cost[a, j] - 1e-9:
                    continue
                if room[i] >= weight[j] - 1e-9:
                    room[a] += weight[j]
                    room[i] -= weight[j]
                    where[j] = i
                    a = i
                    better = True
                elif demand <= 3000 and _exchange(cost, weight, where, room, j, i):
                    a = i
                    better = True


@njit(cache=True)
def _exchange(
    cost: Floats, weight: Floats, where: NDArray[np.int32], room: Floats, j: int, i: int
) -> bool:
    """Trade ``j`` with the point of site ``i`` that saves most; return whether one was found."""
    a = where[j]
    gain = cost[a, j] - cost[i, j]
    partner = -1
    saved = 1e-9
    for k in range(where.shape[0]):
        if where[k] != i:
            continue
        value = gain + cost[i, k] - cost[a, k]
        if (
            value > saved
            and room[i] + weight[k] >= weight[j] - 1e-9
            and room[a] + weight[j] >= weight[k] - 1e-9
        ):
            saved = value
            partner = k
    if partner < 0:
        return False
    room[i] += weight[partner] - weight[j]
    room[a] += weight[j] - weight[partner]
    where[j] = i
    where[partner] = a
    return True
