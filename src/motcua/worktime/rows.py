"""The data a calendar is built from. Each row checks itself; `calendar` checks rows together.

Minutes are minutes of the local day (480 is 08:00). Validity dates are inclusive at both ends;
None means "always" on that side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua.worktime.errors import CalendarDataError

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_MINUTES = 24 * 60


class Period(NamedTuple):
    """Half-open stretch of one day: minute `opens` belongs to it, minute `closes` does not."""

    opens: int
    closes: int


def period(opens: str, closes: str) -> Period:
    """`period("08:00", "12:00")`; raises CalendarDataError unless both read HH:MM."""
    return Period(_minute(opens), _minute(closes))


def _minute(text: str) -> int:
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise CalendarDataError(f"{text!r} is not a time of day; write it as HH:MM")
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > DAY_MINUTES:
        raise CalendarDataError(f"{text!r} is not a time of day between 00:00 and 24:00")
    return total


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one weekday (0 = Monday) while the row is valid.

    `counts=False`: the public is received, yet the day is no working day and no time limit runs
    on it (a Saturday reception desk).
    """

    weekday: int
    periods: tuple[Period, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    counts: bool = True

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise CalendarDataError(
                f"hours: unknown weekday {self.weekday!r}; 0 is Monday, 6 is Sunday"
            )
        check_periods(self.periods, f"hours of {WEEKDAYS[self.weekday]}")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise CalendarDataError(
                f"hours of {WEEKDAYS[self.weekday]}: valid until {self.valid_until}, "
                f"before valid from {self.valid_from}"
            )

    def valid_on(self, day: date) -> bool:
        starts, ends = self.valid_from or date.min, self.valid_until or date.max
        return starts <= day <= ends

    def overlaps(self, other: Hours) -> bool:
        """Whether both rows speak for the same weekday on at least one common day."""
        if self.weekday != other.weekday:
            return False
        starts = max(self.valid_from or date.min, other.valid_from or date.min)
        return starts <= min(self.valid_until or date.max, other.valid_until or date.max)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A whole day without work: public holiday, its substitute, or the free half of a swap."""

    day: date
    name: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MakeupDay:
    """A rest day worked instead of `instead_of`, with the hours of that day's weekday.

    `like` (0 = Monday) names the weekday whose hours apply when there is no swapped day.
    """

    day: date
    instead_of: date | None = None
    like: int | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        if (self.instead_of is None) == (self.like is None):
            raise CalendarDataError(
                f"make-up day {self.day}: give either the swapped day (instead_of) "
                "or the weekday whose hours apply (like)"
            )
        if self.like is not None and self.like not in range(7):
            raise CalendarDataError(f"make-up day {self.day}: unknown weekday {self.like!r}")
        if self.instead_of == self.day:
            raise CalendarDataError(f"make-up day {self.day} is swapped with itself")

    @property
    def weekday(self) -> int:
        if self.like is not None:
            return self.like
        return (self.instead_of or self.day).weekday()


@dataclass(frozen=True, slots=True)
class Closing:
    """A special closing, for instance a storm; without `periods` the whole day is closed."""

    day: date
    reason: str
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if self.periods:
            check_periods(self.periods, f"closing of {self.day}")

    def remaining(self, periods: Iterable[Period]) -> tuple[Period, ...]:
        """What stays open of a day's `periods`."""
        if not self.periods:
            return ()
        left = tuple(periods)
        for shut in self.periods:
            left = tuple(piece for open_ in left for piece in _without(open_, shut))
        return left


def _without(open_: Period, shut: Period) -> tuple[Period, ...]:
    before = Period(open_.opens, min(open_.closes, shut.opens))
    after = Period(max(open_.opens, shut.closes), open_.closes)
    return tuple(piece for piece in (before, after) if piece.opens < piece.closes)


def check_periods(periods: tuple[Period, ...], where: str) -> None:
    """Raise CalendarDataError unless the periods are real, inside one day, in order, apart."""
    if not periods:
        raise CalendarDataError(f"{where}: no period; leave the row out for a closed day")
    last_end = 0
    for opens, closes in periods:
        span = f"{clock(opens)}-{clock(closes)}"
        if not 0 <= opens < closes <= DAY_MINUTES:
            raise CalendarDataError(
                f"{where}: period {span} must end after it begins and stay inside the day"
            )
        if opens < last_end:
            raise CalendarDataError(
                f"{where}: period {span} overlaps the one before it, or comes out of order"
            )
        last_end = closes


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
