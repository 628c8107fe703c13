"""Which characters an answer may hold.

Refused are: control characters (NUL breaks databases and terminals), surrogates (they cannot be
stored as UTF-8), noncharacters, and the invisible marks that reverse the direction of text (they
make one name look like another; Unicode TR 36, section 2.5).
"""

import unicodedata

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE = frozenset("\t\n\r")


def is_plain_text(text: str) -> bool:
    """Tell whether the text may be stored; it may have several lines."""
    return all(char in _LINE or _is_plain(char) for char in text)


def is_one_line(text: str) -> bool:
    """Tell whether the text may be stored and is a single line."""
    return all(_is_plain(char) for char in text)


def tidy(text: str) -> str:
    """Compose accents (NFC), use one kind of line end, drop blanks around; broken characters
    stay, to be refused.
    """
    return (
        unicodedata.normalize("NFC", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .strip(" \t\n\u00a0")
    )


def printable(text: str) -> str:
    """Return the text with unusable characters replaced, so that a page can show it again."""
    return "".join(char if char in _LINE or _is_plain(char) else "\ufffd" for char in text)


def _is_plain(char: str) -> bool:
    if char in _DIRECTION or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
        return False
    code = ord(char)
    return not (0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)
