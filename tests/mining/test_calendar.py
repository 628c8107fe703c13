from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.mining.calendar import WorkingCalendar, office_hours, with_calendar
from motcua.mining.dfg import Clock, directly_follows
from motcua.mining.log import EventLog
from motcua.mining.steps import steps
from motcua.mining.variants import durations

pytestmark = pytest.mark.pure
OFFICE = ((time(8), time(12)), (time(13), time(17)))
WEEK = dict.fromkeys(range(5), OFFICE)
MONDAY = datetime(2025, 7, 7, tzinfo=UTC)


def july() -> WorkingCalendar:
    return WorkingCalendar.weekly(
        date(2025, 7, 1), date(2025, 7, 31), WEEK, "UTC", {date(2025, 7, 9)}
    )


@pytest.mark.parametrize(
    ("start_h", "end_h", "worked_h"),
    [
        (8, 12, 4),
        (0, 24, 8),
        (11, 14, 2),
        (16, 33, 2),
        (17, 32, 0),
        (8, 8 + 24 * 7, 32),
        (12.5, 12.6, 0),
    ],
)
def test_open_time(start_h: float, end_h: float, worked_h: float) -> None:
    start, end = (MONDAY + timedelta(hours=h) for h in (start_h, end_h))
    assert july().between(start, end) == timedelta(hours=worked_h)


moments = st.datetimes(datetime(2025, 7, 1), datetime(2025, 7, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


@settings(deadline=None)
@given(moments, moments, moments)
def test_laws(a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    calendar = july()
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert timedelta(0) <= calendar.between(a, b) <= b - a


@settings(deadline=None)
@given(moments, st.integers(0, 3000))
def test_against_counting_minutes(start: datetime, minutes: int) -> None:
    open_minutes = sum(
        any(a <= at.time() < b for a, b in WEEK.get(at.weekday(), ()))
        and at.date() != date(2025, 7, 9)
        for at in (start + timedelta(minutes=n) for n in range(minutes))
    )
    end = start + timedelta(minutes=minutes)
    if end.month == 7:
        assert july().between(start, end) == timedelta(minutes=open_minutes)


def test_a_log_on_the_working_calendar(permits: EventLog) -> None:
    log = with_calendar(permits, office_hours(permits, WEEK, "UTC"))
    edges = {(e.source, e.target): e for e in directly_follows(log, Clock.WORKING)}
    assert edges["ask", "bring"].sum_h == 16
    assert edges["receive", "check"].sum_h == pytest.approx(1 + 3 + 2)
    assert durations(log, Clock.WORKING).max_h < durations(log).max_h
    assert sum(s.wait_share for s in steps(log, clock=Clock.WORKING)) == pytest.approx(1)


def test_local_hours_follow_the_zone() -> None:
    calendar = WorkingCalendar.weekly(
        date(2025, 7, 7), date(2025, 7, 7), {0: ((time(8), time(9)),)}, "Asia/Ho_Chi_Minh"
    )
    assert calendar.between(MONDAY.replace(hour=1), MONDAY.replace(hour=2)) == timedelta(hours=1)


def test_bad_calendars(permits: EventLog) -> None:
    day = [MONDAY.replace(hour=h) for h in (8, 12, 11, 17)]
    with pytest.raises(ValueError, match="overlap"):
        WorkingCalendar.of([(day[0], day[1]), (day[2], day[3])])
    with pytest.raises(ValueError, match="closes before it opens"):
        WorkingCalendar.of([(day[1], day[0])])
    with pytest.raises(ValueError, match="at least one opening"):
        WorkingCalendar.of([])
    with pytest.raises(ValueError, match="no opening hours"):
        WorkingCalendar.weekly(date(2025, 7, 5), date(2025, 7, 6), WEEK, "UTC")
    with pytest.raises(ValueError, match="before it begins"):
        WorkingCalendar.weekly(date(2025, 7, 5), date(2025, 7, 4), WEEK, "UTC")
    short = WorkingCalendar.weekly(date(2025, 7, 7), date(2025, 7, 7), WEEK, "UTC")
    with pytest.raises(ValueError, match="covers 2025-07-07 to 2025-07-08, the log runs"):
        with_calendar(permits, short)
