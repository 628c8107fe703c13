"""Whether draws went as their odds said: by unit and by the pseudonym of the quarter.

The proof of a draw is working it again (the open log lets anybody); these figures show a broken
generator or a wholesale tilt. Draws by pseudonym are published, so nothing of them is hidden here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from motcua.dossiers.models import Draw
from motcua.identity.actor import Actor
from motcua.insight.spans import Span
from motcua.insight.tables import inspects
from motcua.lottery.bias import Observed, chi_square_p, kolmogorov_p, z_scores

ENOUGH = 5.0
"""Variance of a number of draws from which the normal law serves: about five awaited."""
FAR = 2.0
BY_CHANCE = erfc(FAR / sqrt(2))
"""The share of honest figures that lie further off than that: 4.55 %."""
FEWEST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Share:
    """The draws of one official: how often in a pool, awaited by the odds, and got.

    Parameters
    ----------
    spread
        Standard deviation of the number by chance.
    z
        How far off, in spreads; None where too few draws say anything.
    """

    who: str
    pools: int
    awaited: float
    got: int
    spread: float
    z: float | None


@dataclass(frozen=True, slots=True)
class UnitOdds:
    """The draws of one unit; `p` is the probability that chance alone puts somebody so far off."""

    unit: str
    draws: int
    officials: int
    furthest: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Odds:
    """All units together.

    Parameters
    ----------
    judged, far
        Officials with enough draws, and how many of them lie further off than two spreads.
    far_by_chance
        How many would by chance.
    kolmogorov, chi_square
        Probability of points at least as uneven, if honest; None for fewer than a hundred.
    """

    draws: int
    judged: int
    far: int
    far_by_chance: float
    kolmogorov: float | None
    chi_square: float | None
    units: tuple[UnitOdds, ...]


def odds(actor: Actor, span: Span) -> Odds:
    """Return the odds of every unit that drew; `not_permitted` is refused to all but inspectors."""
    inspects(actor)
    by_unit = _draws(span)
    shares = {unit: _shares(draws) for unit, draws in by_unit.items()}
    judged = [one.z for some in shares.values() for one in some if one.z is not None]
    points = [draw.point for draws in by_unit.values() for draw in draws]
    enough = len(points) >= FEWEST_POINTS
    return Odds(
        draws=len(points),
        judged=len(judged),
        far=sum(abs(z) > FAR for z in judged),
        far_by_chance=BY_CHANCE * len(judged),
        kolmogorov=kolmogorov_p(points) if enough else None,
        chi_square=chi_square_p(points) if enough else None,
        units=tuple(_unit(unit, by_unit[unit], shares[unit]) for unit in sorted(by_unit)),
    )


def odds_of(actor: Actor, unit: str, span: Span) -> list[Share]:
    """Return the odds of a unit's pools, the furthest off first."""
    inspects(actor)
    shares = _shares(_draws(span, unit).get(unit, []))
    return sorted(shares, key=lambda one: (-abs(one.z or 0), one.who))


def _draws(span: Span, unit: str = "") -> Mapping[str, list[Observed]]:
    rows = Draw.objects.filter(kind=Draw.Kind.DRAWN, at__gte=span.since, at__lt=span.until)
    rows = rows.filter(total__gt=0, point__isnull=False)
    if unit:
        rows = rows.filter(agency=unit)
    found: dict[str, list[Observed]] = defaultdict(list)
    fields = ("agency", "officers", "point", "total", "chosen")
    for agency, officers, point, total, chosen in rows.order_by("at", "pk").values_list(*fields):
        chances = {bytes.fromhex(one[0]): one[4] / total for one in officers}
        found[agency].append(Observed((point + 0.5) / total, chances, bytes.fromhex(chosen)))
    return found


def _shares(draws: Sequence[Observed]) -> list[Share]:
    pools: dict[bytes, int] = defaultdict(int)
    awaited: dict[bytes, float] = defaultdict(float)
    variance: dict[bytes, float] = defaultdict(float)
    got: dict[bytes, int] = defaultdict(int)
    for draw in draws:
        got[draw.officer] += 1
        for who, chance in draw.chances.items():
            pools[who] += 1
            awaited[who] += chance
            variance[who] += chance * (1 - chance)
    far = z_scores(draws)
    return [
        Share(who.hex(), pools[who], awaited[who], got[who], sqrt(variance[who]),
              far[who] if variance[who] >= ENOUGH else None)
        for who in sorted(pools)
    ]  # fmt: skip


def _unit(unit: str, draws: Sequence[Observed], shares: Iterable[Share]) -> UnitOdds:
    listed = list(shares)
    judged = [abs(one.z) for one in listed if one.z is not None]
    furthest = max(judged, default=None)
    # Šidák: the furthest of several honest ones lies further off than a single one would.
    p = None if furthest is None else 1 - (1 - erfc(furthest / sqrt(2))) ** len(judged)
    return UnitOdds(unit, len(draws), len(listed), furthest, p)
