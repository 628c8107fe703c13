"""When a dossier counts as received: opening hours, rest days and the 15:00 cut-off.

Decree 61/2018 art. 18.2, kept by Decree 309/2026 art. 18.2: what is received after 15:00 goes on
at the beginning of the next working day. The minute counts that the receipt shows, so 15:00:59
is still 15:00.
"""

from __future__ import annotations

from datetime import datetime, time

from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import MINUTES, midnight
from motcua.worktime.table import Table

CUT_OFF = time(15, 0)


def effective_reception(calendar: Calendar, at: datetime, cut_off: time = CUT_OFF) -> datetime:
    """The working minute at which a dossier that arrives at `at` counts as received.

    * Inside the working hours and not after `cut_off`: that minute.
    * Before opening, or in the lunch break: when the office opens (again) that day.
    * After `cut_off`, after closing, or on a day that is no working day (a Saturday reception
      desk included): the opening of the next working day.

    Never earlier than `at`, and never falls when `at` grows, so nobody who comes later is served
    by an earlier clock. Raises NaiveInstant or OutsideCalendar.
    """
    table = calendar.table
    day, minute = table.day_and_minute(at)
    if minute <= cut_off.hour * 60 + cut_off.minute:
        for opens, closes in table.worked[day]:
            if minute < closes:
                return midnight(table.date(day)) + MINUTES[max(minute, opens)]
    return _next_opening(table, day)


def arrives_in_time(calendar: Calendar, at: datetime, cut_off: time = CUT_OFF) -> bool:
    """Whether the day of arrival is still the day of reception."""
    return calendar.table.day(effective_reception(calendar, at, cut_off)) == calendar.table.day(at)


def transfer_due(calendar: Calendar, at: datetime, cut_off: time = CUT_OFF) -> datetime:
    """By when the counter hands the dossier to the settling agency.

    The close of the same working day, or the opening of the next one for a dossier that arrives
    after the cut-off (art. 18.2).
    """
    table = calendar.table
    day = table.day(at)
    if arrives_in_time(calendar, at, cut_off):
        return table.closings[table.days_before[day]]
    return _next_opening(table, day)


def _next_opening(table: Table, day: int) -> datetime:
    number = table.days_before[day + 1]
    if number < len(table.openings):
        return table.openings[number]
    raise table.outside(f"the working day after {table.date(day)}")
