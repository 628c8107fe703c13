from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.worktime.arithmetic import (
    add,
    add_minutes,
    subtract,
    working_days_between,
    working_minutes_between,
)
from motcua.worktime.calendar import Calendar
from motcua.worktime.errors import EndBeforeStart, LimitError, NaiveInstant, OutsideCalendar
from motcua.worktime.instants import LOCAL, to_minute
from motcua.worktime.opening import is_open, is_working_day
from motcua.worktime.reception import effective_reception
from motcua.worktime.units import TimeLimit, Unit, working_days
from motcua.worktime.vietnam import Saturday, hanoi, vietnam

pytestmark = pytest.mark.pure

CALENDARS = [hanoi(saturday=saturday) for saturday in Saturday]
calendars = st.sampled_from(CALENDARS)
instants = st.datetimes(
    datetime(2023, 6, 1), datetime(2030, 6, 1), timezones=st.sampled_from([LOCAL, UTC])
)
limits = st.builds(TimeLimit, st.integers(1, 60), st.sampled_from(Unit))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def next_working_minute(calendar: Calendar, start: datetime) -> datetime:
    """`start` itself inside working hours; without a cut-off reception only waits for those."""
    return effective_reception(calendar, start, time(23, 59))


@given(calendars, instants, limits)
def test_never_due_before_the_start(calendar, start, limit):
    assert add(calendar, start, limit) >= to_minute(start)


@given(calendars, instants, instants, limits)
def test_who_starts_later_is_never_due_earlier(calendar, one, other, limit):
    early, late = sorted((one, other))
    assert add(calendar, early, limit) <= add(calendar, late, limit)


@given(calendars, instants, st.integers(1, 60))
def test_more_working_days_are_never_due_earlier(calendar, start, days):
    more = working_days(days + 1)
    assert add(calendar, start, working_days(days)) < add(calendar, start, more)


@given(calendars, instants, st.integers(0, 9000), st.integers(0, 9000))
def test_minutes_add_up(calendar, start, one, other):
    in_two = add_minutes(calendar, add_minutes(calendar, start, one), other)
    assert in_two == add_minutes(calendar, start, one + other)


@given(calendars, instants, st.integers(1, 20_000))
def test_measuring_gives_back_what_was_added(calendar, start, minutes):
    due = add_minutes(calendar, start, minutes)
    assert working_minutes_between(calendar, start, due) == minutes


@given(calendars, instants, st.integers(1, 60))
def test_counting_gives_back_the_days_that_were_added(calendar, start, days):
    assert working_days_between(calendar, start, add(calendar, start, working_days(days))) == days


@given(calendars, instants, st.integers(1, 9000))
def test_subtract_takes_back_minutes_from_inside_working_hours(calendar, start, minutes):
    start = next_working_minute(calendar, start)
    limit = TimeLimit(minutes, Unit.WORKING_MINUTE)
    assert subtract(calendar, add(calendar, start, limit), limit) == start


@given(calendars, instants, st.integers(0, 60))
def test_subtract_takes_back_working_days_to_the_day(calendar, start, days):
    start = next_working_minute(calendar, start)
    back = subtract(calendar, add(calendar, start, working_days(days)), working_days(days))
    assert back.date() == start.date()


@given(calendars, instants, limits)
def test_what_starts_at_the_subtracted_instant_is_in_time(calendar, due, limit):
    due = add(calendar, due, working_days(0))  # a due date is the close of a working day
    assert add(calendar, subtract(calendar, due, limit), limit) <= due


@given(instants, st.integers(1, 40))
def test_working_days_against_a_walk_over_the_days(start, days):
    """Oracle: no tables, one day after the other, from the rows alone."""
    calendar = hanoi()
    free = {row.day for row in calendar.days_off}
    makeup = {row.day for row in calendar.makeup_days}
    day, left = to_minute(start).date(), days
    while left:
        day += timedelta(days=1)
        left -= (day.weekday() < 5 and day not in free) or day in makeup
    assert add(calendar, start, working_days(days)) == at(f"{day} 17:00")


@given(instants, st.integers(1, 600))
def test_working_minutes_against_a_walk_over_the_minutes(start, minutes):
    """Oracle: minute by minute through the opening hours."""
    calendar, now, left = hanoi(), to_minute(start), minutes
    while left:
        left -= is_open(calendar, now)
        now += timedelta(minutes=1)
    assert add_minutes(calendar, start, minutes) == now


@pytest.mark.parametrize(
    ("due", "value", "unit", "latest"),
    [
        ("2025-02-06 17:00", 5, Unit.WORKING_DAY, "2025-01-23 17:00"),
        ("2025-03-10 17:00", 1, Unit.CALENDAR_DAY, "2025-03-07 17:00"),
        ("2025-03-11 17:00", 1, Unit.CALENDAR_DAY, "2025-03-10 17:00"),
        ("2025-03-31 17:00", 1, Unit.MONTH, "2025-02-28 17:00"),
        ("2025-03-10 09:00", 2, Unit.WORKING_HOUR, "2025-03-07 16:00"),
        ("2025-03-03 17:00", 8, Unit.WORKING_HOUR, "2025-03-03 08:00"),
        ("2025-03-08 16:00", 24, Unit.HOUR, "2025-03-07 16:00"),
        ("2025-03-08 12:00", 1, Unit.WORKING_DAY, "2025-03-06 17:00"),
    ],
)
def test_subtract_by_hand(due: str, value: int, unit: Unit, latest: str) -> None:
    assert subtract(hanoi(), at(due), TimeLimit(value, unit)) == at(latest)


@pytest.mark.parametrize("unit", Unit)
def test_naive_instants_are_refused(unit: Unit) -> None:
    with pytest.raises(NaiveInstant, match="time zone"):
        add(hanoi(), datetime(2025, 3, 3, 9), TimeLimit(1, unit))
    with pytest.raises(NaiveInstant, match="time zone"):
        subtract(hanoi(), datetime(2025, 3, 3, 9), TimeLimit(1, unit))


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("value", [10**5, 10**7, 10**12, 10**30])
def test_due_dates_beyond_the_calendar_are_refused(unit: Unit, value: int) -> None:
    calendar = vietnam(range(2025, 2027))
    limit = TimeLimit(value * 10, unit)
    for question in (add, subtract):
        with pytest.raises(OutsideCalendar, match=r"calendar"):
            question(calendar, at("2025-03-03 09:00"), limit)


def test_an_end_before_the_start_is_refused() -> None:
    begins, ends = at("2025-03-04 09:00"), at("2025-03-03 09:00")
    for measure in (working_minutes_between, working_days_between):
        with pytest.raises(EndBeforeStart):
            measure(hanoi(), begins, ends)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(-1, Unit.WORKING_DAY), (0, Unit.MONTH), (1.5, Unit.HOUR), (True, Unit.HOUR), (1, "week")],
)
def test_meaningless_limits_are_refused(value: object, unit: object) -> None:
    with pytest.raises(LimitError):
        TimeLimit(value, unit)  # type: ignore[arg-type]


def test_measuring_needs_instants_inside_the_calendar() -> None:
    with pytest.raises(NaiveInstant):
        working_minutes_between(hanoi(), datetime(2025, 3, 3, 9), at("2025-03-04 09:00"))
    with pytest.raises(OutsideCalendar, match="2017-12-31"):
        working_minutes_between(hanoi(), at("2017-12-31 09:00"), at("2025-03-04 09:00"))


def test_dates_of_leap_years_exist() -> None:
    assert is_working_day(hanoi(), date(2024, 2, 29))
