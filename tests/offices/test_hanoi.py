"""Hanoi's tables against the official totals, and against what must hold between them."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.offices.city_register import read_city
from motcua.offices.kinds import CommuneKind, DistrictKind, PlaceKind
from motcua.offices.nearness import distance_km
from motcua.offices.register import Register

BEFORE, BETWEEN, NOW = date(2024, 12, 31), date(2025, 1, 1), date(2025, 7, 1)
REGISTER = read_city("hanoi")


@pytest.mark.parametrize(
    ("day", "wards", "communes", "towns", "districts"),
    [
        (date(2024, 11, 1), 175, 383, 21, 30),
        (BEFORE, 175, 383, 21, 30),
        (BETWEEN, 160, 345, 21, 30),
        (date(2025, 6, 30), 160, 345, 21, 30),
        (NOW, 51, 75, 0, 0),
        (date(2040, 1, 1), 51, 75, 0, 0),
    ],
)
def test_units_of_a_day(
    hanoi: Register, day: date, wards: int, communes: int, towns: int, districts: int
) -> None:
    kinds = Counter(c.kind for c in hanoi.communes if c.on(day))
    assert (kinds[CommuneKind.WARD], kinds[CommuneKind.COMMUNE], kinds[CommuneKind.TOWN]) == (
        wards, communes, towns,
    )  # fmt: skip
    assert sum(d.on(day) for d in hanoi.districts) == districts


def test_official_totals(hanoi: Register) -> None:
    now = [c for c in hanoi.communes if c.on(NOW)]
    assert sum(c.population or 0 for c in now) == 8_807_523
    # The communes' figures miss 0.07 km2 of the city's 3,359.84 by rounding.
    assert sum(c.area_km2 or 0 for c in now) == pytest.approx(3359.84, abs=0.1)


def test_kinds_of_districts(hanoi: Register) -> None:
    kinds = Counter(d.kind for d in hanoi.districts)
    assert kinds == {DistrictKind.URBAN: 12, DistrictKind.RURAL: 17, DistrictKind.TOWN: 1}


@given(st.dates(date(2024, 11, 1), date(2030, 1, 1)))
def test_a_code_names_one_commune_a_day(day: date) -> None:
    codes = Counter(c.code for c in REGISTER.communes if c.on(day))
    assert max(codes.values()) == 1


@given(st.sampled_from(REGISTER.communes), st.dates(date(2024, 11, 1), date(2030, 1, 1)))
def test_every_commune_lives_on(commune: object, day: date) -> None:
    old = next(c for c in REGISTER.communes if c == commune)
    if day < old.valid_from:
        return
    found = REGISTER.successors(old.code, day, recorded_on=old.valid_from)
    assert found
    assert all(c.on(day) for c in found)
    assert REGISTER.main_successor(old.code, day, old.valid_from) in found


def test_every_commune_of_today_was_something_before(hanoi: Register) -> None:
    new = {c.key for c in hanoi.communes if c.on(NOW)}
    assert new <= {s.new for s in hanoi.successions if s.day == NOW}


def test_each_step_starts_where_the_one_before_ended(hanoi: Register) -> None:
    for step in hanoi.successions:
        ended = hanoi.commune_of_key[step.old].valid_until
        assert ended is not None
        assert ended + timedelta(days=1) == step.day


def test_main_successors_are_near(hanoi: Register) -> None:
    for step in hanoi.successions:
        old, new = hanoi.commune_of_key[step.old], hanoi.commune_of_key[step.new]
        if step.main:
            assert distance_km(old.lat, old.lon, new.lat, new.lon) < 12, (old, new)


def test_positions_lie_in_hanoi(hanoi: Register) -> None:
    for row in (*hanoi.communes, *hanoi.districts, *hanoi.places):
        assert 20.5 < row.lat < 21.4, row
        assert 105.2 < row.lon < 106.1, row


def test_a_district_lies_amid_its_communes(hanoi: Register) -> None:
    for district in hanoi.districts:
        members = [c for c in hanoi.communes if c.district == district.code and c.on(BETWEEN)]
        assert min(c.lat for c in members) <= district.lat <= max(c.lat for c in members)
        assert min(c.lon for c in members) <= district.lon <= max(c.lon for c in members)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 11, 15), {"centre": 1, "district_counter": 30}),
        (date(2024, 12, 1), {"centre": 1, "district_counter": 30, "branch": 2}),
        (date(2025, 4, 1), {"centre": 1, "district_counter": 30, "branch": 12}),
        (NOW, {"centre": 1, "branch": 12, "point": 30, "commune_point": 126}),
    ],
)
def test_places_of_a_day(hanoi: Register, day: date, expected: dict[str, int]) -> None:
    assert Counter(p.kind.value for p in hanoi.places if p.on(day)) == expected


def test_each_branch_has_a_territory_and_says_whether_it_is_published(hanoi: Register) -> None:
    branches = {p.code: p for p in hanoi.places if p.kind is PlaceKind.BRANCH}
    served = Counter(p.parent for p in hanoi.places if p.kind is PlaceKind.COMMUNE_POINT)
    assert set(served) == set(branches)
    assert sum(served.values()) == 126
    known = {code for code, branch in branches.items() if branch.territory_known}
    assert known == {"branch-02", "branch-09", "branch-10", "branch-11"}


def test_populations_agree_with_the_reference_data(hanoi: Register, shared: Path) -> None:
    table = shared / "data/hanoi/hanoi_communes_126_2025-07-01.csv"
    with table.open(encoding="utf-8") as lines:
        theirs = {r["code"]: int(r["population"]) for r in csv.DictReader(lines)}
    assert {c.code: c.population for c in hanoi.communes if c.on(NOW)} == theirs
