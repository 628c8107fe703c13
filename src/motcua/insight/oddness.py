"""How far one stands out among peers, in standard deviations. Pure.

A funnel: the fewer cases somebody has, the more their share may differ by chance. The arcsine of
the root of a share, and twice the root of a count, have a spread that chance alone makes known
(Anscombe 1948). Real peers differ by more than chance, because their work differs: how much more is
estimated from all of them (DerSimonian and Laird's between-peers variance), with the outermost
tenth at each end pulled in, so that one who stands out does not widen the limits for themself.

Source: Spiegelhalter, Handling over-dispersion of performance indicators, Quality and Safety in
Health Care 14 (2005) 347-351; the Care Quality Commission of England finds its outliers this way.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import asin, sqrt
from statistics import median
from typing import TypeVar

Counts = tuple[int, int]
K = TypeVar("K", bound=Hashable)
FEWEST_PEERS = 8
"""With fewer nobody can say what is usual."""
PULLED_IN = 0.1
KEPT = 0.679
"""What pulling in leaves of the variance of a normal law (its tenths at 1.2816 deviations)."""


def of_rates(cells: Mapping[K, Counts], usual: Mapping[K, float]) -> dict[K, float]:
    """Return how far each share lies above the usual one.

    Parameters
    ----------
    cells
        (base, hits) of each peer, with a base of one or more.
    usual
        The share that would be usual for each, 0 to 1.

    Raises
    ------
    ValueError
        When hits exceed their base, or a base is nothing.
    """
    if any(not 0 <= hits <= base or base < 1 for base, hits in cells.values()):
        raise ValueError("hits lie between 0 and their base, which is one or more")
    far = {key: _angle(hits / base) - _angle(usual[key]) for key, (base, hits) in cells.items()}
    return _adjusted(far, {key: 1 / (4 * base) for key, (base, _) in cells.items()})


def of_counts(counts: Mapping[K, int]) -> dict[K, float]:
    """Return how far each count lies above the middle one."""
    roots = {key: 2 * sqrt(count + 3 / 8) for key, count in counts.items()}
    middle = median(roots.values()) if roots else 0.0
    return _adjusted({key: root - middle for key, root in roots.items()}, dict.fromkeys(roots, 1.0))


def others(cells: Mapping[K, Counts]) -> dict[K, float]:
    """Return for each the share of all the others together: nobody is their own measure.

    The outermost tenth at each end, one at least, is left out of it: somebody far off would make
    all the rest look odd.
    """
    ordered = sorted(cells, key=lambda key: cells[key][1] / cells[key][0])
    out = max(1, int(len(ordered) * PULLED_IN)) if len(ordered) > 2 else 0
    pool = set(ordered[out : len(ordered) - out])
    bases = sum(cells[key][0] for key in pool)
    hits = sum(cells[key][1] for key in pool)
    # Half a case more on both sides: a share of nothing would make any single case endless.
    return {
        key: (hits - own * (key in pool) + 0.5) / (bases - base * (key in pool) + 1)
        for key, (base, own) in cells.items()
    }


def _angle(share: float) -> float:
    return asin(sqrt(min(1.0, max(0.0, share))))


def _adjusted(far: Mapping[K, float], chance: Mapping[K, float]) -> dict[K, float]:
    """Divide distances by what chance (its variance is given) and real differences spread."""
    if len(far) < FEWEST_PEERS:
        return {}
    raw = sorted(value / sqrt(chance[key]) for key, value in far.items())
    between = _between(_dispersion(raw), [1 / one for one in chance.values()])
    return {key: value / sqrt(chance[key] + between) for key, value in far.items()}


def _dispersion(ordered: Sequence[float]) -> float:
    """Return how much wider than chance the peers spread, the outermost tenths pulled in."""
    out = max(1, int(len(ordered) * PULLED_IN))
    low, high = ordered[out], ordered[-1 - out]
    return sum(min(max(value, low), high) ** 2 for value in ordered) / (KEPT * len(ordered))


def _between(dispersion: float, weights: Sequence[float]) -> float:
    """Return the variance between peers that explains the dispersion; nothing where chance does."""
    n, total = len(weights), sum(weights)
    beyond = n * dispersion - (n - 1)
    return max(0.0, beyond / (total - sum(one * one for one in weights) / total))
