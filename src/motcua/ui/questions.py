"""From a form definition (`formspec`) to what the page shows: questions with their answers, and
answers read back.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.formspec import form as spec
from motcua.formspec.answers import MASK, visible_fields
from motcua.formspec.form import FieldType, Form, Personal
from motcua.ui.fields import Field, Kind, Option, Section
from motcua.ui.formats import day, money, number
from motcua.ui.language import t, text

Raw = Mapping[str, Sequence[str]]
Sources = Mapping[str, Sequence[Option]]

MOST_RADIOS = 6  # more choices than this are easier to find in a select
_KINDS: Mapping[FieldType, Kind] = {
    FieldType.TEXT: "text",
    FieldType.LONG_TEXT: "textarea",
    FieldType.DATE: "date",
    FieldType.INTEGER: "number",
    FieldType.DECIMAL: "number",
    FieldType.MONEY: "money",
    FieldType.YES_NO: "radios",
    FieldType.CHOICES: "checkboxes",
    FieldType.ID_NUMBER: "text",
    FieldType.TAX_CODE: "text",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
    FieldType.COMMUNE: "select",
}
_SHORT = {
    FieldType.INTEGER,
    FieldType.DECIMAL,
    FieldType.ID_NUMBER,
    FieldType.TAX_CODE,
    FieldType.PHONE,
}
_MODES = {
    FieldType.INTEGER: "numeric",
    FieldType.DECIMAL: "decimal",
    FieldType.ID_NUMBER: "numeric",
    FieldType.TAX_CODE: "numeric",
}
_AUTOCOMPLETE = {
    Personal.NAME: "name",
    Personal.PHONE: "tel",
    Personal.ADDRESS: "street-address",
    Personal.EMAIL: "email",
}
DATE_PARTS = ("day", "month", "year")


def posted(post: QueryDict) -> dict[str, list[str]]:
    """Return a post with the three parts of each date joined under its own name (`3/2/2026`), for
    `formspec.clean`.
    """
    values = {name: [str(one) for one in post.getlist(name)] for name in post}
    dates = {
        name.rsplit(".", 1)[0]
        for name in values
        if name.rsplit(".", 1)[-1] in DATE_PARTS and "." in name
    }
    for name in dates:
        parts = [(values.pop(f"{name}.{part}", None) or [""])[-1].strip() for part in DATE_PARTS]
        values[name] = ["/".join(parts) if any(parts) else ""]
    return values


def questions(
    form: Form,
    *,
    data: Mapping[str, Any],
    raw: Raw | None = None,
    errors: Mapping[str, str] | None = None,
    sources: Sources | None = None,
    own: bool = True,
) -> tuple[Section, ...]:
    """Return the sections of a form with the questions that the answers so far call for.

    Parameters
    ----------
    data
        The answers so far; they decide which questions are shown.
    raw
        What was typed, shown again as it is where given (`formspec.clean` returns both).
    errors
        One sentence per field (`formspec.validate`).
    sources
        Choices of the fields whose list is kept elsewhere, e.g. `communes`.
    own
        The person at the screen answers for themselves: the browser may offer their own name and
        address.
    """
    shown = {field.key for field in visible_fields(form, data)}
    steering = _steering(form)
    sections = []
    for section in form.sections:
        fields = tuple(
            _question(
                field,
                _typed(field, data, raw),
                (errors or {}).get(field.key, ""),
                sources or {},
                steering,
                own=own,
            )
            for field in section.fields
            if field.key in shown
        )
        if fields:
            sections.append(Section(text(section.title), fields, text(section.hint), section.key))
    return tuple(sections)


def answers(
    form: Form, data: Mapping[str, Any], *, sources: Sources | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers to read: for each section its title and (question, answer) pairs for
    `summary_list`.
    """
    shown = {field.key for field in visible_fields(form, data)}
    read = []
    for section in form.sections:
        rows = [
            (text(field.label), shown_answer(field, data[field.key], sources or {}))
            for field in section.fields
            if field.key in shown and data.get(field.key) is not None
        ]
        if rows:
            read.append((text(section.title), rows))
    return read


def shown_answer(field: spec.Field, value: Any, sources: Sources) -> str:
    """Return one answer in words: the label of a choice, a date or an amount as people write it."""
    if value == MASK:
        return MASK
    if isinstance(value, list | tuple):
        return ", ".join(_choice_label(field, str(one), sources) for one in value)
    if isinstance(value, bool):
        return t("Có", "Yes") if value else t("Không", "No")
    if isinstance(value, int | float):
        decimals = 0 if value == int(value) else 2
        return money(value) if field.type is FieldType.MONEY else number(value, decimals)
    if field.type is FieldType.DATE:
        return _shown_date(str(value))
    return _choice_label(field, str(value), sources)


def _shown_date(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def _steering(form: Form) -> Collection[str]:
    return {
        name
        for field in form.fields
        if field.show_when is not None
        for name in field.show_when.fields
    }


def _question(
    field: spec.Field,
    typed: Sequence[str],
    error: str,
    sources: Sources,
    steering: Collection[str],
    *,
    own: bool,
) -> Field:
    options = _options(field, sources)
    last = typed[-1] if typed else ""
    return Field(
        name=field.key,
        label=text(field.label),
        kind=_kind(field, options),
        hint=text(field.hint),
        required=field.required,
        value=last,
        values=tuple(typed) if field.type is FieldType.CHOICES else (),
        parts=_date_parts(last) if field.type is FieldType.DATE else ("", "", ""),
        options=options,
        error=error,
        autocomplete=_autocomplete(field, own=own),
        input_mode=_MODES.get(field.type, ""),
        max_length=field.max_length,
        width="short" if field.type in _SHORT else "full",
        reloads=field.key in steering,
    )


def _kind(field: spec.Field, options: Sequence[Option]) -> Kind:
    if field.type is FieldType.CHOICE:
        return "radios" if len(options) <= MOST_RADIOS else "select"
    return _KINDS[field.type]


def _options(field: spec.Field, sources: Sources) -> tuple[Option, ...]:
    if field.type is FieldType.YES_NO:
        return (Option("true", t("Có", "Yes")), Option("false", t("Không", "No")))
    source = field.source or ("communes" if field.type is FieldType.COMMUNE else None)
    if source is not None:
        return tuple(sources.get(source, ()))
    return tuple(Option(one.value, text(one.label)) for one in field.options)


def _choice_label(field: spec.Field, value: str, sources: Sources) -> str:
    return next((one.label for one in _options(field, sources) if one.value == value), value)


def _autocomplete(field: spec.Field, *, own: bool) -> str:
    # Only what the person says of themselves (WCAG 1.3.5): the form marks such fields by `prefill`.
    if not own or field.prefill is None or field.personal is None:
        return ""
    return _AUTOCOMPLETE.get(field.personal, "")


def _typed(field: spec.Field, data: Mapping[str, Any], raw: Raw | None) -> Sequence[str]:
    if raw is not None and field.key in raw:
        return raw[field.key]
    value = data.get(field.key)
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return [str(one) for one in value] if isinstance(value, list | tuple) else (str(value),)


def _date_parts(typed: str) -> tuple[str, str, str]:
    if typed.count("/") == 2:
        first, second, third = typed.split("/")
        return first, second, third
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        return ("", "", typed)
    return str(on.day), str(on.month), str(on.year)
