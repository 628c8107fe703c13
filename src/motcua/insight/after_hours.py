"""Whether an instant lies outside working hours, as an expression of the database."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import (
    ExtractHour,
    ExtractIsoWeekDay,
    ExtractMinute,
    TruncDate,
)

from motcua.offices import queries as offices
from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import LOCAL
from motcua.worktime.opening import opening_periods
from motcua.worktime.rows import Period

Periods = tuple[Period, ...]


def parts_of(field: str) -> dict[str, object]:
    """Return what `is_after_hours` asks of an instant: its local minute, weekday and day."""
    hour, minute = ExtractHour(field, tzinfo=LOCAL), ExtractMinute(field, tzinfo=LOCAL)
    return {
        "local_minute": hour * Value(60) + minute,
        "local_weekday": ExtractIsoWeekDay(field, tzinfo=LOCAL),
        "local_day": TruncDate(field, tzinfo=LOCAL),
    }


def is_after_hours() -> Combinable:
    """Return the condition that an instant lies outside the hours of offices."""
    return ExpressionWrapper(
        ~_open_in(offices.calendar("office")), output_field=BooleanField()
    )  # fmt: skip


@cache
def _open_in(calendar: Calendar) -> Q:
    """Say the calendar as usual hours of each weekday, and the days that are otherwise."""
    days = [calendar.first + timedelta(days=n) for n in range(calendar.table.size)]
    usual = _usual(calendar, days)
    otherwise: dict[Periods, list[date]] = defaultdict(list)
    for day in days:
        periods = tuple(opening_periods(calendar, day))
        if periods != usual[day.isoweekday()]:
            otherwise[periods].append(day)
    exceptions = [day for listed in otherwise.values() for day in listed]
    open_then = Q(pk__in=[])
    for weekday, periods in usual.items():
        open_then |= Q(local_weekday=weekday) & ~Q(local_day__in=exceptions) & _within(periods)
    for periods, listed in otherwise.items():
        open_then |= Q(local_day__in=listed) & _within(periods)
    return open_then


def _usual(calendar: Calendar, days: list[date]) -> dict[int, Periods]:
    seen: dict[int, Counter[Periods]] = defaultdict(Counter)
    for day in days:
        seen[day.isoweekday()][tuple(opening_periods(calendar, day))] += 1
    return {weekday: counted.most_common(1)[0][0] for weekday, counted in seen.items()}


def _within(periods: Periods) -> Q:
    found = Q(pk__in=[])
    for opens, closes in periods:
        found |= Q(local_minute__gte=opens, local_minute__lt=closes)
    return found
