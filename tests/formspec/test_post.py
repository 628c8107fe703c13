"""Reading what a browser sends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.formspec.answers import validate, visible_fields
from motcua.formspec.post import clean
from tests.formspec.forms import CONDITIONAL, EVERY_TYPE

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("name", ["  Nguye\u0302\u0303n  "], "Nguyễn"),
        ("story", ["một\r\nhai"], "một\nhai"),
        ("born", ["5/8/2026"], "2026-08-05"),
        ("born", ["2026-08-05"], "2026-08-05"),
        ("born", ["31/02/2026"], "31/02/2026"),
        ("pages", ["1.200"], 1200),
        ("pages", ["12"], 12),
        ("pages", ["12a"], "12a"),
        ("pages", ["9" * 5000], "9" * 5000),
        ("price", ["1 500 000"], 1500000),
        ("area", ["75,5"], 75.5),
        ("area", ["75.5"], 75.5),
        ("area", ["0,125"], 0.125),
        ("area", ["1.234"], "1.234"),
        ("area", ["1e400"], "1e400"),
        ("agreed", ["no", "on"], True),
        ("agreed", ["no"], False),
        ("agreed", ["maybe"], "maybe"),
        ("wishes", ["a", "c", "a"], ["a", "c"]),
        ("phone", ["091 234-56.78"], "0912345678"),
        ("id", ["001 099 012 345"], "001099012345"),
    ],
)
def test_text_becomes_a_value_or_stays_to_be_refused(
    key: str, typed: list[str], value: Any
) -> None:
    answers, _ = clean(EVERY_TYPE, {"name": ["x"], key: typed})
    assert answers[key] == value


def test_empty_answers_and_foreign_keys_are_left_out() -> None:
    answers, raw = clean(EVERY_TYPE, {"name": ["  "], "csrfmiddlewaretoken": ["t"], "wishes": [""]})
    assert answers == {}
    assert set(raw) == {"name", "wishes"}


def test_what_was_typed_is_kept_fit_to_be_shown() -> None:
    answers, raw = clean(EVERY_TYPE, {"name": ["a\x00\ud800b"], "pages": ["many"]})
    assert raw == {"name": ["a\ufffd\ufffdb"], "pages": ["many"]}
    assert set(validate(EVERY_TYPE, answers)) == {"name", "pages"}


def test_answers_to_hidden_fields_are_dropped() -> None:
    post = {"home": ["own"], "lease": ["yes"], "lease_months": ["4"]}
    answers, raw = clean(CONDITIONAL, post)
    assert answers == {"home": "own"}
    assert raw["lease_months"] == ["4"]


@given(
    st.dictionaries(
        st.sampled_from(sorted(EVERY_TYPE.keys | CONDITIONAL.keys)) | st.text(),
        st.lists(st.text(alphabet=st.characters(exclude_categories=())), max_size=3),
    )
)
def test_any_post_can_be_read_shown_and_judged(post: dict[str, list[str]]) -> None:
    for form in (EVERY_TYPE, CONDITIONAL):
        answers, raw = clean(form, post)
        assert {one.key for one in visible_fields(form, answers)} >= set(answers)
        validate(form, answers)
        "".join(text for typed in raw.values() for text in typed).encode()
