"""The door of the package: answers from memory, refusals for what does not exist."""

from datetime import date, datetime

import pytest

from motcua.flow.refusal import Refused
from motcua.offices import queries
from motcua.offices.kinds import PlaceKind
from motcua.worktime.instants import LOCAL
from motcua.worktime.opening import is_open

NOW = date(2025, 8, 1)
pytestmark = pytest.mark.usefixtures("loaded")


def test_lookups() -> None:
    assert queries.agency("dept-justice").names == ("Sở Tư pháp", "Department of Justice")
    assert queries.point("branch-01").address.startswith("Số 258 Võ Chí Công")
    assert queries.commune_of(queries.point("point-002")).names.en == "Hoan Kiem Ward"
    assert queries.commune("00004", NOW).population == 65023
    assert len(queries.communes(NOW)) == 126
    assert queries.districts(NOW) == []
    assert len(queries.districts(date(2025, 1, 1))) == 30
    assert len(queries.places(NOW, PlaceKind.BRANCH, PlaceKind.POINT)) == 42
    assert len(queries.agencies(NOW, "commune_police")) == 126
    assert queries.competent_agency("commune_police", "00010", NOW).code == "police-00004"
    assert queries.needs_commune("land_office", NOW)
    assert "department:health" in queries.rules()
    assert queries.main_successor("00010", NOW) == queries.successors("00010", NOW)[0]
    at = datetime(2025, 8, 4, 10, tzinfo=LOCAL)
    assert queries.nearest_points(21.03, 105.85, at, n=1)[0].open_now


@pytest.mark.parametrize("words", ["Đống Đa", "dong da", "DONG  DA", "phuong dong da"])
def test_a_commune_is_found_with_and_without_marks(words: str) -> None:
    assert [c.code for c in queries.find_communes(words, NOW)] == ["00235"]


@pytest.mark.parametrize("words", ["x" * 5000, "\x00", "%", "' OR 1=1", "\ud800"])
def test_hostile_words_find_nothing(words: str) -> None:
    assert queries.find_communes(words, NOW) == []


@pytest.mark.parametrize("code", ["", "nothing", "pc-00004\x00", "\u202e", "x" * 9999])
def test_unknown_codes(code: str) -> None:
    for ask, refusal in (
        (queries.agency, "unknown_agency"),
        (queries.point, "unknown_place"),
        (queries.calendar, "unknown_calendar"),
    ):
        with pytest.raises(Refused) as caught:
            ask(code)
        assert caught.value.refusal.code == refusal
        assert caught.value.refusal.text.vi.isprintable()


@pytest.mark.parametrize(
    ("key", "open_on_saturday"),
    [("office", False), ("office_with_saturday", True), ("police", True)],
)
def test_calendars(key: str, open_on_saturday: bool) -> None:
    calendar = queries.calendar(key)
    assert is_open(calendar, datetime(2025, 8, 9, 9, tzinfo=LOCAL)) is open_on_saturday
    assert queries.calendar(key) is calendar


def test_an_empty_city_refuses_instead_of_failing() -> None:
    empty = queries.Register()
    with pytest.raises(Refused):
        empty.successors("00004", NOW)
