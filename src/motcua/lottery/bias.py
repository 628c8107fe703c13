"""Second line of defence: statistics over many draws.

The proof is recomputation. Statistics show a broken generator or a wholesale tilt; they cannot
show five bought dossiers among twenty thousand.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, sqrt

BINS = 20


@dataclass(frozen=True, slots=True)
class Observed:
    """One draw: where the point fell (0 to 1), the chances by officer, and who got it."""

    point: float
    chances: dict[bytes, float]
    officer: bytes


@dataclass(frozen=True, slots=True)
class BiasReport:
    """Figures to publish.

    Attributes
    ----------
    ks_p, chi_p
        Probability of points at least this uneven, if honest (Kolmogorov–Smirnov; chi-square in
        20 bins, Wilson–Hilferty approximation).
    lag
        Correlation of each point with the next, in standard errors.
    z
        Dossiers of each officer above or below expectation, in standard deviations.
    """

    draws: int
    ks_p: float
    chi_p: float
    lag: float
    z: dict[bytes, float]


def kolmogorov_p(points: Sequence[float]) -> float:
    """P-value of uniformity on 0 to 1 (Stephens' correction of the asymptotic law)."""
    n = len(points)
    ordered = sorted(points)
    distance = max(
        max((rank + 1) / n - point, point - rank / n) for rank, point in enumerate(ordered)
    )
    x = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) * distance
    if x < 0.2:  # the series converges slowly there, and the answer is 1
        return 1.0
    series = sum((1 if k % 2 else -1) * exp(-2 * k * k * x * x) for k in range(1, 101))
    return min(1.0, max(0.0, 2 * series))


def chi_square_p(points: Sequence[float]) -> float:
    """P-value of equal counts in 20 bins (Wilson and Hilferty, 1931)."""
    counts = [0] * BINS
    for point in points:
        counts[min(BINS - 1, int(point * BINS))] += 1
    expected = len(points) / BINS
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    freedom = BINS - 1
    spread = 2 / (9 * freedom)
    z = (float((statistic / freedom) ** (1 / 3)) - (1 - spread)) / sqrt(spread)
    return erfc(z / sqrt(2)) / 2


def lag_one(points: Sequence[float]) -> float:
    """Serial correlation times the root of its count: about standard normal when honest."""
    n = len(points) - 1
    centred = [point - 0.5 for point in points]
    products = sum(a * b for a, b in itertools.pairwise(centred))
    return 12 * products / sqrt(n) if n > 0 else 0.0


def z_scores(draws: Sequence[Observed]) -> dict[bytes, float]:
    """How far each officer's count is from the sum of the chances (ledger of all draws)."""
    excess: dict[bytes, float] = defaultdict(float)
    variance: dict[bytes, float] = defaultdict(float)
    for draw in draws:
        for officer, chance in draw.chances.items():
            excess[officer] += (officer == draw.officer) - chance
            variance[officer] += chance * (1 - chance)
    return {who: excess[who] / sqrt(variance[who]) for who in excess if variance[who] > 0}


def measure(draws: Sequence[Observed]) -> BiasReport:
    """All figures for a series of draws; raises ``ValueError`` for fewer than 100."""
    if len(draws) < 100:
        raise ValueError("Fewer than 100 draws say nothing.")
    points = [draw.point for draw in draws]
    return BiasReport(
        len(draws), kolmogorov_p(points), chi_square_p(points), lag_one(points), z_scores(draws)
    )
