"""Queues at counters with formulas: Erlang B, C and A, and the smallest staff that keeps a target.

λ arrivals per minute (Poisson), service with mean 1/μ, c servers, patience with mean 1/θ
(exponential; θ = 0: nobody leaves). a = λ/μ is the offered load in erlangs.

B(c) = a·B(c−1) / (c + a·B(c−1)), B(0) = 1: the recursion never meets a factorial, so it is exact
to rounding for any size. With E = 1/B(c−1) and

    J(t) = ∫ₜ^∞ exp(−cμx + λ·(1 − e^(−θx))/θ) dx      (θ = 0: e^(−(cμ−λ)t) / (cμ−λ))

    P(V > t) = λJ(t) / (E + λJ(0))         V: the wait of somebody with endless patience
    P(W > t) = e^(−θt)·P(V > t)            W: the wait until served or gone
    P(leaves) = (1 + (λ − cμ)·J(0)) / (E + λJ(0)),   E[W] = P(leaves)/θ

J is summed as a series of positive terms (incomplete gamma function), so nothing cancels.

Spread of service times: exponential service has squared coefficient of variation s² = 1. For
other s² the wait of those who wait is stretched by (1 + s²)/2 (Allen and Cunneen; its mean is exact
for one server without impatience, Pollaczek-Khinchine). With patience only the share in time is
stretched, because E[W] = P(leaves)/θ always holds. An approximation; the simulation checks it.

Sources: Erlang 1917; Palm 1946; Garnett, Mandelbaum, Reiman, "Designing a call center with
impatient customers", M&SOM 4(3), 2002; Zeltyn and Mandelbaum, "Call centers with impatient
customers: many-server asymptotics of the M/M/n+G queue", Queueing Systems 51, 2005, section 3;
Allen, *Probability, Statistics and Queueing Theory*, 2nd ed. 1990, section 5.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, isfinite, pi, sqrt

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SQRT_2, SQRT_2PI = sqrt(2), sqrt(2 * pi)
MOST = 1_000_000
"""no search looks beyond this many servers"""


@dataclass(frozen=True, slots=True)
class Queue:
    """Steady state of one queue. Times in the unit of the rates (minutes)."""

    servers: int
    load: float
    occupancy: float
    waits: float
    """probability that somebody who comes has to wait"""
    mean_wait: float
    leaves: float
    """probability that somebody leaves before being served"""
    in_time: float
    """probability to be served within the target"""


@njit(cache=True)
def erlang_b(servers: int, load: float) -> float:
    """Probability that all ``servers`` are busy when nobody waits (Erlang 1917)."""
    b = 1.0
    for n in range(1, servers + 1):
        b = load * b / (n + load * b)
    return b


@njit(cache=True)
def _series(x: float, y: float) -> float:
    """Σ y^k / (x(x+1)…(x+k)) = e^y·y^(−x)·γ(x, y)."""
    term = 1.0 / x
    total = term
    k = 1.0
    while term > 1e-17 * total and k < 1e7:
        term *= y / (x + k)
        total += term
        k += 1.0
    return total


@njit(cache=True)
def _tail(c: int, lam: float, mu: float, theta: float, t: float) -> float:
    """J(t) of the module's head."""
    if theta <= 0.0:
        spare = c * mu - lam
        return exp(-spare * t) / spare
    x, y = c * mu / theta, lam / theta
    y_t = y * exp(-theta * t)
    return exp(y - y_t - x * theta * t) * _series(x, y_t) / theta


@njit(cache=True)
def _left_after(c: int, lam: float, mu: float, theta: float, t: float, j: float) -> float:
    """P(leaves after waiting more than t), times E + λJ(0); ``j`` is J(t).

    It is θ·∫ₜ^∞ e^(−θx)·λJ(x) dx; by parts, e^(−cμt + λ(1−e^(−θt))/θ) + (λe^(−θt) − cμ)·J(t).
    """
    decay = exp(-theta * t)
    edge = exp(-c * mu * t + lam * (1.0 - decay) / theta)
    return max(0.0, edge + (lam * decay - c * mu) * j)


@njit(cache=True)
def _figures(
    c: int, b_before: float, lam: float, mu: float, theta: float, scv: float, t: float
) -> tuple[float, float, float, float]:
    """(waits, mean wait, leaves, in time); ``b_before`` is B(c−1)."""
    stretch = (1.0 + scv) / 2.0
    soon = t / stretch
    j0 = _tail(c, lam, mu, theta, 0.0)
    j = _tail(c, lam, mu, theta, soon) if soon > 0.0 else j0
    under = 1.0 / b_before + lam * j0
    waits = lam * j0 / under
    late = exp(-theta * soon) * lam * j / under
    if theta <= 0.0:
        return waits, waits / (c * mu - lam) * stretch, 0.0, 1.0 - late
    leaves = _left_after(c, lam, mu, theta, 0.0, j0) / under
    left_early = leaves - _left_after(c, lam, mu, theta, soon, j) / under
    return waits, leaves / theta, leaves, max(0.0, 1.0 - late - left_early)


@njit(cache=True)
def _search(
    lam: float, mu: float, theta: float, scv: float, t: float, share: float, mean: float
) -> int:
    """The smallest c with P(served within t) ≥ share and E[W] ≤ mean; one pass of the recursion.

    c servers serve at most the share c/a of those who come, so smaller c need no look.
    """
    if lam <= 0.0:
        return 0
    load, b, c = lam / mu, 1.0, 1
    while c < MOST:
        if (theta > 0.0 and c >= share * load) or c > load:
            _, wait, _, in_time = _figures(c, b, lam, mu, theta, scv, t)
            if in_time >= share and wait <= mean:
                return c
        b = load * b / (c + load * b)
        c += 1
    return MOST


