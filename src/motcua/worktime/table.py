"""A calendar compiled for speed: prefix sums of working days and minutes by day number.

Hides the layout; `arithmetic`, `opening` and `suspension` ask through it. "Position" is the
number of working minutes between the calendar's first midnight and an instant; it never falls
as time goes on, so adding and measuring working time is adding and subtracting positions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.worktime.errors import OutsideCalendar
from motcua.worktime.instants import MINUTES, midnight, naive
from motcua.worktime.rows import Period


@dataclass(frozen=True, slots=True)
class Table:
    """Lists by day number (0 = first day of the calendar) or by working-day number."""

    first: date
    size: int
    base: datetime
    opened: list[tuple[Period, ...]]
    """By day: periods in which the public is received."""
    worked: list[tuple[Period, ...]]
    """By day: periods that count in time limits."""
    minutes_before: list[int]
    """By day: working minutes before its midnight."""
    days_before: list[int]
    """By day, one longer than the calendar: working days before it."""
    working: list[int]
    """By working day: its day number."""
    minutes_upto: list[int]
    """By working day: working minutes up to its close."""
    openings: list[datetime]
    closings: list[datetime]

    def day(self, at: datetime) -> int:
        """Number of the local day of an instant."""
        try:
            number = (at - self.base).days
        except TypeError:
            raise naive(at) from None
        if 0 <= number < self.size:
            return number
        raise self.outside(at)

    def day_and_minute(self, at: datetime) -> tuple[int, int]:
        try:
            since = at - self.base
        except TypeError:
            raise naive(at) from None
        if 0 <= since.days < self.size:
            return since.days, since.seconds // 60
        raise self.outside(at)

    def day_of_date(self, day: date) -> int:
        number = day.toordinal() - self.first.toordinal()
        if 0 <= number < self.size:
            return number
        raise self.outside(day)

    def date(self, number: int) -> date:
        return self.first + timedelta(days=number)

    def position(self, at: datetime) -> int:
        """Working minutes from the calendar's first midnight to `at`."""
        day, minute = self.day_and_minute(at)
        total = self.minutes_before[day]
        for opens, closes in self.worked[day]:
            if minute <= opens:
                break
            total += (minute if minute < closes else closes) - opens
        return total

    def earliest(self, position: int) -> datetime:
        """First instant with that position: for a full day its close, not the next opening."""
        number = bisect_left(self.minutes_upto, position)
        return self._within(number, position, closing=True)

    def latest(self, position: int) -> datetime:
        """Last instant with that position: after a full day the next opening."""
        number = bisect_right(self.minutes_upto, position)
        return self._within(number, position, closing=False)

    def _within(self, number: int, position: int, *, closing: bool) -> datetime:
        if position < 0 or number >= len(self.working):
            raise self.outside(f"{position} working minutes after the first day")
        day = self.working[number]
        left = position - self.minutes_before[day]
        for opens, closes in self.worked[day]:
            length = closes - opens
            if left < length or (closing and left == length):
                return self.base + timedelta(days=day) + MINUTES[opens + left]
            left -= length
        raise AssertionError("prefix sums disagree with the periods of a day")  # pragma: no cover

    def outside(self, what: object) -> OutsideCalendar:
        shown = what.isoformat() if isinstance(what, date) else what
        return OutsideCalendar(
            f"{shown} lies outside the calendar, which covers {self.first} to "
            f"{self.date(self.size - 1)}; build the calendar for more years"
        )


def compile_table(
    first: date, last: date, days: Sequence[tuple[tuple[Period, ...], bool]]
) -> Table:
    """Compile one entry (opening periods, counts as working day) per day of the span."""
    base = midnight(first)
    worked = [periods if counts else () for periods, counts in days]
    minutes_before, days_before = [0], [0]
    for periods in worked:
        minutes_before.append(minutes_before[-1] + sum(closes - opens for opens, closes in periods))
        days_before.append(days_before[-1] + bool(periods))
    working = [number for number, periods in enumerate(worked) if periods]
    return Table(
        first=first,
        size=(last - first).days + 1,
        base=base,
        opened=[periods for periods, _ in days],
        worked=worked,
        minutes_before=minutes_before,
        days_before=days_before,
        working=working,
        minutes_upto=[minutes_before[number + 1] for number in working],
        openings=[base + timedelta(days=n, minutes=worked[n][0].opens) for n in working],
        closings=[base + timedelta(days=n, minutes=worked[n][-1].closes) for n in working],
    )
