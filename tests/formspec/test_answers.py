"""Judging answer sheets: one message for each wrong field, whatever comes in."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.formspec.answers import FORM, validate, visible_fields
from motcua.formspec.schema import form_schema
from tests.formspec.forms import CONDITIONAL, EVERY_TYPE, field, form

pytestmark = pytest.mark.pure
DAY = date(2026, 8, 5)
GOOD: dict[str, Any] = {
    "name": "Nguyễn Thử Nghiệm", "story": "Một\nhai", "born": "2026-08-05", "pages": 100,
    "area": 75.5, "price": 0, "agreed": False, "kind": "house", "wishes": ["a", "c"],
    "id": "001099012345", "tax": "0101234567-001", "phone": "+84912345678",
    "email": "thu@vidu.com.vn", "commune": "00004", "plate": "30A-12345",
}  # fmt: skip


def check(data: object, lang: str = "en") -> dict[str, str]:
    return validate(EVERY_TYPE, data, lang, today=DAY, sources={"communes": {"00004"}})


def test_a_good_sheet_has_no_message() -> None:
    assert check(GOOD) == {}


@pytest.mark.parametrize(
    ("key", "answer", "part"),
    [
        ("name", "", "fill this in"),
        ("name", "x" * 201, "at most 200"),
        ("name", "x" * 30_000, "Too long"),
        ("name", "a\x00b", "cannot be used"),
        ("name", "a\nb", "cannot be used"),
        ("name", "\ud800", "cannot be used"),
        ("name", "\ufffe", "cannot be used"),
        ("name", "Lan\u202egnas", "cannot be used"),
        ("name", 7, "as text"),
        ("name", None, "as text"),
        ("name", {"deep": [1]}, "as text"),
        ("story", "x" * 51, "at most 50"),
        ("born", "2026-08-06", "not be after 05/08/2026"),
        ("born", "2026-02-30", "a date that exists"),
        ("born", "1899-12-31", "not be before 01/01/1900"),
        ("born", "20260805", "a date that exists"),
        ("pages", 0, "1 or more"),
        ("pages", 101, "not be more than 100"),
        ("pages", "12", "whole number"),
        ("pages", 1.5, "whole number"),
        ("pages", True, "whole number"),
        pytest.param("pages", 10**5000, "whole number", id="a number too long to print"),
        ("area", float("nan"), "Write a number"),
        ("area", float("inf"), "Write a number"),
        ("price", -1, "0 or more"),
        ("price", 10**15 + 1, "more than 1,000,000,000,000,000"),
        ("agreed", "yes", "yes or no"),
        ("kind", "tower", "not on the list"),
        ("wishes", ["a", "z"], "not on the list"),
        ("wishes", ["a", "a"], "chosen twice"),
        ("wishes", [], "fill this in"),
        ("wishes", "a", "not on the list"),
        ("wishes", [["a"]], "not on the list"),
        ("id", "00109901234", "12 digits"),
        ("id", "٠٠١٠٩٩٠١٢٣٤٥", "12 digits"),
        ("id", "001099012345\n", "12 digits"),
        ("tax", "12345", "tax code"),
        ("phone", "12345", "phone number"),
        ("email", "a@b", "e-mail"),
        ("email", "a b@c.vn", "e-mail"),
        ("commune", "99999", "not on the list"),
        ("plate", "30A-1234", "e.g. 30A-12345"),
    ],
)
def test_each_wrong_answer_has_one_message(key: str, answer: object, part: str) -> None:
    found = check(GOOD | {key: answer})
    assert list(found) == [key]
    assert part in found[key]
    in_vietnamese = check(GOOD | {key: answer}, "vi")
    assert in_vietnamese[key] != found[key]


@pytest.mark.parametrize("sheet", [None, [], "x", 3, b"\x00"])
def test_what_is_no_sheet_is_told_so(sheet: object) -> None:
    assert list(check(sheet)) == [FORM]


def test_unknown_answers_are_named_but_not_repeated_in_full() -> None:
    found = check(GOOD | {"x" * 500: 1, "b\x00": 2, "c": 3, "d": 4})
    assert list(found) == [FORM]
    assert len(found[FORM]) < 300
    assert "\x00" not in found[FORM]
    assert "(+1)" in found[FORM]


def test_a_deep_nest_is_refused_without_following_it() -> None:
    nest: list[Any] = []
    for _ in range(100_000):
        nest = [nest]
    assert list(check(GOOD | {"name": nest})) == ["name"]


def test_conditions_hide_and_demand() -> None:
    assert validate(CONDITIONAL, {"home": "own"}, "en") == {}
    rented = validate(CONDITIONAL, {"home": "rented"}, "en")
    assert list(rented) == ["lease"]
    both = validate(CONDITIONAL, {"home": "own", "lease": True}, "en")
    assert "not part of your case" in both["lease"]


def test_what_depends_on_a_hidden_field_is_hidden() -> None:
    stale = {"home": "own", "lease": True, "lease_months": 3}
    assert [one.key for one in visible_fields(CONDITIONAL, stale)] == ["home", "owner"]


def test_bounds_relative_to_today_need_a_day() -> None:
    later = form(field("visit", "date", not_before="today"))
    assert validate(later, {"visit": "2020-01-01"}) == {}
    assert list(validate(later, {"visit": "2020-01-01"}, today=DAY)) == ["visit"]


def test_the_schema_is_json_schema_2020_12() -> None:
    for one in (EVERY_TYPE, CONDITIONAL):
        Draft202012Validator.check_schema(form_schema(one))


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(EVERY_TYPE.keys)) | st.text(), JUNK))
def test_nothing_from_outside_breaks_the_judgement(data: dict[str, Any]) -> None:
    found = check(data)
    assert set(found) <= EVERY_TYPE.keys | {FORM}
    assert all(isinstance(text, str) and text for text in found.values())


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "home": st.sampled_from(["own", "rented", "boat"]),
            "lease": st.booleans(),
            "lease_months": st.integers(-2, 5),
            "owner": st.just("Công ty Thử"),
        },
    )
)
def test_the_schema_alone_judges_as_we_do(sheet: dict[str, Any]) -> None:
    assert Draft202012Validator(form_schema(CONDITIONAL)).is_valid(sheet) == (
        validate(CONDITIONAL, sheet) == {}
    )
