"""How excluded time moves a due date. Takes united spans clipped to `counts_from`.

An exclusion that begins at or after the instant reached so far changes nothing: the limit has
run out by then.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.worktime.arithmetic import add, closing_from, last_day
from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import midnight
from motcua.worktime.spans import Span
from motcua.worktime.units import TimeLimit, Unit

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def counts_from(start: datetime, limit: TimeLimit) -> datetime:
    """The first minute that a limit uses up, and from which a pause can exclude time.

    Days and months begin with the day after the start (Civil Code 2015 art. 147.2): the office
    has the rest of the first day for nothing, so a pause on it takes nothing away.
    """
    by_days = limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH)
    return midnight(start.date()) + DAY if by_days and not limit.is_same_day else start


def due_with(
    calendar: Calendar, start: datetime, limit: TimeLimit, excluded: tuple[Span, ...]
) -> datetime | None:
    if limit.unit in (Unit.CALENDAR_DAY, Unit.MONTH):
        return _due_by_days(calendar, start, limit, excluded)
    reached = add(calendar, start, limit)
    if limit.unit is Unit.HOUR:
        return push_by_clock(reached, excluded)
    return push_by_work(calendar, reached, excluded)


def push_by_work(
    calendar: Calendar, reached: datetime, excluded: tuple[Span, ...]
) -> datetime | None:
    """Move an instant by the working minutes excluded before it; None in an open exclusion."""
    table = calendar.table
    position = table.position(reached)
    for span in excluded:
        if span.begins >= reached:
            break
        if span.ends is None:
            return None
        if minutes := table.position(span.ends) - table.position(span.begins):
            position += minutes
            reached = table.earliest(position)
    return reached


def push_by_clock(reached: datetime, excluded: tuple[Span, ...]) -> datetime | None:
    for span in excluded:
        if span.begins >= reached:
            break
        if span.ends is None:
            return None
        reached += span.ends - span.begins
    return reached


def _due_by_days(
    calendar: Calendar, start: datetime, limit: TimeLimit, excluded: tuple[Span, ...]
) -> datetime | None:
    """Exclusions move the end of the last day (24:00).

    The limit is due at the close of the day in which that end then falls, or of the next working
    day, and never inside an exclusion.
    """
    last = last_day(start, limit)
    runs_out, reached = midnight(last) + DAY, closing_from(calendar, last)
    for span in excluded:
        if span.begins >= reached:
            break
        if span.ends is None:
            return None
        runs_out = max(runs_out, span.begins) + (span.ends - span.begins)
        last = (runs_out - MINUTE).date()
        reached = closing_from(calendar, last)
        if reached < span.ends:
            reached = closing_from(calendar, last + DAY)
    return reached
