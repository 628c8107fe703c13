"""The words of a form: form, section, field, option, and the kinds of a field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.formspec.condition import Condition
from motcua.formspec.label import Label


class FieldType(StrEnum):
    """What kind of answer a field takes; decides the control on the page and the JSON Schema."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    ID_NUMBER = "id_number"
    TAX_CODE = "tax_code"
    PHONE = "phone"
    EMAIL = "email"
    COMMUNE = "commune"


class Personal(StrEnum):
    """Which part of a person's identity a field reveals (masked for the settling side)."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    ID = "id"
    PHOTO = "photo"
    EMAIL = "email"


TODAY = "today"
"""Written in `not_before` and `not_after`: the day on which the form is checked."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers."""

    value: str
    label: Label


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    `pattern` must match the whole answer. `source` names a list kept elsewhere (communes,
    countries), whose
    values the caller brings when checking. `prefill` names what of the signed-in person may fill
    the field.
    `decides` keeps an identity field readable for the settling side because the case depends on it.
    """

    key: str
    type: FieldType
    label: Label
    hint: Label | None = None
    placeholder: Label | None = None
    required: bool = True
    personal: Personal | None = None
    decides: bool = False
    show_when: Condition | None = None
    options: tuple[Option, ...] = ()
    source: str | None = None
    prefill: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    not_before: date | str | None = None
    not_after: date | str | None = None

    @property
    def masked(self) -> bool:
        """Tell whether the settling side must not read the answer."""
        return self.personal is not None and not self.decides


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, under one heading."""

    key: str
    title: Label
    fields: tuple[Field, ...]
    hint: Label | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a procedure asks, in the order in which it is asked.

    A condition of a section is already part of the conditions of its fields.
    """

    sections: tuple[Section, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the page."""
        return tuple(self._walk())

    def field(self, key: str) -> Field | None:
        """Return the field of that name, or nothing."""
        return next((field for field in self._walk() if field.key == key), None)

    @property
    def keys(self) -> frozenset[str]:
        """The names of all fields."""
        return frozenset(field.key for field in self._walk())

    def _walk(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields
