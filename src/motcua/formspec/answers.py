"""Judge an answer sheet: which fields are shown, what is wrong, what the settling side may read."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from motcua.formspec import messages
from motcua.formspec.characters import is_one_line, is_plain_text
from motcua.formspec.form import TODAY, Field, Form
from motcua.formspec.label import Label
from motcua.formspec.schema import MAX_NUMBER, form_schema, with_sources

MASK = "••••••"
FORM = ""
"""The path under which a message about the whole sheet is filed."""

_LONGEST = 20_000
_MOST_ITEMS = 500
_IMPORTANCE = (
    "not",
    "required",
    "type",
    "format",
    "minLength",
    "minItems",
    "maxLength",
    "enum",
    "pattern",
)


def validate(
    form: Form,
    data: object,
    lang: str = "vi",
    *,
    today: date | None = None,
    sources: Mapping[str, Collection[str]] | None = None,
) -> dict[str, str]:
    """Check an answer sheet; return one message for each wrong field, empty when all is well.

    Parameters
    ----------
    data
        The answers by field; anything at all may come from outside.
    today
        The day for bounds written as `today`; without it those bounds are not checked.
    sources
        The values of the lists kept elsewhere, e.g. `{"communes": {"00004", ...}}`.

    Returns
    -------
    dict
        Field key to sentence in `lang`; the key `""` is about the whole sheet.
    """
    found = faults(form, data, today=today, sources=sources)
    return {key: label.to(lang) for key, label in found.items()}


def faults(
    form: Form,
    data: object,
    *,
    today: date | None = None,
    sources: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Label]:
    """Like `validate`, with each message in both languages."""
    if not isinstance(data, Mapping):
        return {FORM: messages.NOT_A_SHEET}
    known = {field.key: field for field in form.fields}
    found: dict[str, Label] = {}
    strangers = [str(key) for key in data if key not in known]
    if strangers:
        found[FORM] = messages.unknown(strangers)
    crooked = {key: known[key] for key in known if key in data and not _manageable(data[key])}
    found |= {key: _crooked(field, data[key]) for key, field in crooked.items()}
    sheet = {key: data[key] for key in known if key in data and key not in crooked}
    for key, errors in _errors_by_field(form, sheet, today, sources or {}).items():
        if key not in crooked:
            found[key] = _message(known[key], min(errors, key=_importance), today)
    return found


def visible_fields(form: Form, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields that the answers so far call for, in the order of the page.

    A condition on a field that is itself hidden does not hold, even if an old answer is still in
    `data`.
    """
    shown = _visible_keys(form, data)
    return tuple(field for field in form.fields if field.key in shown)


def _visible_keys(form: Form, data: Mapping[str, Any]) -> frozenset[str]:
    shown = form.keys
    # Hiding a field may hide the fields that depend on it; each round hides at least one or ends.
    while True:
        heard = {key: value for key, value in data.items() if key in shown}
        now = frozenset(
            field.key
            for field in form.fields
            if field.show_when is None or field.show_when.holds(heard)
        )
        if now >= shown:
            return shown
        shown &= now


def _manageable(answer: object) -> bool:
    # The validator prints what it refuses; a deep nest or a number of a million digits would
    # break the printing.
    if isinstance(answer, list | tuple):
        return len(answer) <= _MOST_ITEMS and all(
            isinstance(one, str) and _manageable(one) for one in answer
        )
    if isinstance(answer, str):
        return len(answer) <= _LONGEST
    if isinstance(answer, bool) or answer is None:
        return True
    return isinstance(answer, int | float) and -MAX_NUMBER * 10 <= answer <= MAX_NUMBER * 10


def _crooked(field: Field, answer: object) -> Label:
    if isinstance(answer, str):
        return messages.sentence(field, "maxLength", field.max_length or _LONGEST, answer)
    return messages.shape(field)


def _errors_by_field(
    form: Form, sheet: dict[str, Any], today: date | None, sources: Mapping[str, Collection[str]]
) -> dict[str, list[ValidationError]]:
    schema = with_sources(form_schema(form), sources)
    errors: dict[str, list[ValidationError]] = {}
    for error in _validator(today)(schema, format_checker=_FORMATS).iter_errors(sheet):
        for key in _about(error):
            errors.setdefault(key, []).append(error)
    return errors


def _about(error: ValidationError) -> list[str]:
    if error.path:
        return [str(error.path[0])]
    if error.validator == "required":
        wanted, given = _known(error.validator_value), _known(error.instance)
        return [key for key in wanted if key not in given]
    return []


def _importance(error: ValidationError) -> int:
    word = str(error.validator)
    return _IMPORTANCE.index(word) if word in _IMPORTANCE else len(_IMPORTANCE)


def _message(field: Field, error: ValidationError, today: date | None) -> Label:
    word, limit = str(error.validator), _known(error.validator_value)
    if word in {"x-not-before", "x-not-after"}:
        limit = today if limit == TODAY else date.fromisoformat(limit)
    return messages.sentence(field, word, limit, error.instance)


def _known(value: Any) -> Any:
    # The library types what it has not yet filled in; an error that was raised is always filled in.
    return value


_extend: Any = extend  # untyped in the library
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or _as_date(value) is not None


@_FORMATS.checks("one-line")
def _one_line(value: object) -> bool:
    return not isinstance(value, str) or is_one_line(value)


@_FORMATS.checks("plain-text")
def _plain_text(value: object) -> bool:
    return not isinstance(value, str) or is_plain_text(value)


def _as_date(value: str) -> date | None:
    try:
        # Only the calendar form YYYY-MM-DD: Python also reads 20260805 and 2026-W32-3.
        return (
            date.fromisoformat(value) if len(value) == 10 and value[4] == value[7] == "-" else None
        )
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _validator(today: date | None) -> Any:
    def bound(limit: str) -> date | None:
        return today if limit == TODAY else date.fromisoformat(limit)

    def not_before(_: Any, limit: str, value: Any, __: Any) -> Iterator[ValidationError]:
        day, first = _day_of(value), bound(limit)
        if day and first and day < first:
            yield ValidationError("before the first possible day")

    def not_after(_: Any, limit: str, value: Any, __: Any) -> Iterator[ValidationError]:
        day, last = _day_of(value), bound(limit)
        if day and last and day > last:
            yield ValidationError("after the last possible day")

    return _extend(Draft202012Validator, {"x-not-before": not_before, "x-not-after": not_after})


def _day_of(value: Any) -> date | None:
    return _as_date(value) if isinstance(value, str) else None
