from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.worktime.errors import NaiveInstant, OutsideCalendar
from motcua.worktime.instants import LOCAL, to_minute
from motcua.worktime.opening import (
    is_open,
    is_working_day,
    next_opening,
    next_working_day,
    opening_periods,
    previous_closing,
    previous_working_day,
)
from motcua.worktime.rows import Period
from motcua.worktime.vietnam import Saturday, hanoi, vietnam

pytestmark = pytest.mark.pure

calendars = st.sampled_from([hanoi(saturday=saturday) for saturday in Saturday])
instants = st.datetimes(datetime(2020, 1, 1), datetime(2031, 1, 1), timezones=st.just(LOCAL))
days = st.dates(date(2020, 1, 1), date(2031, 1, 1))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("minute", "open_"),
    [
        ("2025-03-03 07:59:59", False),
        ("2025-03-03 08:00", True),
        ("2025-03-03 11:59:59", True),
        ("2025-03-03 12:00", False),
        ("2025-03-03 13:00", True),
        ("2025-03-03 17:00", False),
        ("2025-03-08 09:00", False),
        ("2025-04-26 09:00", True),
        ("2026-02-17 09:00", False),
    ],
)
def test_open_or_closed(minute: str, open_: bool) -> None:
    assert is_open(hanoi(), at(minute)) is open_


@pytest.mark.parametrize(
    ("saturday", "open_", "works"),
    [
        (Saturday.CLOSED, False, False),
        (Saturday.RECEPTION, True, False),
        (Saturday.WORKING, True, True),
    ],
)
def test_three_kinds_of_saturday_morning(saturday: Saturday, open_: bool, works: bool) -> None:
    calendar = hanoi(saturday=saturday)
    assert is_open(calendar, at("2025-03-08 09:00")) is open_
    assert is_working_day(calendar, date(2025, 3, 8)) is works


def test_a_worked_saturday_has_the_whole_day_even_where_mornings_are_usual() -> None:
    calendar = hanoi(saturday=Saturday.WORKING)
    assert opening_periods(calendar, date(2025, 4, 26)) == (Period(480, 720), Period(780, 1020))
    assert opening_periods(calendar, date(2025, 3, 8)) == (Period(480, 720),)


def test_openings_and_closings_around_tet() -> None:
    assert next_opening(hanoi(), at("2025-01-24 17:00")) == at("2025-02-03 08:00")
    assert previous_closing(hanoi(), at("2025-02-03 08:00")) == at("2025-01-24 17:00")
    assert next_working_day(hanoi(), date(2025, 1, 24)) == date(2025, 2, 3)
    assert previous_working_day(hanoi(), date(2025, 2, 3)) == date(2025, 1, 24)


@given(calendars, instants)
def test_next_opening_is_open_and_nothing_before_it_is(calendar, at_):
    opening = next_opening(calendar, at_)
    assert opening >= to_minute(at_)
    assert is_open(calendar, opening)
    assert next_opening(calendar, opening) == opening
    assert previous_closing(calendar, opening) <= to_minute(at_) or opening == to_minute(at_)


@given(calendars, days)
def test_next_and_previous_working_day_are_inverse(calendar, day):
    following = next_working_day(calendar, day)
    assert is_working_day(calendar, following)
    assert previous_working_day(calendar, following) <= day
    if is_working_day(calendar, day):
        assert previous_working_day(calendar, following) == day


def test_the_ends_of_the_calendar_are_refused() -> None:
    calendar = vietnam(range(2025, 2026))
    with pytest.raises(OutsideCalendar, match="next opening"):
        next_opening(calendar, at("2025-12-31 17:00"))
    with pytest.raises(OutsideCalendar, match="closing before"):
        previous_closing(calendar, at("2025-01-01 09:00"))
    with pytest.raises(OutsideCalendar, match="after 2025-12-31"):
        next_working_day(calendar, date(2025, 12, 31))
    with pytest.raises(OutsideCalendar, match="before 2025-01-02"):
        previous_working_day(calendar, date(2025, 1, 2))
    with pytest.raises(OutsideCalendar):
        is_working_day(calendar, date(2026, 1, 5))


def test_naive_instants_are_refused() -> None:
    for question in (is_open, next_opening, previous_closing):
        with pytest.raises(NaiveInstant):
            question(hanoi(), datetime(2025, 3, 3, 9))