@njit(cache=True)
def _search_all(
    lam: Floats, mu: Floats, theta: Floats, scv: Floats, t: Floats, share: Floats, mean: Floats
) -> Ints:
    found = np.empty(lam.size, np.int64)
    for n in range(lam.size):
        found[n] = _search(lam[n], mu[n], theta[n], scv[n], t[n], share[n], mean[n])
    return found


def queue(
    servers: int,
    arrivals: float,
    service: float,
    *,
    patience: float = np.inf,
    scv: float = 1.0,
    target: float = 0.0,
) -> Queue:
    """All figures of one queue; ``service`` and ``patience`` are means, ``arrivals`` a rate.

    Raises ``ValueError`` for figures no queue has, and for an endless queue: as many arrivals as
    the servers can do, or more, and nobody leaves.
    """
    _check(arrivals, service, patience, scv, target)
    if servers < 1:
        raise ValueError(f"{servers} servers; at least 1 needed")
    load, theta = arrivals * service, 1.0 / patience
    if theta == 0 and load >= servers:
        raise ValueError(
            f"{load:g} erlangs on {servers} servers: the queue grows without end; "
            f"give at least {int(load) + 1} servers, or a patience"
        )
    if arrivals == 0:
        return Queue(servers, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    before = erlang_b(servers - 1, load)
    waits, wait, leaves, in_time = _figures(
        servers, before, arrivals, 1.0 / service, theta, scv, target
    )
    occupancy = load * (1 - leaves) / servers
    return Queue(servers, load, occupancy, waits, wait, leaves, in_time)


def servers_needed(
    arrivals: ArrayLike,
    service: ArrayLike,
    *,
    patience: ArrayLike = np.inf,
    scv: ArrayLike = 1.0,
    target: ArrayLike = 0.0,
    share: ArrayLike = 0.8,
    mean_wait: ArrayLike = np.inf,
) -> Ints:
    """The smallest staff, for each element of the arguments broadcast together.

    ``share`` of those who come are served within ``target``, and the mean wait is at most
    ``mean_wait``. No arrivals need nobody.
    """
    arrays = [
        np.asarray(a, np.float64)
        for a in (arrivals, service, patience, scv, target, share, mean_wait)
    ]
    lam, mean, patient, spread, t, wanted, most = np.broadcast_arrays(*arrays)
    for value, check in ((lam, lam >= 0), (mean, mean > 0), (patient, patient > 0)):
        if not (check & ~np.isnan(value)).all():
            raise ValueError("arrivals must be 0 or more, service and patience more than 0")
    if not ((spread >= 0) & (t >= 0) & (most >= 0) & np.isfinite(lam * mean)).all():
        raise ValueError("spread, target and mean wait must be 0 or more, the load finite")
    if not ((wanted >= 0) & (wanted < 1)).all():
        raise ValueError("the share served in time must lie in 0 … 1, 1 excluded")
    # copies: the kernel does not take a view of a broadcast array
    flat = [a.flatten() for a in (spread, t, wanted, most)]
    found = _search_all(lam.flatten(), 1.0 / mean.ravel(), 1.0 / patient.ravel(), *flat)
    if (found == MOST).any():
        raise ValueError(f"more than {MOST} servers would be needed; is the target within reach?")
    return found.reshape(lam.shape)


def with_shrinkage(servers: ArrayLike, shrinkage: float) -> Ints:
    """People on the roster so that ``servers`` stand at the counters when a share is away."""
    if not 0 <= shrinkage < 1:
        raise ValueError(f"shrinkage {shrinkage} must lie in 0 … 1, 1 excluded")
    return np.ceil(np.asarray(servers) / (1 - shrinkage) - 1e-9).astype(np.int64)


def square_root_staffing(load: ArrayLike, waits: float) -> Floats:
    """R + β√R servers, where β gives the wanted probability of waiting (Halfin and Whitt 1981).

    P(wait) = 1 / (1 + β·Φ(β)/φ(β)); exact as the load grows, good from a few erlangs on.
    """
    if not 0 < waits < 1:
        raise ValueError(f"the probability of waiting {waits} must lie between 0 and 1")
    low, high = 0.0, 40.0
    for _ in range(200):
        beta = (low + high) / 2
        normal = exp(-beta * beta / 2) / SQRT_2PI
        below = 1 / (1 + beta * (1 - erfc(beta / SQRT_2) / 2) / normal) if normal else 0.0
        low, high = (beta, high) if below > waits else (low, beta)
    erlangs: Floats = np.asarray(load, np.float64)
    staffed: Floats = erlangs + (low + high) / 2 * np.sqrt(erlangs)
    return staffed


def _check(arrivals: float, service: float, patience: float, scv: float, target: float) -> None:
    if not (isfinite(arrivals) and arrivals >= 0):
        raise ValueError(f"arrivals {arrivals} must be 0 or more")
    if not (isfinite(service) and service > 0):
        raise ValueError(f"mean service time {service} must be more than 0")
    if not patience > 0:
        raise ValueError(f"mean patience {patience} must be more than 0")
    if not (scv >= 0 and target >= 0):
        raise ValueError("spread and target must be 0 or more")
