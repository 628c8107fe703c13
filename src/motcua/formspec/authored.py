"""How a form is written down, and reading it.

`SCHEMA` says what an author may write (a JSON Schema, part of the published schema of a
procedure); `read` builds the
form; what no schema can say (a condition on a field that is not there) is found by `problems`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from motcua.formspec.condition import Condition
from motcua.formspec.form import TODAY, Field, FieldType, Form, Option, Personal, Section
from motcua.formspec.label import Label

_KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}
_LABEL = {
    "type": "object",
    "properties": {
        "vi": {"type": "string", "minLength": 1},
        "en": {"type": "string", "minLength": 1},
    },
    "required": ["vi", "en"],
    "additionalProperties": False,
}
_DAY = {"type": "string", "pattern": "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}
_LINES = {"type": "object", "minProperties": 1}
_CONDITION = {"anyOf": [_LINES, {"type": "array", "items": _LINES, "minItems": 1}]}
_OPTION = {
    "type": "object",
    "properties": {"value": {"type": "string", "minLength": 1, "maxLength": 60}, "label": _LABEL},
    "required": ["value", "label"],
    "additionalProperties": False,
}
FIELD: dict[str, Any] = {
    "type": "object",
    "properties": {
        "key": _KEY,
        "type": {"enum": [kind.value for kind in FieldType]},
        "label": _LABEL,
        "hint": _LABEL,
        "placeholder": _LABEL,
        "required": {"type": "boolean"},
        "personal": {"enum": [kind.value for kind in Personal]},
        "decides": {"type": "boolean"},
        "show_when": _CONDITION,
        "options": {"type": "array", "items": _OPTION, "minItems": 2},
        "source": _KEY,
        "prefill": {"enum": ["full_name", "id_number", "phone", "email", "address"]},
        "min_length": {"type": "integer", "minimum": 1},
        "max_length": {"type": "integer", "minimum": 1, "maximum": 20_000},
        "pattern": {"type": "string", "format": "regex", "maxLength": 200},
        "minimum": {"type": "number"},
        "maximum": {"type": "number"},
        "not_before": _DAY,
        "not_after": _DAY,
    },
    "required": ["key", "type", "label"],
    "additionalProperties": False,
}
SECTION: dict[str, Any] = {
    "type": "object",
    "properties": {
        "key": _KEY,
        "title": _LABEL,
        "hint": _LABEL,
        "show_when": _CONDITION,
        "fields": {"type": "array", "items": FIELD, "minItems": 1},
    },
    "required": ["key", "title", "fields"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"sections": {"type": "array", "items": SECTION, "minItems": 1}},
    "required": ["sections"],
    "additionalProperties": False,
}


_PLAIN = (
    *("required", "decides", "source", "prefill", "min_length", "max_length"),
    *("pattern", "minimum", "maximum"),
)


def read(written: Mapping[str, Any]) -> Form:
    """Build the form from what fits `SCHEMA`; raise `ValueError` for a condition or day that
    cannot be read.
    """
    return Form(tuple(_section(one) for one in written["sections"]))


def problems(form: Form) -> Iterator[tuple[str, str]]:
    """Yield (path, reason) for each contradiction inside a form; a path looks like
    `form.sections.0.fields.2`.
    """
    seen: set[str] = set()
    for path, field in _located(form):
        if field.key in seen:
            yield path, f"the field key '{field.key}' is used twice"
        for reason in _field_problems(field, seen, form):
            yield path, reason
        seen.add(field.key)
    keys = sorted(section.key for section in form.sections)
    for key, after in pairwise(keys):
        if key == after:
            yield "form.sections", f"the section key '{key}' is used twice"


def condition_problems(condition: Condition, form: Form) -> Iterator[str]:
    """Yield what is wrong with a condition on answers of this form."""
    for test in condition.tests:
        field = form.field(test.field)
        if field is None:
            yield f"the condition names the field '{test.field}', which the form does not have"
        elif stray := _stray_values(field, (*test.any_of, *test.none_of)):
            yield f"the condition compares '{field.key}' with {stray}, which the field never has"


def _section(written: Mapping[str, Any]) -> Section:
    shown = Condition.read(written["show_when"]) if "show_when" in written else None
    fields = tuple(_field(one, shown) for one in written["fields"])
    return Section(written["key"], Label.read(written["title"]), fields, _label(written, "hint"))


def _field(written: Mapping[str, Any], section_shown: Condition | None) -> Field:
    return Field(
        key=written["key"],
        type=FieldType(written["type"]),
        label=Label.read(written["label"]),
        hint=_label(written, "hint"),
        placeholder=_label(written, "placeholder"),
        personal=Personal(written["personal"]) if "personal" in written else None,
        show_when=_shown(written, section_shown),
        options=tuple(
            Option(o["value"], Label.read(o["label"])) for o in written.get("options", ())
        ),
        not_before=_day(written.get("not_before")),
        not_after=_day(written.get("not_after")),
        **{word: written[word] for word in _PLAIN if word in written},
    )


def _shown(written: Mapping[str, Any], section_shown: Condition | None) -> Condition | None:
    own = Condition.read(written["show_when"]) if "show_when" in written else None
    return own.both(section_shown) if own else section_shown


def _label(written: Mapping[str, Any], word: str) -> Label | None:
    return Label.read(written[word]) if word in written else None


def _day(written: str | None) -> date | str | None:
    return written if written in {None, TODAY} else date.fromisoformat(str(written))


def _located(form: Form) -> Iterator[tuple[str, Field]]:
    for s, section in enumerate(form.sections):
        for f, field in enumerate(section.fields):
            yield f"form.sections.{s}.fields.{f}", field


def _field_problems(field: Field, before: set[str], form: Form) -> Iterator[str]:
    yield from _choice_problems(field)
    if field.show_when:
        yield from condition_problems(field.show_when, form)
        for late in sorted((field.show_when.fields - before) & form.keys):
            yield f"'{field.key}' depends on '{late}', which is only asked later"
    yield from _limit_problems(field)


def _choice_problems(field: Field) -> Iterator[str]:
    is_choice = field.type in {FieldType.CHOICE, FieldType.CHOICES}
    if is_choice and not (field.options or field.source):
        yield f"'{field.key}' offers nothing to choose: give options or a source"
    if field.options and not is_choice:
        yield f"'{field.key}' has options but is of type {field.type.value}"
    values = [option.value for option in field.options]
    if len(set(values)) < len(values):
        yield f"'{field.key}' offers the same value twice"


def _limit_problems(field: Field) -> Iterator[str]:
    for low, high, words in (
        (field.min_length, field.max_length, "min_length is above max_length"),
        (field.minimum, field.maximum, "minimum is above maximum"),
    ):
        if low is not None and high is not None and low > high:
            yield f"'{field.key}': {words}"
    if field.pattern is not None and re.search(r"\\d|\\w", field.pattern):
        yield f"'{field.key}': write [0-9] for \\d; \\d and \\w also match other scripts"


def _stray_values(field: Field, values: tuple[Any, ...]) -> list[Any]:
    if field.type is FieldType.YES_NO:
        return [value for value in values if not isinstance(value, bool)]
    offered = {option.value for option in field.options}
    return [value for value in values if offered and value not in offered]
