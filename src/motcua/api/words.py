"""Texts as the API takes and gives them."""

from ninja import Schema

MOST_LINE = 200


class Bilingual(Schema):
    """The same words in both languages."""

    vi: str
    en: str


def both(text: tuple[str, str]) -> dict[str, str]:
    """Return a text in both languages (`Text` and `Label` are such pairs)."""
    return {"vi": text[0], "en": text[1]}


def printable(value: str) -> str:
    """Return the text if it can be stored and shown.

    Raises
    ------
    ValueError
        For NUL and other control characters, and for halves of surrogate pairs.
    """
    if any(not (char.isprintable() or char in "\n\t") for char in value):
        raise ValueError("control characters are not allowed")
    return value
