"""Slots: fixed hours of working days, strictly ahead."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.contact.slots import next_slot, shuffled_key
from motcua.offices import queries as offices
from motcua.worktime.instants import LOCAL
from motcua.worktime.opening import is_working_day

HOURS = (time(9), time(11, 30), time(14), time(16, 30))


@pytest.fixture
def calendar(city):
    return offices.calendar("office")


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        ((10, 8, 59), (10, 9, 0)),
        ((10, 9, 0), (10, 11, 30)),
        ((10, 16, 30), (11, 9, 0)),
        ((14, 17, 0), (17, 9, 0)),  # Friday evening to Monday
        ((15, 10, 0), (17, 9, 0)),
    ],
)
def test_the_first_slot_after(calendar, at, slot):
    found = next_slot(datetime(2026, 8, *at, tzinfo=LOCAL), calendar, HOURS)
    assert found == datetime(2026, 8, *slot, tzinfo=LOCAL)


def test_any_minute_gives_one_of_the_slots(calendar):
    @given(st.integers(0, 60 * 24 * 120))
    def check(minutes):
        at = datetime(2026, 8, 1, tzinfo=LOCAL) + timedelta(minutes=minutes)
        slot = next_slot(at, calendar, HOURS)
        assert slot > at
        assert slot.astimezone(LOCAL).time() in HOURS
        assert is_working_day(calendar, slot.astimezone(LOCAL).date())

    check()


def test_the_order_within_a_slot_is_not_that_of_writing():
    names = [str(number) for number in range(100)]
    assert sorted(names, key=shuffled_key) != names
