"""Random customers that are the same whatever the scenario does with them.

Every number is a hash of (seed, replication, stream, customer, purpose), so the n-th visitor of a
commune for a field keeps arrival, service need and patience when a branch closes or staff move:
compared scenarios differ by what they change, not by luck (common random numbers).

Arrivals of a stream follow a Poisson process whose rate is constant inside a slot: unit
exponentials are added up and carried through the inverse of the cumulated rate. Service times are
lognormal with given mean and squared coefficient of variation, as measured at service desks;
scv = 1 by exact exponential on request.

Sources: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
(SplitMix64); Acklam's rational approximation of the normal quantile (relative error 1.15e-9);
Brown et al., "Statistical analysis of a telephone call center", JASA 100, 2005 (lognormal).
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
from numba import njit, uint64

from motcua.planner.erlang import Floats

GAP, SERVICE, PATIENCE, ONLINE, SHOWS, PUNCTUAL = 1, 2, 3, 4, 5, 6
_A = uint64(0x9E3779B97F4A7C15)
_B = uint64(0xBF58476D1CE4E5B9)
_C = uint64(0x94D049BB133111EB)


@njit(cache=True, inline="always")
def mix(key: int) -> int:
    """SplitMix64's finaliser."""
    z = uint64(key) + _A
    z = (z ^ (z >> uint64(30))) * _B
    z = (z ^ (z >> uint64(27))) * _C
    return z ^ (z >> uint64(31))


@njit(cache=True, inline="always")
def uniform(stream: int, customer: int, purpose: int) -> float:
    """A number in (0, 1), never the ends."""
    z = mix(uint64(stream) ^ (uint64(customer) * uint64(8) + uint64(purpose)) * _B)
    return (float(z >> uint64(11)) + 0.5) * 1.1102230246251565e-16


@njit(cache=True)
def stream_key(seed: int, replication: int, origin: int, field: int) -> int:
    """One key for each stream of customers of each replication."""
    key = mix(uint64(seed))
    key = mix(key ^ (uint64(replication) + _A))
    key = mix(key ^ (uint64(origin) + _B))
    return np.int64(mix(key ^ (uint64(field) + _C)) >> uint64(1))


@njit(cache=True)
def normal(p: float) -> float:
    """The normal quantile (Acklam)."""
    if p < 0.02425:
        q = sqrt(-2.0 * log(p))
        return _far(q)
    if p > 1.0 - 0.02425:
        q = sqrt(-2.0 * log(1.0 - p))
        return -_far(q)
    q = p - 0.5
    r = q * q
    top = (
        (
            ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
            + 1.383577518672690e02
        )
        * r
        - 3.066479806614716e01
    ) * r + 2.506628277459239
    low = (
        (
            ((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
            + 6.680131188771972e01
        )
        * r
        - 1.328068155288572e01
    ) * r + 1.0
    return top * q / low


@njit(cache=True)
def _far(q: float) -> float:
    top = (
        (
            ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
            - 2.549732539343734
        )
        * q
        + 4.374664141464968
    ) * q + 2.938163982698783
    low = (
        ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
        + 3.754408661907416
    ) * q + 1.0
    return top / low


@njit(cache=True)
def service_time(u: float, mean: float, scv: float) -> float:
    """Lognormal of that mean and spread; constant for scv 0, exponential for exactly 1."""
    if scv == 1.0:
        return -mean * log(u)
    if scv == 0.0:
        return mean
    variance = log(1.0 + scv)
    return mean * exp(sqrt(variance) * normal(u) - variance / 2.0)


@njit(cache=True)
def arrivals(key: int, rates: Floats, slot: float, out: Floats) -> int:
    """Fill ``out`` with arrival times (minutes) and return how many; stops when it is full."""
    count, reached, done = 0, 0.0, 0.0
    want = -log(uniform(key, 0, GAP))
    for t in range(rates.size):
        mass = rates[t] * slot
        while want <= done + mass and count < out.size:
            reached = t * slot + (want - done) / rates[t]
            out[count] = reached
            count += 1
            want -= log(uniform(key, count, GAP))
        done += mass
    return count


@njit(cache=True)
def single_queue(
    servers: int, rate: float, mean: float, scv: float, patience: float, customers: int, seed: int
) -> tuple[float, float, float, float]:
    """A queue with one skill and constant staff: (mean wait, waited, left, in service on average).

    First come, first served: each customer meets the earliest free server; one whose wait would
    exceed the patience leaves and takes no server. The servers' free times are a heap.
    """
    key = stream_key(seed, 0, 0, 0)
    free = np.zeros(servers)
    now = total = work = 0.0
    waited = left = 0
    for n in range(customers):
        now -= log(uniform(key, n, GAP)) / rate
        wait = free[0] - now
        if wait > 0.0:
            waited += 1
            if patience < np.inf:
                endures = -patience * log(uniform(key, n, PATIENCE))
                if endures < wait:
                    left += 1
                    total += endures
                    continue
            total += wait
        else:
            wait = 0.0
        need = service_time(uniform(key, n, SERVICE), mean, scv)
        work += need
        done, hole = now + wait + need, 0
        while True:
            child = 2 * hole + 1
            if child >= servers:
                break
            if child + 1 < servers and free[child + 1] < free[child]:
                child += 1
            if free[child] >= done:
                break
            free[hole] = free[child]
            hole = child
        free[hole] = done
    return total / customers, waited / customers, left / customers, work / now


@njit(cache=True)
def customers(
    key: int,
    rates: Floats,
    slot: float,
    mean: float,
    scv: float,
    patience: float,
    online: float,
    booked: float,
    no_show: float,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Those of one stream who come: arrival, 1 if booked, service, patience (all minutes).

    A booking is at an even random time of the day; of the booked, the share ``no_show`` stays
    away. Who applies online is decided by the customer's own number: a larger share adds people,
    it never swaps them.
    """
    expected = rates.sum() * slot
    came = np.empty(int(expected + 12.0 * sqrt(expected + 1.0) + 20.0))
    total = arrivals(key, rates, slot, came)
    at, appointment = np.empty(total), np.empty(total)
    service, endures = np.empty(total), np.empty(total)
    kept = 0
    for n in range(total):
        if uniform(key, n, ONLINE) < online:
            continue
        chance = uniform(key, n, SHOWS)
        by_booking = chance < booked
        if by_booking and chance < booked * no_show:
            continue
        at[kept] = uniform(key, n, PUNCTUAL) * rates.size * slot if by_booking else came[n]
        appointment[kept] = 1.0 if by_booking else 0.0
        service[kept] = service_time(uniform(key, n, SERVICE), mean, scv)
        endures[kept] = -patience * log(uniform(key, n, PATIENCE)) if patience < np.inf else np.inf
        kept += 1
    return at[:kept], appointment[:kept], service[:kept], endures[:kept]
