"""Lower bound of median problems by Lagrangian relaxation, compiled.

Relaxing "every demand point is served once" with a price ``lambda[j]`` leaves, for every site, its
reduced cost ``rho[i] = f[i] + sum_j min(0, w[j] d[i, j] - lambda[j])`` and the problem of choosing
sites within the limits (Cornuéjols, Fisher and Nemhauser 1977; Beasley 1993). Any prices give a
proven bound; they are improved by deflected subgradients with Polyak's step (Barahona and Anbil
2000, the volume algorithm, without its primal part).

Only sites with ``w d < lambda`` matter: a prefix of the sorted list, so one round is a few hundred
thousand operations for a whole city.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.interchange import Near

Floats = NDArray[np.float64]


class Limits(NamedTuple):
    """How much may be opened."""

    points: int
    cost: Floats  # (site,)
    budget: float  # inf: only the number counts


class Prices(NamedTuple):
    """State of the dual ascent."""

    price: Floats  # (demand,) lambda being tried
    best: Floats  # (demand,) lambda of the best bound
    slope: Floats  # (demand,) deflected subgradient
    rho: Floats  # (site,) reduced costs at ``price``
    best_rho: Floats  # (site,) reduced costs at ``best``
    mean: Floats  # (site,) how often each site was chosen lately, exponentially smoothed
    scalars: Floats  # [best bound, step factor, rounds without improvement]


@njit(cache=True)
def reduced_costs(
    near: Near,
    far: NDArray[np.float32],
    weight: Floats,
    price: Floats,
    rho: Floats,
) -> float:
    """Fill ``rho`` (starting from what it holds) and return the sum of the prices."""
    total = 0.0
    for u in range(near.shape[0]):
        total += price[u]
        w = weight[u]
        p = price[u]
        for k in range(near.shape[1]):
            c = w * far[u, k] - p
            if c >= 0.0:
                break
            rho[near[u, k]] += c
    return total


@njit(cache=True)
def slope_of(
    near: Near,
    far: NDArray[np.float32],
    weight: Floats,
    price: Floats,
    chosen: NDArray[np.bool_],
    slope: Floats,
    keep: float,
) -> float:
    """Mix ``1 - how often served`` into ``slope``; return the square of the mixed slope."""
    square = 0.0
    for u in range(near.shape[0]):
        served = 0
        w = weight[u]
        p = price[u]
        for k in range(near.shape[1]):
            if w * far[u, k] >= p:
                break
            if chosen[near[u, k]]:
                served += 1
        s = keep * slope[u] + (1.0 - keep) * (1 - served)
        slope[u] = s
        square += s * s
    return square


@njit(cache=True)
def cheapest(rho: Floats, fixed: NDArray[np.int8], points: int, chosen: NDArray[np.bool_]) -> float:
    """Choose the ``points`` sites of least reduced cost; return their sum.

    ``fixed`` is 1 where a site must be open and -1 where it must be closed.
    """
    value = np.empty(rho.shape[0])
    for i in range(rho.shape[0]):
        value[i] = -1e300 if fixed[i] == 1 else (1e300 if fixed[i] == -1 else rho[i])
    order = np.argsort(value)
    chosen[:] = False
    total = 0.0
    for k in range(points):
        i = order[k]
        if fixed[i] == -1:
            break
        chosen[i] = True
        total += rho[i]
    return total


@njit(cache=True)
def affordable(
    rho: Floats, fixed: NDArray[np.int8], limits: Limits, chosen: NDArray[np.bool_]
) -> float:
    """Fill the budget by saving per cost, the last site in part; return the least sum.

    This is the continuous relaxation of the knapsack, so its value is a bound; ``chosen`` holds
    the sites taken whole.
    """
    ratio = np.empty(rho.shape[0])
    left = limits.budget
    total = 0.0
    chosen[:] = False
    for i in range(rho.shape[0]):
        ratio[i] = 1e300
        if fixed[i] == 1 or (fixed[i] == 0 and limits.cost[i] <= 0.0):
            # what is required, or frees money, is taken; its reduced cost is never positive
            chosen[i] = True
            total += rho[i]
            left -= limits.cost[i]
        elif fixed[i] == 0 and rho[i] < 0.0:
            ratio[i] = rho[i] / limits.cost[i]
    for i in np.argsort(ratio):
        if ratio[i] >= 0.0 or left <= 0.0:
            break
        part = min(1.0, left / limits.cost[i])
        total += part * rho[i]
        left -= part * limits.cost[i]
        chosen[i] = part == 1.0
    return total


@njit(cache=True)
def choose(
    rho: Floats, fixed: NDArray[np.int8], limits: Limits, chosen: NDArray[np.bool_]
) -> float:
    """Return a lower bound on the reduced costs of any allowed plan and a plan-like choice.

    Number and budget are relaxed in turn and the better bound is taken.
    """
    counted = cheapest(rho, fixed, limits.points, chosen)
    if not np.isfinite(limits.budget):
        return counted
    other = np.zeros(chosen.shape[0], np.bool_)
    bought = affordable(rho, fixed, limits, other)
    if bought > counted:
        chosen[:] = other
        return bought
    return counted


@njit(cache=True, nogil=True)
def ascend(
    near: Near,
    far: NDArray[np.float32],
    weight: Floats,
    fixed: NDArray[np.int8],
    limits: Limits,
    prices: Prices,
    cap: Floats,
    target: float,
    rounds: int,
    patience: int,
) -> int:
    """Improve the prices for at most ``rounds``; return how many were made.

    ``cap`` bounds the prices (nobody pays more than being left out costs) and ``target`` is the
    cost of the best plan known. Stops when the step has become negligible or
    the bound has met the target.
    """
    chosen = np.zeros(fixed.shape[0], np.bool_)
    scalars = prices.scalars
    for done in range(rounds):
        prices.rho[:] = 0.0
        bound = reduced_costs(near, far, weight, prices.price, prices.rho)
        bound += choose(prices.rho, fixed, limits, chosen)
        prices.mean[:] *= 0.97
        for i in range(chosen.shape[0]):
            if chosen[i]:
                prices.mean[i] += 0.03
        if bound > scalars[0]:
            if bound > scalars[0] + 1e-5 * abs(target - scalars[0]):
                scalars[2] = 0
            scalars[0] = bound
            prices.best[:] = prices.price
            prices.best_rho[:] = prices.rho
        else:
            scalars[2] += 1
        if scalars[2] >= patience:
            scalars[2] = 0
            scalars[1] *= 0.66
            prices.price[:] = prices.best
            prices.slope[:] = 0.0
            if scalars[1] < 1e-4:
                return done
        if bound >= target:
            return done
        square = slope_of(near, far, weight, prices.price, chosen, prices.slope, 0.7)
        if square == 0.0:
            return done
        step = scalars[1] * (target - bound) / square
        for u in range(prices.price.shape[0]):
            raised = prices.price[u] + step * prices.slope[u]
            prices.price[u] = min(cap[u], max(0.0, raised))
    return rounds
