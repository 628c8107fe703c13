"""The short way of writing a text in both languages: `Giấy khai sinh | Birth certificate`."""

from typing import Any

TEXT_WORDS = frozenset(
    {"names", "summary", "label", "title", "hint", "placeholder", "note", "presence"}
)
"""The words of a definition file whose value is a text."""


def spell_out(written: Any) -> Any:
    """Return the data with every short text as `{vi: ..., en: ...}`; anything else stays as it
    is.
    """
    if isinstance(written, dict):
        return {
            word: _text(value) if word in TEXT_WORDS else spell_out(value)
            for word, value in written.items()
        }
    if isinstance(written, list):
        return [spell_out(one) for one in written]
    return written


def _text(value: Any) -> Any:
    if not isinstance(value, str) or value.count(" | ") != 1:
        return value
    vi, en = value.split(" | ")
    return {"vi": vi.strip(), "en": en.strip()}
