"""Works out what is odd on a day: counts the cases of each watch and compares peers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from motcua.approvals.kinds import Kind
from motcua.approvals.models import Request
from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.models import Draw, Glass
from motcua.insight import sources as of
from motcua.insight.measures import ALL, MEASURES
from motcua.insight.oddness import Counts, of_counts, of_rates, others
from motcua.insight.sources import Source
from motcua.insight.watches import FLOOR, LIMIT, WATCHES, By, Watch
from motcua.worktime.instants import midnight

MOST_EVIDENCE = 200
Key = tuple[str, int | None]
"""A unit, and the number of a person where people are compared."""
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Found:
    """Something odd: whose, how many cases of how many, and how many would be usual."""

    watch: Watch
    unit: str
    person_id: int | None
    hits: int
    base: int
    usual: float | None
    z: float | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a watch counts: hits of a base among the rows of a source, each dossier once or not."""

    source: Source
    hits: Q
    base: Q = ALL
    once: bool = False

    def rows(self, span: Span) -> QuerySet[Any]:
        return self.source.between(*span).filter(self.base)

    def count(self, among: Q | None = None) -> Count:
        return Count("dossier_number" if self.once else "pk", distinct=self.once, filter=among)


def _measured(key: str) -> Counting:
    one = MEASURES[key]
    return Counting(one.source, one.hits, one.base)


_TO_SETTLE = Q(purpose__in=[Purpose.SETTLE, Purpose.REVEAL])
COUNTED: Mapping[str, Counting] = MappingProxyType({
    "after-hours": _measured("after-hours"),
    "reveal": Counting(of.LOOKS, Q(purpose=Purpose.REVEAL), _TO_SETTLE, once=True),
    "recusal": Counting(of.GIVEN, Q(recused=True), once=True),
    "refused": _measured("refused"),
    "refused-late": _measured("refused-late"),
    "supplement-again": _measured("supplement-again"),
    "moved": _measured("moved"),
    "left-lying": _measured("left-lying"),
    "jumped": _measured("jumped"),
    "entered-late": _measured("entered-late"),
    "redrawn": _measured("redrawn"),
    "extra-cost": _measured("extra-cost"),
})  # fmt: skip
_KIN = Counting(of.LOOKS, MEASURES["family-name"].hits, ~Q(own_house="") & Q(own_house__contains=" "),
                once=True)  # fmt: skip
_ALL_LOOKS = Counting(of.LOOKS, Q(), once=True)


def odd_on(day: date) -> list[Found]:
    """Return everything odd of a local day, watch by watch."""
    return [found for watch in WATCHES.values() for found in _FINDERS[watch.key](watch, day)]


def window(watch: Watch, day: date) -> Span:
    """Return the instants between which the cases of a watch lie."""
    return midnight(day - timedelta(days=watch.days - 1)), midnight(day + timedelta(days=1))


def _rates(watch: Watch, day: date) -> Iterable[Found]:
    counting, span = COUNTED[watch.key], window(watch, day)
    cells = _peers(_cells(counting, watch, span))
    return _standing_out(watch, counting, span, cells, others(cells))


def _kin(watch: Watch, day: date) -> Iterable[Found]:
    """Compare with how often everybody else meets the same family and middle name."""
    span = window(watch, day)
    met: dict[str, int] = defaultdict(int)
    cells: dict[Key, Counts] = defaultdict(lambda: (0, 0))
    of_key: dict[Key, dict[str, int]] = defaultdict(dict)
    own: dict[Key, str] = {}
    rows = _KIN.rows(span).values_list("unit_code", "person_id", "own_house", "house")
    for unit, person, mine, house, n in rows.annotate(n=_KIN.count()).order_by():
        key = (unit, person)
        own[key], of_key[key][house] = mine, n
        met[house] += n
        base, hits = cells[key]
        cells[key] = base + n, hits + n * (house == mine)
    total = sum(met.values())
    usual = {
        key: (met[own[key]] - of_key[key].get(own[key], 0) + 0.5) / (total - base + 1)
        for key, (base, _) in cells.items()
    }
    return _standing_out(watch, _KIN, span, _peers(cells), usual)


