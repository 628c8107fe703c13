"""Compile a form to JSON Schema 2020-12.

Everything a program needs to show the form stands in `x-` annotations; conditions become
`if`/`then`/`else`, so that any JSON Schema validator judges an answer sheet as `answers.validate`
does (dates relative to today and the list behind `source` excepted: they need the day and the
list).
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from motcua.formspec.form import TODAY, Field, FieldType, Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_TEXT = 200
MAX_LONG_TEXT = 4_000
MAX_NUMBER = 10**15
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

_TEXT: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_TEXT,
    "format": "one-line",
}
# Python's "$" also matches before a last line feed, ECMAScript's does not: the look-ahead agrees them.
_END = r"$(?!\n)"
_BASE: dict[FieldType, dict[str, Any]] = {
    FieldType.TEXT: _TEXT,
    FieldType.LONG_TEXT: _TEXT | {"maxLength": MAX_LONG_TEXT, "format": "plain-text"},
    FieldType.DATE: {"type": "string", "minLength": 1, "format": "date"},
    FieldType.INTEGER: {"type": "integer", "minimum": 0, "maximum": MAX_NUMBER},
    FieldType.DECIMAL: {"type": "number", "minimum": 0, "maximum": MAX_NUMBER},
    FieldType.MONEY: {"type": "integer", "minimum": 0, "maximum": MAX_NUMBER, "x-unit": "VND"},
    FieldType.YES_NO: {"type": "boolean"},
    FieldType.CHOICE: {"type": "string"},
    FieldType.CHOICES: {"type": "array", "uniqueItems": True, "minItems": 1},
    FieldType.ID_NUMBER: {"type": "string", "minLength": 1, "pattern": f"^[0-9]{{12}}{_END}"},
    FieldType.TAX_CODE: {
        "type": "string",
        "minLength": 1,
        "pattern": f"^([0-9]{{10}}(-[0-9]{{3}})?|[0-9]{{12}}){_END}",
    },
    FieldType.PHONE: {
        "type": "string",
        "minLength": 1,
        "pattern": rf"^(\+84|0)[1-9][0-9]{{8,9}}{_END}",
    },
    FieldType.EMAIL: _TEXT
    | {
        "maxLength": 254,
        "pattern": r"^[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$",
    },
    FieldType.COMMUNE: {"type": "string", "minLength": 1, "pattern": f"^[0-9]{{5}}{_END}"},
}


@lru_cache(maxsize=512)
def form_schema(form: Form) -> dict[str, Any]:
    """Return the JSON Schema of a form's answer sheet. Treat it as read-only: it is kept.

    Unknown answers are refused, and so are answers to fields that the other answers hide.
    """
    always = [field.key for field in form.fields if field.required and field.show_when is None]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "type": "object",
        "properties": {field.key: field_schema(field) for field in form.fields},
        "required": always,
        "additionalProperties": False,
        "x-sections": [
            {
                "key": section.key,
                "title": section.title.plain(),
                "fields": [field.key for field in section.fields],
            }
            for section in form.sections
        ],
    }
    rules = [_conditional(field) for field in form.fields if field.show_when is not None]
    return schema | ({"allOf": rules} if rules else {})


def field_schema(field: Field) -> dict[str, Any]:
    """Return the JSON Schema of one answer, with its annotations."""
    return _BASE[field.type] | _limits(field) | _choices(field) | _annotations(field)


def with_sources(schema: dict[str, Any], sources: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema with the lists kept elsewhere written in as `enum`."""
    if not sources:
        return schema
    filled = {
        key: one | {"enum": sorted(sources[one["x-source"]])}
        if one.get("x-source") in sources
        else one
        for key, one in schema["properties"].items()
    }
    return schema | {"properties": filled}


def _limits(field: Field) -> dict[str, Any]:
    given = {
        "minLength": field.min_length,
        "maxLength": field.max_length,
        "pattern": None if field.pattern is None else f"^(?:{field.pattern})$",
        "minimum": field.minimum,
        "maximum": field.maximum,
        "x-not-before": _day(field.not_before, field.type, EARLIEST),
        "x-not-after": _day(field.not_after, field.type, LATEST),
    }
    return {word: value for word, value in given.items() if value is not None}


def _day(day: date | str | None, kind: FieldType, default: date) -> str | None:
    if kind is not FieldType.DATE:
        return None
    if day == TODAY:
        return TODAY
    return str(day or default)


def _choices(field: Field) -> dict[str, Any]:
    values = [option.value for option in field.options]
    if field.type is FieldType.CHOICES:
        return {"items": {"type": "string", "enum": values} if values else {"type": "string"}}
    if field.type is FieldType.CHOICE and values:
        return {"enum": values}
    return {}


def _annotations(field: Field) -> dict[str, Any]:
    given = {
        "title": field.label.vi,
        "x-type": field.type.value,
        "x-label": field.label.plain(),
        "x-hint": field.hint and field.hint.plain(),
        "x-placeholder": field.placeholder and field.placeholder.plain(),
        "x-personal": field.personal and field.personal.value,
        "x-decides": field.decides or None,
        "x-source": field.source,
        "x-prefill": field.prefill,
        "x-show-when": field.show_when and field.show_when.plain(),
        "x-options": [{"value": o.value, "label": o.label.plain()} for o in field.options] or None,
    }
    return {word: value for word, value in given.items() if value is not None}


def _conditional(field: Field) -> dict[str, Any]:
    if field.show_when is None:
        raise ValueError(f"field '{field.key}' is always shown")
    shown: dict[str, Any] = {"required": [field.key]} if field.required else {}
    return {
        "if": field.show_when.schema(),
        "then": shown,
        "else": {"properties": {field.key: {"not": {}, "x-hidden": True}}},
    }
