"""Words as people type them in a search: with or without accents, in any case."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
MOST_WORDS = 12


def fold(text: str) -> str:
    """Return the text in lower case without Vietnamese accents: `Đăng ký` gives `dang ky`."""
    lower = text.lower().replace("đ", "d")
    marks_apart = unicodedata.normalize("NFD", lower)
    return "".join(char for char in marks_apart if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words of a text, at most `MOST_WORDS` of them."""
    return _WORD.findall(fold(text))[:MOST_WORDS]


def indexed(text: str) -> str:
    """Return all folded words of a text, with one blank between them."""
    return " ".join(_WORD.findall(fold(text)))


def prefix_query(text: str) -> str:
    """Return a `tsquery` under which every word must begin some word of the text; may be empty."""
    return " & ".join(f"{word}:*" for word in words(text))
