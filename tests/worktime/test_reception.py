from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.worktime.errors import NaiveInstant, OutsideCalendar
from motcua.worktime.instants import LOCAL, to_minute
from motcua.worktime.opening import is_open, is_working_day
from motcua.worktime.reception import arrives_in_time, effective_reception, transfer_due
from motcua.worktime.vietnam import Saturday, hanoi, vietnam

pytestmark = pytest.mark.pure

calendars = st.sampled_from([hanoi(saturday=saturday) for saturday in Saturday])
instants = st.datetimes(datetime(2020, 1, 1), datetime(2031, 1, 1), timezones=st.just(LOCAL))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("arrives", "counts_from"),
    [
        ("2025-03-03 14:59", "2025-03-03 14:59"),
        ("2025-03-03 15:00", "2025-03-03 15:00"),
        ("2025-03-03 15:00:59", "2025-03-03 15:00"),
        ("2025-03-03 15:01", "2025-03-04 08:00"),
        ("2025-03-03 23:59", "2025-03-04 08:00"),
        ("2025-03-03 00:00", "2025-03-03 08:00"),
        ("2025-03-03 06:30", "2025-03-03 08:00"),
        ("2025-03-03 12:00", "2025-03-03 13:00"),
        ("2025-03-03 12:30", "2025-03-03 13:00"),
        ("2025-03-07 15:01", "2025-03-10 08:00"),
        ("2025-03-08 09:00", "2025-03-10 08:00"),
        ("2025-01-24 15:00", "2025-01-24 15:00"),
        ("2025-01-24 15:01", "2025-02-03 08:00"),
        ("2025-01-29 10:00", "2025-02-03 08:00"),
        ("2025-04-25 15:30", "2025-04-26 08:00"),
        ("2025-04-26 14:00", "2025-04-26 14:00"),
        ("2025-04-26 15:01", "2025-04-28 08:00"),
        ("2025-04-29 15:01", "2025-05-05 08:00"),
    ],
)
def test_fifteen_o_clock(arrives: str, counts_from: str) -> None:
    assert effective_reception(hanoi(), at(arrives)) == at(counts_from)


@pytest.mark.parametrize(
    ("saturday", "arrives", "counts_from"),
    [
        (Saturday.WORKING, "2025-03-08 09:00", "2025-03-08 09:00"),
        (Saturday.WORKING, "2025-03-08 12:00", "2025-03-10 08:00"),
        (Saturday.WORKING, "2025-03-07 15:01", "2025-03-08 08:00"),
        (Saturday.RECEPTION, "2025-03-08 09:00", "2025-03-10 08:00"),
        (Saturday.RECEPTION, "2025-03-07 15:01", "2025-03-10 08:00"),
    ],
)
def test_saturday_mornings(saturday: Saturday, arrives: str, counts_from: str) -> None:
    assert effective_reception(hanoi(saturday=saturday), at(arrives)) == at(counts_from)


def test_another_cut_off_and_another_zone() -> None:
    assert effective_reception(hanoi(), at("2025-03-03 16:00"), time(16, 0)) == at(
        "2025-03-03 16:00"
    )
    utc = datetime(2025, 3, 3, 8, 1, tzinfo=UTC)  # 15:01 in Hanoi
    assert effective_reception(hanoi(), utc) == at("2025-03-04 08:00")


@given(calendars, instants)
def test_reception_is_a_working_minute_not_before_arrival(calendar, arrives):
    counts_from = effective_reception(calendar, arrives)
    assert counts_from >= to_minute(arrives)
    assert is_open(calendar, counts_from)
    assert is_working_day(calendar, counts_from.date())
    assert effective_reception(calendar, counts_from) == counts_from


@given(calendars, instants, instants)
def test_who_comes_later_is_not_counted_earlier(calendar, one, other):
    early, late = sorted((one, other))
    assert effective_reception(calendar, early) <= effective_reception(calendar, late)


@pytest.mark.parametrize(
    ("arrives", "handed_over"),
    [
        ("2025-03-03 15:00", "2025-03-03 17:00"),
        ("2025-03-03 15:01", "2025-03-04 08:00"),
        ("2025-03-08 09:00", "2025-03-10 08:00"),
        ("2025-01-24 16:00", "2025-02-03 08:00"),
    ],
)
def test_transfer_the_same_day_or_first_thing_the_next(arrives: str, handed_over: str) -> None:
    assert transfer_due(hanoi(), at(arrives)) == at(handed_over)


@given(calendars, instants)
def test_transfer_is_never_due_before_reception_counts(calendar, arrives):
    assert transfer_due(calendar, arrives) >= effective_reception(calendar, arrives)
    if arrives_in_time(calendar, arrives):
        assert transfer_due(calendar, arrives).date() == arrives.date()


def test_bad_instants_are_refused() -> None:
    with pytest.raises(NaiveInstant):
        effective_reception(hanoi(), datetime(2025, 3, 3, 9))
    with pytest.raises(OutsideCalendar, match="working day after 2025-12-31"):
        effective_reception(vietnam(range(2025, 2026)), at("2025-12-31 15:01"))
