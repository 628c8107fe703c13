"""Adding, taking back and measuring time limits.

The policy, with its sources (Civil Code 2015; see docs/explanation/legal-clock.md):

* Minutes and hours run from the minute itself (art. 147.1).
* Days and months: the day on which the limit starts is not counted (art. 147.2, 147.3).
* A limit in days or months ends with its last day (art. 148.1, 148.3); a month without that day
  ends on its last day (148.3); a last day that is a day off moves to the next working day (148.5).
* "The end of the day" is the close of the opening hours, not midnight (148.6): a result is handed
  over at a counter, and the earlier promise is the stricter one for the office.

Speed matters here (a year of a city's dossiers is recomputed in one go), so a working-day limit is
two list look-ups, and no module below allocates more than its result.
"""

from __future__ import annotations

import calendar as gregorian
from datetime import date, datetime, timedelta

from motcua.worktime.calendar import Calendar
from motcua.worktime.errors import OutsideCalendar
from motcua.worktime.instants import local_day, require_order, to_minute
from motcua.worktime.table import Table
from motcua.worktime.units import TimeLimit, Unit


def add(calendar: Calendar, start: datetime, limit: TimeLimit) -> datetime:
    """The instant at which a limit that starts at `start` is due.

    Never earlier than `start` (to the minute), and never falls when `start` grows.
    Raises NaiveInstant, or OutsideCalendar when start or due date have no calendar data.
    """
    unit, value, table = limit.unit, limit.value, calendar.table
    if unit is Unit.WORKING_DAY:
        return _end_of_working_day(table, start, value)
    if unit is Unit.WORKING_HOUR:
        return table.earliest(table.position(start) + value * 60)
    if unit is Unit.WORKING_MINUTE:
        return table.earliest(table.position(start) + value)
    if unit is Unit.HOUR:
        return _shift_hours(table, start, value)
    return closing_from(calendar, last_day(start, limit))


def subtract(calendar: Calendar, due: datetime, limit: TimeLimit) -> datetime:
    """The latest working instant from which `limit` still ends no later than `due`.

    Takes back `add` exactly for hours, and for minutes counted from inside the working hours;
    for working days it gives the close of the day `add` started on, provided that was a working
    day. Calendar days and months that land on a day off step back to the working day before.
    """
    unit, value, table = limit.unit, limit.value, calendar.table
    if unit is Unit.WORKING_DAY:
        return _closing(table, table.days_before[table.day(due) + 1] - 1 - value)
    if unit is Unit.WORKING_HOUR:
        return table.latest(table.position(due) - value * 60)
    if unit is Unit.WORKING_MINUTE:
        return table.latest(table.position(due) - value)
    if unit is Unit.HOUR:
        return _shift_hours(table, due, -value)
    day = table.day_of_date(_shift(local_day(due), -value, unit))
    return _closing(table, table.days_before[day + 1] - 1)


def working_minutes_between(calendar: Calendar, begins: datetime, ends: datetime) -> int:
    """Working minutes from `begins` to `ends`. Raises EndBeforeStart when they are swapped."""
    table = calendar.table
    minutes = table.position(ends) - table.position(begins)
    require_order(begins, ends)
    return minutes


def working_days_between(calendar: Calendar, begins: datetime, ends: datetime) -> int:
    """Working days after the day of `begins`, up to and with the day of `ends` (art. 147.2).

    Raises EndBeforeStart when they are swapped.
    """
    table = calendar.table
    days = table.days_before[table.day(ends) + 1] - table.days_before[table.day(begins) + 1]
    require_order(begins, ends)
    return days


def add_minutes(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """The first instant by which so many working minutes (0 or more) have run since `start`."""
    if minutes == 0:
        return to_minute(start)
    return add(calendar, start, TimeLimit(minutes, Unit.WORKING_MINUTE))


def last_day(start: datetime, limit: TimeLimit) -> date:
    """The last day of a limit in calendar days or months, before days off are considered."""
    return _shift(local_day(start), limit.value, limit.unit)


def closing_from(calendar: Calendar, day: date) -> datetime:
    """Close of that day, or of the next working day when it is a day off (art. 148.5)."""
    table = calendar.table
    return _closing(table, table.days_before[table.day_of_date(day)])


def _end_of_working_day(table: Table, start: datetime, value: int) -> datetime:
    number = table.days_before[table.day(start) + 1] + value - 1
    try:
        if value:
            return table.closings[number]
        return _end_of_same_day(table, start)
    except IndexError:
        raise table.outside(f"working day {value} after {start.isoformat()}") from None


def _end_of_same_day(table: Table, start: datetime) -> datetime:
    number = table.days_before[table.day(start)]
    closes = table.closings[number]
    return closes if to_minute(start) <= closes else table.closings[number + 1]


def _closing(table: Table, number: int) -> datetime:
    if 0 <= number < len(table.closings):
        return table.closings[number]
    raise table.outside(f"working day number {number} of the calendar")


def _shift_hours(table: Table, at: datetime, value: int) -> datetime:
    try:
        shifted = to_minute(at) + timedelta(hours=value)
    except OverflowError:
        raise table.outside(f"{value} hours from {at.isoformat()}") from None
    table.day(shifted)  # consecutive hours need no calendar, yet its span holds for every unit
    return shifted


def _shift(day: date, value: int, unit: Unit) -> date:
    try:
        return _shift_days(day, value) if unit is Unit.CALENDAR_DAY else _shift_months(day, value)
    except (OverflowError, ValueError):
        raise OutsideCalendar(f"{value} {unit}s from {day} lie outside any calendar") from None


def _shift_days(day: date, value: int) -> date:
    return day + timedelta(days=value)


def _shift_months(day: date, value: int) -> date:
    """Same day of the month, or the month's last day when it has no such day (art. 148.3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + value, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))