def _volume(watch: Watch, day: date) -> Iterable[Found]:
    """Compare with colleagues in the same role on the same day."""
    span = window(watch, day)
    by_role: dict[str, dict[Key, int]] = defaultdict(dict)
    rows = _ALL_LOOKS.rows(span).values_list("role", "unit_code", "person_id")
    for role, unit, person, n in rows.annotate(n=_ALL_LOOKS.count()).order_by():
        by_role[role][unit, person] = n
    for counts in by_role.values():
        far, middle = of_counts(counts), sorted(counts.values())[len(counts) // 2]
        for key, n in counts.items():
            z = far.get(key)
            if (z is not None and z > LIMIT and n >= watch.floor) or n > watch.always:
                yield _found(watch, _ALL_LOOKS, span, key, (n, n), float(middle), z)


def _standing_out(
    watch: Watch, counting: Counting, span: Span, cells: Mapping[Key, Counts],
    usual: Mapping[Key, float],
) -> Iterable[Found]:  # fmt: skip
    for key, z in of_rates(cells, usual).items():
        base, hits = cells[key]
        if z > LIMIT and hits >= watch.floor and base >= watch.base:
            yield _found(watch, counting, span, key, cells[key], usual[key] * base, z)


def _peers(cells: Mapping[Key, Counts]) -> dict[Key, Counts]:
    """Leave out who has too few cases to be compared with."""
    return {key: cell for key, cell in cells.items() if cell[0] >= FLOOR}


def _cells(counting: Counting, watch: Watch, span: Span) -> dict[Key, Counts]:
    rows = counting.rows(span)
    if watch.by is By.UNIT:
        counted = rows.values_list("unit_code")
    else:
        person = counting.source.person
        rows = rows.filter(**{f"{person}__isnull": False}).annotate(who=F(person))
        counted = rows.values_list("unit_code", "who")
    found = counted.annotate(base_n=counting.count(), hits_n=counting.count(counting.hits))
    return {
        (row[0], row[1] if watch.by is By.PERSON else None): (row[-2], row[-1])
        for row in found.order_by()
    }


def _found(
    watch: Watch, counting: Counting, span: Span, key: Key, cell: Counts, usual: float,
    z: float | None,
) -> Found:  # fmt: skip
    unit, person = key
    rows = counting.rows(span).filter(counting.hits, unit_code=unit)
    if person is not None:
        rows = rows.filter(**{counting.source.person: person})
    numbers = rows.order_by("-dossier_number").values_list("dossier_number", flat=True).distinct()
    base, hits = cell
    return Found(watch, unit, person, hits, base, usual, z, tuple(numbers[:MOST_EVIDENCE]))


def _each_of(rows: Callable[[Span], QuerySet[Any]], unit: str, case: str) -> "Finder":
    """Make a finder that says every single case, those of a unit together."""

    def find(watch: Watch, day: date) -> Iterable[Found]:
        by_unit: dict[str, list[int]] = defaultdict(list)
        for code, number in rows(window(watch, day)).order_by("pk").values_list(unit, case):
            by_unit[code].append(number)
        for code, numbers in by_unit.items():
            n = len(numbers)
            yield Found(watch, code, None, n, n, None, None, tuple(numbers[:MOST_EVIDENCE]))

    return find


def _by_hand(span: Span) -> QuerySet[Draw]:
    return Draw.objects.filter(kind=Draw.Kind.BY_HAND, at__gte=span[0], at__lt=span[1])


def _glasses(span: Span) -> QuerySet[Glass]:
    return Glass.objects.filter(opened_at__gte=span[0], opened_at__lt=span[1])


def _rosters(span: Span) -> QuerySet[Request]:
    rows = Request.objects.filter(kind=Kind.ROSTER_AT_ONCE)
    return rows.filter(approved_at__gte=span[0], approved_at__lt=span[1])


Finder = Callable[[Watch, date], Iterable[Found]]
_FINDERS: Mapping[str, Finder] = MappingProxyType({
    **dict.fromkeys(COUNTED, _rates),
    "volume": _volume,
    "family-name": _kin,
    "by-hand": _each_of(_by_hand, "agency", "dossier_id"),
    "break-glass": _each_of(_glasses, "office", "dossier_id"),
    "emergency-roster": _each_of(_rosters, "wanted__office", "pk"),
})  # fmt: skip
