"""Vietnamese names without their marks, for English pages and for search."""

import unicodedata

# The only Vietnamese letter that is no base letter plus combining marks.
_STROKE = str.maketrans("đĐ", "dD")


def unmarked(text: str) -> str:
    """Return `text` without tone and vowel marks: "Đống Đa" is "Dong Da"."""
    parts = unicodedata.normalize("NFD", text.translate(_STROKE))
    return "".join(c for c in parts if not unicodedata.combining(c))


def search_form(text: str) -> str:
    """Return `text` as compared in a search: no marks, no case, single spaces."""
    return " ".join(unmarked(text).casefold().replace("-", " ").split())
