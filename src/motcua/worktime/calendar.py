"""The working calendar of an office: rows of data with validity dates, checked and compiled.

A `Calendar` is a value: nothing changes after construction. It answers only for the days
between `first` and `last`; a question outside them raises OutsideCalendar, because a holiday
that nobody has announced yet must not be guessed.

Precedence on one day, strongest first: special closing, make-up day, day off, weekly hours.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from motcua.worktime.errors import CalendarDataError
from motcua.worktime.rows import WEEKDAYS, Closing, DayOff, Hours, MakeupDay, Period
from motcua.worktime.table import Table, compile_table


@dataclass(frozen=True, slots=True, repr=False)
class Calendar:
    """Opening hours and working days of an office from `first` to `last`, both included.

    `confirmed` holds the years whose holidays and swaps have been announced; due dates in other
    years stand on the rule alone and may move when the announcement comes.

    Raises
    ------
    CalendarDataError
        when rows overlap, contradict each other, or leave no working day at all.
    """

    name: str
    first: date
    last: date
    hours: tuple[Hours, ...]
    days_off: tuple[DayOff, ...] = ()
    makeup_days: tuple[MakeupDay, ...] = ()
    closings: tuple[Closing, ...] = ()
    confirmed: frozenset[int] = frozenset()
    table: Table = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise self._error(f"ends on {self.last}, before it begins on {self.first}")
        self._check_hours()
        self._check_unique("day off", (row.day for row in self.days_off))
        self._check_unique("make-up day", (row.day for row in self.makeup_days))
        self._check_unique("closing", (row.day for row in self.closings))
        self._check_swaps()
        table = compile_table(self.first, self.last, self._periods_by_day())
        if not table.working:
            raise self._error(f"has no working day between {self.first} and {self.last}")
        object.__setattr__(self, "table", table)

    def __repr__(self) -> str:
        return f"<Calendar {self.name!r} {self.first} to {self.last}>"

    def with_closings(self, *closings: Closing) -> Calendar:
        """The same calendar with more special closings."""
        return replace(self, closings=(*self.closings, *closings))

    def is_confirmed(self, day: date) -> bool:
        """Whether the holidays and swaps of that day's year have been announced."""
        return day.year in self.confirmed

    def _error(self, problem: str) -> CalendarDataError:
        return CalendarDataError(f"calendar {self.name!r} {problem}")

    def _check_hours(self) -> None:
        for index, row in enumerate(self.hours):
            if any(row.overlaps(other) for other in self.hours[index + 1 :]):
                raise self._error(
                    f"has two rows of hours for {WEEKDAYS[row.weekday]} valid on the same day; "
                    "end the older one first"
                )

    def _check_unique(self, kind: str, days: Iterable[Hashable]) -> None:
        seen: set[Hashable] = set()
        for day in days:
            if day in seen:
                raise self._error(f"names {day} twice as {kind}")
            seen.add(day)

    def _check_swaps(self) -> None:
        free = {row.day for row in self.days_off}
        for row in self.makeup_days:
            if row.day in free:
                raise self._error(f"calls {row.day} both a day off and a make-up day")
            swapped = row.instead_of
            if swapped and self.first <= swapped <= self.last and swapped not in free:
                raise self._error(f"works on {row.day} instead of {swapped}, which is no day off")

    def _periods_by_day(self) -> list[tuple[tuple[Period, ...], bool]]:
        """For each day of the span: its opening periods, and whether the day counts."""
        free = {row.day for row in self.days_off}
        makeup = {row.day: row.weekday for row in self.makeup_days}
        shut = {row.day: row for row in self.closings}
        by_weekday = [[row for row in self.hours if row.weekday == w] for w in range(7)]
        days: list[tuple[tuple[Period, ...], bool]] = []
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day in free:
                days.append(((), False))
                continue
            weekday = makeup.get(day, day.weekday())
            row = next((row for row in by_weekday[weekday] if row.valid_on(day)), None)
            periods = row.periods if row else ()
            if day in shut:
                periods = shut[day].remaining(periods)
            days.append((periods, bool(periods) and row is not None and row.counts))
        return days
