"""The figures of a period: counts, punctuality, processing and waiting times, by what one likes.

Each page of figures is a handful of aggregating statements over one table. Times are elapsed time,
as the applicant lives through it: gross from the start of the legal clock to the decision, net
without the spells in which the applicant (or their payment) was awaited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate, TruncWeek

from motcua.disclosure.showing import WORDS, shows
from motcua.dossiers.models import Dossier, Suspension
from motcua.dossiers.status import Status
from motcua.dossiers.views.overseen import (
    Figure,
    Slice,
    condition,
    during,
    narrowed,
    overseen,
)
from motcua.identity.actor import Actor
from motcua.worktime.instants import LOCAL

# Longer periods are drawn week by week: a column thinner than a hair shows nothing.
MOST_DAYS_DRAWN = 62


class By(StrEnum):
    """What the figures are broken down by; the value is the dossier's column."""

    FIELD = "field"
    AGENCY = "agency"
    POINT = "received_at_point"


@shows(median=WORDS, p90=WORDS)
@dataclass(frozen=True, slots=True)
class Spread:
    """Middle and upper end of a time; None where nothing was measured."""

    median: timedelta | None
    p90: timedelta | None


@shows(
    received=WORDS, settled=WORDS, on_time=WORDS, late=WORDS, supplemented=WORDS,
    accepted_online=WORDS, waiting=WORDS, by_status=WORDS, gross=WORDS, net=WORDS,
    until_accepted=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a slice; `by_status` says where what came in during the period stands now."""

    received: int
    settled: int
    on_time: int
    late: int
    supplemented: int
    accepted_online: int
    waiting: int
    by_status: tuple[tuple[Status, int], ...]
    gross: Spread
    net: Spread
    until_accepted: Spread

    def of(self, figure: Figure) -> int:
        """Return the count of a named set."""
        return int(getattr(self, figure.value))

    @property
    def on_time_share(self) -> float | None:
        """The share settled by the first due date, of those that had one."""
        counted = self.on_time + self.late
        return self.on_time / counted if counted else None

    @property
    def supplement_share(self) -> float | None:
        return self.supplemented / self.received if self.received else None


@shows(key=WORDS, received=WORDS, settled=WORDS, on_time=WORDS, late=WORDS, supplemented=WORDS)
@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one field, agency or point (its code)."""

    key: str
    received: int
    settled: int
    on_time: int
    late: int
    supplemented: int

    @property
    def on_time_share(self) -> float | None:
        counted = self.on_time + self.late
        return self.on_time / counted if counted else None


@shows(weekly=WORDS, received=WORDS, settled=WORDS)
@dataclass(frozen=True, slots=True)
class Days:
    """How much came in and was settled; each entry is a day, or a week by its Monday."""

    weekly: bool
    received: tuple[tuple[date, int], ...]
    settled: tuple[tuple[date, int], ...]


class Percentiles(Aggregate):
    """Median and ninth decile by `percentile_cont` of PostgreSQL, in one pass; NULL is left out."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(DurationField())


def figures(actor: Actor, part: Slice) -> Figures:
    """Return the figures of the slice, as far as the actor oversees it."""
    rows = narrowed(overseen(actor), part)
    counts: dict[str, int] = rows.aggregate(
        **{one.value: Count("pk", filter=condition(one, part)) for one in Figure}
    )
    standing = (
        rows.filter(condition(Figure.RECEIVED, part))
        .values_list("status")
        .annotate(n=Count("pk"))
        .order_by("status")
    )
    settled = rows.filter(condition(Figure.SETTLED, part), clock_started_at__isnull=False)
    took = settled.annotate(gross=_elapsed("clock_started_at", "settled_at"))
    net = ExpressionWrapper(F("gross") - _awaited(), output_field=DurationField())
    waited = rows.filter(condition(Figure.ACCEPTED_ONLINE, part))
    return Figures(
        **counts,
        by_status=tuple((Status(status), n) for status, n in standing),
        gross=_spread(took, F("gross")),
        net=_spread(took.annotate(net=net), F("net")),
        until_accepted=_spread(waited, _elapsed("registered_at", "accepted_at")),
    )


def broken_down(actor: Actor, part: Slice, by: By) -> list[Row]:
    """Return the figures of each field, agency or point, the one with most received first."""
    shown = (Figure.RECEIVED, Figure.SETTLED, Figure.ON_TIME, Figure.LATE, Figure.SUPPLEMENTED)
    rows = (
        narrowed(overseen(actor), part)
        .filter(during("registered_at", part) | during("settled_at", part))
        .exclude(**{by.value: ""})
        .values_list(by.value)
        .annotate(**{one.value: Count("pk", filter=condition(one, part)) for one in shown})
        .order_by(F(Figure.RECEIVED.value).desc(), by.value)
    )
    return [Row(*values) for values in rows]


def days(actor: Actor, part: Slice) -> Days:
    """Return how much came in and was settled on each day of the period, empty days included."""
    rows, weekly = narrowed(overseen(actor), part), part.days > MOST_DAYS_DRAWN
    return Days(
        weekly,
        _per_day(rows.filter(condition(Figure.RECEIVED, part)), "registered_at", part, weekly),
        _per_day(rows.filter(condition(Figure.SETTLED, part)), "settled_at", part, weekly),
    )


def _per_day(
    rows: QuerySet[Dossier],
    field: str,
    part: Slice,
    weekly: bool,  # noqa: FBT001
) -> tuple[tuple[date, int], ...]:
    day = TruncWeek(field, tzinfo=LOCAL) if weekly else TruncDate(field, tzinfo=LOCAL)
    counted = rows.annotate(day=day).values_list("day").annotate(n=Count("pk"))
    found = {_as_day(day): n for day, n in counted.order_by("day")}
    return tuple((day, found.get(day, 0)) for day in _all_days(part, weekly))


def _as_day(value: date | datetime) -> date:
    return value.astimezone(LOCAL).date() if isinstance(value, datetime) else value


def _all_days(part: Slice, weekly: bool) -> Iterable[date]:  # noqa: FBT001
    day = part.first - timedelta(days=part.first.weekday()) if weekly else part.first
    while day <= part.last:
        yield day
        day += timedelta(days=7 if weekly else 1)


def _spread(rows: QuerySet[Dossier], time: Any) -> Spread:
    found = rows.aggregate(both=Percentiles(time))["both"]
    return Spread(*found) if found else Spread(None, None)


def _elapsed(begins: str, ends: str) -> "ExpressionWrapper[CombinedExpression]":
    return ExpressionWrapper(F(ends) - F(begins), output_field=DurationField())


def _awaited() -> Coalesce:
    """Return the time of the suspension ledger inside the clock's run."""
    from_ = Greatest("begins", OuterRef("clock_started_at"), output_field=DateTimeField())
    until = Least("ends", OuterRef("settled_at"), output_field=DateTimeField())
    inside = ExpressionWrapper(until - from_, output_field=DurationField())
    lines = (
        Suspension.objects.filter(dossier=OuterRef("pk"), begins__lt=OuterRef("settled_at"))
        .filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("clock_started_at")))
        .values("dossier")
        .annotate(total=Sum(inside))
        .values("total")
    )
    return Coalesce(Subquery(lines), Value(timedelta(0)), output_field=DurationField())
