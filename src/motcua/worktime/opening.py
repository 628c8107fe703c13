"""When an office is open, and which days it works.

`is_open`, `next_opening` and `previous_closing` speak of opening hours, so a Saturday reception
desk is open; the working-day questions speak of days that count in time limits.
"""

from __future__ import annotations

from datetime import date, datetime

from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import MINUTES, midnight
from motcua.worktime.rows import Period
from motcua.worktime.table import Table


def opening_periods(calendar: Calendar, day: date) -> tuple[Period, ...]:
    """Opening periods of that day in minutes of the day; empty when closed."""
    return calendar.table.opened[calendar.table.day_of_date(day)]


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether the public is received at that minute (the closing minute is not open)."""
    day, minute = calendar.table.day_and_minute(at)
    return any(opens <= minute < closes for opens, closes in calendar.table.opened[day])


def is_working_day(calendar: Calendar, day: date) -> bool:
    return bool(calendar.table.worked[calendar.table.day_of_date(day)])


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first open minute at or after `at`: `at` itself when open."""
    table = calendar.table
    day, minute = table.day_and_minute(at)
    for number in range(day, table.size):
        for opens, closes in table.opened[number]:
            if minute < closes:
                return _instant(table, number, max(minute, opens))
        minute = 0
    raise table.outside(f"the next opening after {at.isoformat()}")


def previous_closing(calendar: Calendar, at: datetime) -> datetime:
    """The last instant at or before `at` that ends or lies in an opening period."""
    table = calendar.table
    day, minute = table.day_and_minute(at)
    for number in range(day, -1, -1):
        for opens, closes in reversed(table.opened[number]):
            if minute > opens:
                return _instant(table, number, min(minute, closes))
        minute = 24 * 60
    raise table.outside(f"the closing before {at.isoformat()}")


def next_working_day(calendar: Calendar, day: date) -> date:
    """The first working day after `day`."""
    table = calendar.table
    return _working(table, table.days_before[table.day_of_date(day) + 1], f"after {day}")


def previous_working_day(calendar: Calendar, day: date) -> date:
    """The last working day before `day`."""
    table = calendar.table
    return _working(table, table.days_before[table.day_of_date(day)] - 1, f"before {day}")


def _working(table: Table, number: int, where: str) -> date:
    if 0 <= number < len(table.working):
        return table.date(table.working[number])
    raise table.outside(f"the working day {where}")


def _instant(table: Table, number: int, minute: int) -> datetime:
    return midnight(table.date(number)) + MINUTES[minute]
