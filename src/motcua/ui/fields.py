"""A form as plain values: what the `field` and `form` components need and nothing of where it
comes from.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",
    "textarea",
    "number",
    "money",
    "email",
    "tel",
    "date",
    "select",
    "radios",
    "checkboxes",
    "checkbox",
    "file",
    "password",
    "search",
    "hidden",
    "time",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select, of radios or of checkboxes."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Attributes
    ----------
    name
        Key in the posted data; also the id and the anchor of the error summary. A date posts
        `name.day`, `name.month` and `name.year`.
    value, values
        What was entered, as text exactly as typed; `values` for checkboxes.
    parts
        Day, month and year of a date as typed.
    error
        One sentence in the reader's language saying what to do; empty if all is well.
    accept, max_bytes
        For files: the types taken (`.pdf,.jpg`) and the limit, both shown before the upload.
    reloads
        Answering it changes which questions follow: with JavaScript the form is fetched again.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    required: bool = True
    value: str = ""
    values: tuple[str, ...] = ()
    parts: tuple[str, str, str] = ("", "", "")
    options: tuple[Option, ...] = ()
    error: str = ""
    autocomplete: str = ""
    input_mode: str = ""
    max_length: int | None = None
    rows: int = 4
    width: Literal["full", "half", "short", "tiny"] = "full"
    accept: str = ""
    max_bytes: int | None = None
    multiple: bool = False
    disabled: bool = False
    reloads: bool = False
    file_name: str = ""

    @property
    def id(self) -> str:
        """Return the id of the input, safe inside CSS and anchors."""
        return "f-" + "".join(letter if letter.isalnum() else "-" for letter in self.name)

    @property
    def first_id(self) -> str:
        """Return the id that gets the focus: the first input where there are several."""
        return f"{self.id}-1" if self.kind in {"radios", "checkboxes", "date"} else self.id


@dataclass(frozen=True, slots=True)
class Section:
    """Some questions under one heading."""

    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: a sentence and the field it leads to (empty: the whole form)."""

    message: str
    field_id: str = ""


def problems(
    sections: list[Section] | tuple[Section, ...], extra: tuple[str, ...] = ()
) -> list[Problem]:
    """Return what the error summary lists: sentences on the whole form first, then fields in their
    order.
    """
    found = [Problem(message) for message in extra]
    found += [
        Problem(one.error, one.first_id)
        for section in sections
        for one in section.fields
        if one.error
    ]
    return found
