"""Whole months: the only periods figures are given for. Pure.

Days of one's own choosing would give small cells away: the difference between two ranges is the
figure of the day between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from motcua.worktime.instants import midnight

LONGEST = 36


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month of Vietnamese time."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """Return the month of `2026-08`; None for anything else."""
        year, dash, number = written.partition("-")
        if not (dash and len(year) == 4 and len(number) == 2):
            return None
        if not (written.isascii() and year.isdigit() and number.isdigit()):
            return None
        made = cls(int(year), int(number))
        return made if 2000 <= made.year < 2100 and 1 <= made.number <= 12 else None

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def quarter(self) -> str:
        """Return the quarter, within which a pseudonym stays the same."""
        return f"{self.year}Q{(self.number + 2) // 3}"

    def moved(self, by: int) -> "Month":
        """Return the month so many months later."""
        count = self.year * 12 + self.number - 1 + by
        return Month(count // 12, count % 12 + 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Some months in a row, both ends included; at most three years.

    Raises
    ------
    ValueError
        When the last month lies before the first, or the span is too long.
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if not 1 <= self.length <= LONGEST:
            raise ValueError(f"{self.first} to {self.last} is no span of 1 to {LONGEST} months")

    @property
    def length(self) -> int:
        years = self.last.year - self.first.year
        return years * 12 + self.last.number - self.first.number + 1

    @property
    def since(self) -> datetime:
        """Return the first instant."""
        return midnight(self.first.first_day)

    @property
    def until(self) -> datetime:
        """Return the first instant after it."""
        return midnight(self.last.moved(1).first_day)

    def __iter__(self) -> Iterator[Month]:
        return (self.first.moved(n) for n in range(self.length))
