"""Ready calendars of Vietnamese offices: the `holidays` library, corrected by our own data rows.

Office hours of 08:00-12:00 and 13:00-17:00, Monday to Friday, are the default; a city that
decides otherwise passes its own rows. Saturday is a choice, because practice differs by field.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import holidays

from motcua.worktime.calendar import Calendar
from motcua.worktime.errors import CalendarDataError
from motcua.worktime.rows import DayOff, Hours, MakeupDay, Period, period

MORNING, AFTERNOON = period("08:00", "12:00"), period("13:00", "17:00")
OFFICE_DAY: tuple[Period, ...] = (MORNING, AFTERNOON)
YEARS = range(2018, 2036)
"""From the year Decree 61/2018 came into force, far enough ahead for any limit in use."""
LIBRARY = "Bộ luật Lao động 2019, điều 112 (holidays)"


class Saturday(StrEnum):
    """What a Saturday morning is to an office."""

    CLOSED = "closed"
    RECEPTION = "reception"
    """Open to the public, but no working day: time limits stand still."""
    WORKING = "working"
    """A half working day that counts, like the police's "Monday to Friday and Saturday morning"."""


def office_hours(
    periods: tuple[Period, ...] = OFFICE_DAY,
    *,
    saturday: Saturday = Saturday.CLOSED,
    saturday_from: date | None = None,
    saturday_until: date | None = None,
) -> tuple[Hours, ...]:
    """Rows for Monday to Friday, and for Saturday morning between two dates when wanted."""
    rows = tuple(Hours(weekday, periods) for weekday in range(5))
    if saturday is Saturday.CLOSED:
        return rows
    counts = saturday is Saturday.WORKING
    return (*rows, Hours(5, (MORNING,), saturday_from, saturday_until, counts=counts))


@lru_cache(maxsize=32)
def vietnam(
    years: range = YEARS, hours: tuple[Hours, ...] | None = None, name: str = "Việt Nam"
) -> Calendar:
    """Calendar of public offices for whole years, from 1 January to 31 December.

    Cached: the same arguments give the same object. Raises CalendarDataError for an empty or
    stepped range, or when `hours` contradict themselves.
    """
    if not years or years.step != 1:
        raise CalendarDataError(f"years {years!r}: give a range without steps, range(2024, 2030)")
    known = _announced()
    return Calendar(
        name=name,
        first=date(years[0], 1, 1),
        last=date(years[-1], 12, 31),
        hours=office_hours() if hours is None else hours,
        days_off=_days_off(years, known),
        makeup_days=_makeup_days(years, known),
        confirmed=known.confirmed,
    )


def hanoi(years: range = YEARS, *, saturday: Saturday = Saturday.CLOSED) -> Calendar:
    """Calendar of the Hanoi centre and its branches."""
    return vietnam(years, office_hours(saturday=saturday), "Hà Nội")


@dataclass(frozen=True, slots=True)
class Announced:
    """Contents of data/vietnam.toml."""

    confirmed: frozenset[int]
    days_off: tuple[DayOff, ...]
    makeup_days: tuple[MakeupDay, ...]
    worked: frozenset[date]


@cache
def _announced() -> Announced:
    text = files("motcua.worktime").joinpath("data/vietnam.toml").read_text(encoding="utf-8")
    return read_announced(text)


def read_announced(text: str) -> Announced:
    """Read data rows in the form of data/vietnam.toml; raises CalendarDataError naming the row."""
    try:
        data = tomllib.loads(text)
        swaps, offs, works = (data.get(key, []) for key in ("swap", "off", "work"))
        return Announced(
            confirmed=frozenset(data["confirmed"]),
            days_off=tuple(DayOff(r["free"], r["name"], r["basis"]) for r in swaps)
            + tuple(DayOff(r["day"], r["name"], r["basis"]) for r in offs),
            makeup_days=tuple(
                MakeupDay(r["worked"], instead_of=r["free"], basis=r["basis"]) for r in swaps
            ),
            worked=frozenset(row["day"] for row in works),
        )
    except tomllib.TOMLDecodeError as error:
        raise CalendarDataError(f"calendar data is not TOML: {error}") from error
    except KeyError as error:
        raise CalendarDataError(f"calendar data: a row lacks the key {error}") from error


def _days_off(years: range, known: Announced) -> tuple[DayOff, ...]:
    rows = {
        day: DayOff(day, name, LIBRARY)
        for day, name in holidays.country_holidays("VN", years=years).items()
        if day not in known.worked
    }
    rows |= {row.day: row for row in known.days_off if row.day.year in years}
    return tuple(rows[day] for day in sorted(rows))


def _makeup_days(years: range, known: Announced) -> tuple[MakeupDay, ...]:
    """Our swaps, and those the library knows for other years."""
    ours = {row.day: row for row in known.makeup_days}
    weekend_work = holidays.country_holidays("VN", years=years).weekend_workdays
    theirs = {day: MakeupDay(day, like=0, basis=LIBRARY) for day in weekend_work}
    merged = theirs | ours
    return tuple(merged[day] for day in sorted(merged) if day.year in years)
