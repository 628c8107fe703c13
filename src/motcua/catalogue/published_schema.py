"""The published JSON Schema of definition files, for editors: what may be written, short forms
included.

It is `authored.DEFINITION` made wider: a text may be `vi | en`, and shared pieces may be used.
"""

import json
from typing import Any

from motcua.catalogue import authored
from motcua.formspec import authored as form

_SHORT_TEXT = {"type": "string", "pattern": "^[^|]+ [|] [^|]+$", "maxLength": 1200}
_NAME = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}


def published() -> dict[str, Any]:
    """Return the schema as it stands in `definition.schema.json`."""
    wide: dict[str, Any] = _widen(authored.DEFINITION)
    wide["properties"]["route"] = _or_piece(wide["properties"]["route"])
    return wide


def as_text() -> str:
    """Return the text of `definition.schema.json`."""
    return json.dumps(published(), ensure_ascii=False, indent=1) + "\n"


def _widen(schema: Any) -> Any:
    if schema in (form.FIELD["properties"]["label"], authored.TEXT):
        return {"anyOf": [form.FIELD["properties"]["label"], _SHORT_TEXT]}
    if schema in (authored.PAPER, authored.EXEMPTION):
        return {"anyOf": [_widen_parts(schema), _borrowed(schema)]}
    if schema == form.SECTION:
        return _section(_widen_parts(schema))
    if isinstance(schema, dict):
        return _widen_parts(schema)
    return [_widen(one) for one in schema] if isinstance(schema, list) else schema


def _widen_parts(schema: dict[str, Any]) -> dict[str, Any]:
    return {word: _widen(value) for word, value in schema.items()}


def _borrowed(schema: dict[str, Any]) -> dict[str, Any]:
    wide = _widen_parts(schema)
    return wide | {"properties": {"use": _NAME} | wide["properties"], "required": ["use"]}


def _section(section: dict[str, Any]) -> dict[str, Any]:
    use = {"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}
    return section | {
        "properties": {"use": use} | section["properties"],
        "required": ["key", "title"],
        "anyOf": [{"required": ["use"]}, {"required": ["fields"]}],
    }


def _or_piece(schema: dict[str, Any]) -> dict[str, Any]:
    piece = {
        "type": "object",
        "properties": {"use": _NAME},
        "required": ["use"],
        "additionalProperties": False,
    }
    return {"anyOf": [schema, piece]}
