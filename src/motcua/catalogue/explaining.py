"""Say in plain words what a JSON Schema error in a definition file means."""

from typing import Any

from jsonschema import ValidationError

from motcua.catalogue.authored import TEXT

_LONGEST = 60


def nearest(error: ValidationError) -> ValidationError:
    """Return the error that helps: "not valid under any of the given schemas" helps nobody."""
    if not error.context or (error.schema == TEXT and not isinstance(error.instance, dict)):
        return error
    return nearest(max(error.context, key=lambda one: len(one.absolute_path)))


def reason(error: ValidationError) -> str:
    """Return the reason, for the author of the file."""
    found: Any = error.instance
    limit: Any = error.validator_value
    schema: Any = error.schema
    if schema == TEXT:
        return f"{_shown(found)} must give both languages: 'tiếng Việt | English'"
    match error.validator:
        case "enum":
            return f"{_shown(found)} is not known here; known: {', '.join(map(str, limit))}"
        case "additionalProperties":
            extra = sorted(set(found) - set(schema.get("properties", {})))
            return f"unknown words: {', '.join(map(str, extra))}"
        case "required":
            return f"missing: {', '.join(word for word in limit if word not in found)}"
        case "type":
            hint = "; put it in quotes" if limit == "string" and _is_plain(found) else ""
            return f"{_shown(found)} must be of type {limit}{hint}"
        case "minItems" | "minProperties":
            return "nothing is given here; give at least one, or leave the word out"
        case "format":
            return f"{_shown(found)} is no {limit}"
    return error.message if len(error.message) <= 200 else f"breaks the rule '{error.validator}'"


def _shown(found: Any) -> str:
    if not _is_plain(found):
        return "a list" if isinstance(found, list) else "a group of words"
    text = repr(found)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...'"


def _is_plain(found: Any) -> bool:
    return not isinstance(found, dict | list)
