"""Distance, the nearest places, and who is open when."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.flow.refusal import Refused
from motcua.offices.nearness import distance_km, nearest, travel_minutes
from motcua.offices.register import Register
from motcua.worktime.errors import NaiveInstant
from motcua.worktime.instants import LOCAL

MONDAY_10 = datetime(2025, 8, 4, 10, tzinfo=LOCAL)
SATURDAY_10 = datetime(2025, 8, 9, 10, tzinfo=LOCAL)
SUNDAY_10 = datetime(2025, 8, 10, 10, tzinfo=LOCAL)
LAKE = (21.0287, 105.8523)  # Hoàn Kiếm lake

latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def test_distance_by_hand() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.001)
    assert distance_km(90, 0, -90, 0) == pytest.approx(math.pi * 6371.0088)
    assert distance_km(21.0287, 105.8523, 10.7769, 106.7009) == pytest.approx(1143.5, abs=1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_a_distance(a: float, b: float, c: float, d: float) -> None:
    there = distance_km(a, b, c, d)
    assert 0 <= there <= math.pi * 6371.01
    assert there == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert distance_km(a, b, a, b) == pytest.approx(0, abs=1e-6)


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_farther_takes_no_less_time(one: float, two: float) -> None:
    near, far = sorted((one, two))
    assert travel_minutes(near) <= travel_minutes(far)


def test_nearest_first(hanoi: Register) -> None:
    found = nearest(hanoi.places, *LAKE, MONDAY_10, n=200)
    assert len(found) == 169
    assert [near.km for near in found] == sorted(near.km for near in found)
    assert found[0].place.commune == "00070-20250701"
    assert found[0].km < 1


def test_only_places_of_the_day(hanoi: Register) -> None:
    before = datetime(2024, 11, 15, 10, tzinfo=LOCAL)
    found = nearest(hanoi.places, *LAKE, before, n=200)
    assert {near.place.kind for near in found} == {"centre", "district_counter"}


def test_the_day_is_hanois_and_not_greenwichs(hanoi: Register) -> None:
    eve = datetime(2025, 6, 30, 18, tzinfo=UTC)  # 1 July, 01:00 in Hanoi
    found = nearest(hanoi.places, *LAKE, eve, n=200)
    assert len(found) == 169


def test_saturday_morning_only_some_are_open(hanoi: Register) -> None:
    kinds = {p.place.kind for p in nearest(hanoi.places, *LAKE, SATURDAY_10, n=200, open_now=True)}
    assert kinds == {"centre", "branch", "point"}
    assert nearest(hanoi.places, *LAKE, SUNDAY_10, n=200, open_now=True) == []


def test_a_closed_place_says_when_it_opens(hanoi: Register) -> None:
    found = nearest(hanoi.places, *LAKE, SUNDAY_10)
    assert not found[0].open_now
    assert found[0].opens_at == datetime(2025, 8, 11, 8, tzinfo=LOCAL)
    assert nearest(hanoi.places, *LAKE, MONDAY_10)[0].opens_at == MONDAY_10


def test_a_special_service_narrows_the_choice(hanoi: Register) -> None:
    found = nearest(hanoi.places, *LAKE, MONDAY_10, service="biometrics", n=200)
    assert len(found) == 12
    assert nearest(hanoi.places, *LAKE, MONDAY_10, service="no such thing") == []


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (105.85, 21.03, "position_swapped"),
        (math.nan, 105.8, "position_invalid"),
        (21.0, math.inf, "position_invalid"),
        (-math.inf, math.nan, "position_invalid"),
        (21.0, 181.0, "position_invalid"),
        (500.0, 500.0, "position_invalid"),
    ],
)
def test_no_position(hanoi: Register, lat: float, lon: float, code: str) -> None:
    with pytest.raises(Refused) as caught:
        nearest(hanoi.places, lat, lon, MONDAY_10)
    assert caught.value.refusal.code == code


@pytest.mark.parametrize("n", [0, -1])
def test_at_least_one_is_asked_for(hanoi: Register, n: int) -> None:
    with pytest.raises(Refused, match="count_invalid"):
        nearest(hanoi.places, *LAKE, MONDAY_10, n=n)


def test_a_moment_without_calendar_is_refused(hanoi: Register) -> None:
    with pytest.raises(Refused, match="moment_outside_calendar"):
        nearest(hanoi.places, *LAKE, datetime(2200, 1, 1, tzinfo=LOCAL))
    with pytest.raises(NaiveInstant):
        nearest(hanoi.places, *LAKE, datetime(2025, 8, 4, 10))
