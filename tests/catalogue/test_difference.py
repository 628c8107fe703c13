"""What changed between two versions, in few words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.difference import difference

pytestmark = pytest.mark.pure


def changes(before: Any, after: Any) -> list[str]:
    return [str(change) for change in difference(before, after)]


def test_items_are_matched_by_key() -> None:
    old = {"papers": [{"key": "form", "original": 1}, {"key": "card", "original": 1}]}
    new = {
        "papers": [{"key": "photo"}, {"key": "form", "original": 2}, {"key": "card", "original": 1}]
    }
    assert changes(old, new) == [
        "~ papers.form.original: 1 -> 2",
        "+ papers.photo: {'key': 'photo'}",
    ]


def test_plain_words_come_and_go_and_change_places() -> None:
    assert changes({"k": ["a", "b"]}, {"k": ["b", "c"]}) == ["- k.a: a", "+ k.c: c"]
    assert changes({"k": ["a", "b"]}, {"k": ["b", "a"]}) == [
        "~ k (order): ['a', 'b'] -> ['b', 'a']"
    ]


def test_limits_and_new_words() -> None:
    old = {"limit": {"value": 5, "unit": "working_day"}}
    new = {"limit": {"value": 3, "unit": "working_day"}, "four_eyes": True}
    assert changes(old, new) == ["~ limit.value: 5 -> 3", "+ four_eyes: True"]


PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.integers() | st.text("abc", max_size=2) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abk"), inner),
    max_leaves=10,
)
DOCUMENTS = st.dictionaries(st.sampled_from("abc"), PLAIN)


@given(DOCUMENTS, DOCUMENTS)
def test_no_change_is_missed_and_none_invented(before: Any, after: Any) -> None:
    assert bool(difference(before, after)) == (before != after)
    assert difference(before, before) == ()
    assert len(difference(before, after)) == len(difference(after, before))
