"""Conditions: what they mean, and that JSON Schema understands the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.formspec.condition import Condition

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("written", "answers", "holds"),
    [
        ({"a": "x"}, {"a": "x"}, True),
        ({"a": "x"}, {}, False),
        ({"a": ["x", "y"]}, {"a": "y"}, True),
        ({"a": "x"}, {"a": ["x", "z"]}, True),
        ({"a": "x", "b": True}, {"a": "x", "b": False}, False),
        ([{"a": "x"}, {"b": True}], {"b": True}, True),
        ({"n": {"min": 3}}, {"n": 3}, True),
        ({"n": {"min": 3, "max": 5}}, {"n": 6}, False),
        ({"n": {"min": 0}}, {"n": True}, False),
        ({"n": {"min": 0}}, {"n": "5"}, False),
        ({"a": {"not": "x"}}, {"a": "y"}, True),
        ({"a": {"not": "x"}}, {}, False),
        ({"a": 1}, {"a": True}, False),
    ],
)
def test_what_a_condition_means(written: Any, answers: dict[str, Any], holds: bool) -> None:
    assert Condition.read(written).holds(answers) is holds


@pytest.mark.parametrize(
    "written", [{}, [], [{}], {"a": {}}, {"a": {"most": 1}}, {"a": []}, {"a": None}]
)
def test_what_says_nothing_is_refused(written: Any) -> None:
    with pytest.raises(ValueError, match="condition"):
        Condition.read(written)


VALUES = st.sampled_from(["x", "y", "z"]) | st.booleans() | st.integers(-3, 8)
RANGES = st.fixed_dictionaries({"min": st.integers(-3, 3)}, optional={"max": st.integers(0, 8)})
SIDES = (
    VALUES
    | st.lists(VALUES, min_size=1, max_size=3)
    | RANGES
    | st.fixed_dictionaries({"not": VALUES})
)
LINES = st.dictionaries(st.sampled_from("abc"), SIDES, min_size=1)
WRITTEN = LINES | st.lists(LINES, min_size=1, max_size=3)
ANSWERS = st.dictionaries(st.sampled_from("abc"), VALUES)


@given(WRITTEN, ANSWERS)
def test_json_schema_understands_the_same(written: Any, answers: dict[str, Any]) -> None:
    condition = Condition.read(written)
    assert Draft202012Validator(condition.schema()).is_valid(answers) == condition.holds(answers)


@given(WRITTEN)
def test_it_can_be_written_down_and_read_again(written: Any) -> None:
    condition = Condition.read(written)
    assert Condition.read(condition.plain()) == condition


@given(WRITTEN, WRITTEN, ANSWERS)
def test_both_means_both(one: Any, other: Any, answers: dict[str, Any]) -> None:
    first, second = Condition.read(one), Condition.read(other)
    assert first.both(second).holds(answers) == (first.holds(answers) and second.holds(answers))
