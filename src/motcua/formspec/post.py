"""Turn an HTML form post into an answer sheet.

A browser sends text. Text that reads as the field's type becomes a value; text that does not is
passed on as it is, so that `validate` refuses it with a sentence and the page can show it again.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from motcua.formspec.answers import visible_fields
from motcua.formspec.characters import printable, tidy
from motcua.formspec.form import Field, FieldType, Form

_TRUE = frozenset({"true", "on", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})
_LONGEST = 100_000
_VIETNAMESE_DATE = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[., \u00a0][0-9]{3})+")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def clean(
    form: Form, post: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Read a post.

    Returns
    -------
    tuple
        The answers of the fields that are shown (unanswered ones left out), and what was typed
        into every field of
        the form, fit to be shown again. Keys that are no field of the form (tokens, buttons) are
        left out.
    """
    raw = {field.key: _typed(post[field.key]) for field in form.fields if field.key in post}
    answers = {key: value for key, value in _values(form, raw).items() if value is not None}
    shown = {field.key for field in visible_fields(form, answers)}
    answers = {key: value for key, value in answers.items() if key in shown}
    return answers, {key: [printable(one) for one in typed] for key, typed in raw.items()}


def _values(form: Form, raw: Mapping[str, list[str]]) -> dict[str, Any]:
    return {field.key: _value(field, raw[field.key]) for field in form.fields if field.key in raw}


def _typed(values: Sequence[str]) -> list[str]:
    given = [values] if isinstance(values, str) else list(values)
    return [tidy(str(value)[:_LONGEST]) for value in given]


def _value(field: Field, typed: list[str]) -> Any:
    filled = [text for text in typed if text]
    if field.type is FieldType.CHOICES:
        return list(dict.fromkeys(filled)) or None
    if not filled:
        return None
    # A checkbox is sent after its hidden "no": the last one is what the person did.
    return _READ.get(field.type, str)(filled[-1])


def _yes_no(text: str) -> bool | str:
    word = text.lower()
    if word in _TRUE:
        return True
    return False if word in _FALSE else text


def _integer(text: str) -> int | str:
    plain = re.sub(r"[., \u00a0]", "", text) if _GROUPED.fullmatch(text) else text
    return int(plain) if _INTEGER.fullmatch(plain) else text


def _decimal(text: str) -> float | int | str:
    # "1.234" is one thousand to a Vietnamese reader and one and a bit to a browser: ask, do not
    # guess.
    if _AMBIGUOUS.fullmatch(text) or not _DECIMAL.fullmatch(text):
        return text
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _date(text: str) -> str:
    found = _VIETNAMESE_DATE.fullmatch(text)
    if not found:
        return text
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-()]", "", text)


def _digits(text: str) -> str:
    return re.sub(r"[\s.]", "", text)


_READ: Mapping[FieldType, Any] = {
    FieldType.YES_NO: _yes_no,
    FieldType.INTEGER: _integer,
    FieldType.MONEY: _integer,
    FieldType.DECIMAL: _decimal,
    FieldType.DATE: _date,
    FieldType.PHONE: _compact,
    FieldType.ID_NUMBER: _digits,
    FieldType.TAX_CODE: _digits,
}
