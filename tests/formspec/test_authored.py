"""Forms as they are written down, and what authors get wrong."""

from typing import Any

import pytest

from motcua.formspec import authored
from motcua.formspec.lint import lint
from tests.formspec.forms import CONDITIONAL, EVERY_TYPE, field, form, label, options

pytestmark = pytest.mark.pure


NAMELESS = {"value": "y", "label": {"vi": "", "en": "y"}}


def problems(*fields: dict[str, Any]) -> list[str]:
    return [reason for _, reason in authored.problems(form(*fields))]


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ([field("a"), field("a")], "used twice"),
        ([field("a", show_when={"b": 1})], "does not have"),
        ([field("a", show_when={"b": True}), field("b", "yes_no")], "asked later"),
        (
            [field("a", "choice", options=options("x", "y")), field("b", show_when={"a": "z"})],
            "never has",
        ),
        ([field("a", "yes_no"), field("b", show_when={"a": "yes"})], "never has"),
        ([field("a", "choice")], "nothing to choose"),
        ([field("a", options=options("x", "y"))], "has options but"),
        ([field("a", "choice", options=options("x", "x"))], "same value twice"),
        ([field("a", min_length=5, max_length=2)], "above max_length"),
        ([field("a", "integer", minimum=5, maximum=2)], "above maximum"),
        ([field("a", pattern="\\d+")], "[0-9]"),
    ],
)
def test_contradictions_are_found(fields: list[dict[str, Any]], part: str) -> None:
    found = problems(*fields)
    assert len(found) == 1
    assert part in found[0]


def test_sound_forms_have_none() -> None:
    assert list(authored.problems(EVERY_TYPE)) == []
    assert list(authored.problems(CONDITIONAL)) == []


def test_a_section_condition_holds_for_its_fields() -> None:
    inner = form(field("a", "yes_no"), field("b", show_when={"a": True}))
    assert inner.fields[1].show_when is not None
    outer = form(field("c", show_when={"x": 1}), show_when={"y": 2})
    shown = outer.fields[0].show_when
    assert shown is not None
    assert shown.fields == {"x", "y"}


@pytest.mark.parametrize(
    ("one", "rule"),
    [
        (field("a", label={"vi": "Tên", "en": " "}), "label_missing"),
        (field("a", label={"vi": "", "en": ""}, placeholder=label("p")), "placeholder_only"),
        (field("a", label={"vi": "Khác", "en": "Anything else"}), "label_vague"),
        (field("a", label={"vi": "Tên:", "en": "Name"}), "label_punctuation"),
        (field("a", label={"vi": "HỌ VÀ TÊN", "en": "Name"}), "label_capitals"),
        (field("a", label={"vi": "x" * 200, "en": "Name"}), "label_long"),
        (field("a", hint={"vi": "Ghi rõ", "en": ""}), "hint_missing"),
        (field("a", pattern="[0-9]+"), "pattern_unexplained"),
        (field("a", "phone"), "personal_unmarked"),
        (field("a", "choice", options=options(*map(str, range(60)))), "options_many"),
        (field("a", "choice", options=[*options("x"), {"value": "y", "label": label("x")}]), "option_duplicated"),
        (field("a", "choice", options=[*options("x"), NAMELESS]), "option_unlabelled"),
    ],
)  # fmt: skip
def test_lint_finds_what_shuts_people_out(one: dict[str, Any], rule: str) -> None:
    found = lint(form(one))
    assert rule in {hint.rule for hint in found}
    assert {hint.where for hint in found} == {"a"}


def test_lint_finds_two_fields_with_one_name() -> None:
    twins = form(field("a", label=label("Name")), field("b", label=label("name")))
    assert {(hint.where, hint.rule) for hint in lint(twins)} == {
        ("a", "label_duplicated"),
        ("b", "label_duplicated"),
    }


def test_lint_is_silent_about_a_careful_form() -> None:
    assert lint(EVERY_TYPE) == ()
