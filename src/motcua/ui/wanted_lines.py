"""Numbered lines of what is wanted: what, why, on which ground, as form 02 lists them."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import QueryDict

from motcua.flow.refusal import Refusal
from motcua.ui.fields import Field, Section
from motcua.ui.filling import Filled, fill, numbered
from motcua.ui.language import t

KEYS = ("what", "reason", "basis")
MOST = 20
FIRST = 2


def lines_from(post: QueryDict) -> list[dict[str, str]]:
    """Return the lines that were filled in, empty ones left out."""
    return numbered(post, "items", KEYS, most=MOST)


def line_fields(number: int) -> tuple[Field, ...]:
    """Return the three questions of a line."""
    name = f"items.{number}"
    return (
        Field(f"{name}.what", t("Giấy tờ, nội dung cần bổ sung", "Paper or content wanted"),
              max_length=300),
        Field(f"{name}.reason", t("Lý do", "Reason"), "textarea", rows=2, max_length=1000),
        Field(f"{name}.basis", t("Căn cứ pháp lý", "Legal basis"), max_length=300,
              hint=t("Điều, khoản, văn bản", "Article and text of law")),
    )  # fmt: skip


def filled_lines(lines: Sequence[dict[str, str]]) -> Filled:
    """Check the lines and return them as they are shown again, renumbered."""
    post = QueryDict(mutable=True)
    for number, line in enumerate(lines, start=1):
        for key, value in line.items():
            post[f"items.{number}.{key}"] = value
    fields = [f for number in range(1, len(lines) + 1) for f in line_fields(number)]
    return fill(fields, post)


def lines_of(filled: Filled) -> list[dict[str, str]]:
    """Return the checked lines in their order."""
    count = len(filled.fields) // len(KEYS)
    return [
        {key: filled.values.get(f"items.{number}.{key}", "") for key in KEYS}
        for number in range(1, count + 1)
    ]


def place_of(refusal: Refusal) -> str:
    """Return the field a refusal of the lines belongs to."""
    if refusal.where == "items":
        return "items.1.what"
    if refusal.where.startswith("items.") and refusal.where.count(".") == 1:
        return f"{refusal.where}.what"
    return refusal.where


def suggested(names: Sequence[str]) -> Filled:
    """Return one line for each missing thing, to be completed by whoever asks for it."""
    fields: list[Field] = []
    for number, name in enumerate(names[:MOST], start=1):
        what, *others = line_fields(number)
        fields += [replace(what, value=name), *others]
    return Filled(tuple(fields), {})


def sections(filled: Filled, *, blank: int) -> tuple[Section, ...]:
    """Return the lines with `blank` empty ones behind them."""
    count = len(filled.fields) // len(KEYS)
    shown = [*filled.fields]
    for number in range(count + 1, min(MOST, count + blank) + 1):
        shown += line_fields(number)
    return tuple(
        Section(
            t("Mục {n}", "Line {n}", n=at // len(KEYS) + 1),
            tuple(shown[at : at + len(KEYS)]),
            key=f"line-{at // len(KEYS) + 1}",
        )
        for at in range(0, len(shown), len(KEYS))
    )
