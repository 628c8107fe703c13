"""Folding: lower-case Latin without accents, and the way back to the text as written.

Decomposed and composed Vietnamese fold to the same letters; full-width, circled and foreign digits
to 0-9 (Unicode's own digit values); Cyrillic and Greek look-alikes to the Latin letter they show
(a part of Unicode TS 39); zero-width and combining characters to nothing.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

_GONE = "\x00"
_WIDE = "\x01"
_ODD = re.compile("[\x00\x01]")

_ALIKE = dict(
    zip(
        "авекмнорстухіјѕԁӏԛԝһɡɑıđðłøαβεικνορτυχγօոսց⁄∕。",
        "abekmhopctyxijsdlqwhgaiddloabeikvoptuxyonug//.",
        strict=True,
    )
)
# First letter of rows of letters in squares and circles that Unicode does not decompose.
_ROWS = (0x1F150, 0x1F170)


class _Letters(dict[int, str]):
    """Folds one character; fills itself, so that importing costs nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) in ("Cf", "Mn", "Me", "Cc") and char not in "\t\n\r":
        return _GONE
    for first in _ROWS:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    plain = _base(char)
    if not plain:
        return _GONE
    return plain if len(plain) == 1 else _WIDE


def _base(char: str) -> str:
    letters = unicodedata.normalize("NFKD", char).lower()
    kept = (c for c in letters if not unicodedata.combining(c))
    return "".join(_ALIKE.get(c, c) for c in kept)


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin` gives the place in the writer's text of a place in this one."""

    text: str
    written: str
    origin: Callable[[int], int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text as written."""
        return self.origin(start), self.origin(end - 1) + 1

    def as_written(self, start: int, end: int) -> str:
        begin, stop = self.span(start, end)
        return self.written[begin:stop]


def fold(text: str) -> Folded:
    """Return the text folded, with the way back."""
    letters = text.translate(_LETTERS)
    if _ODD.search(letters) is None:
        return Folded(letters, text, lambda place: place)
    return _fold_unevenly(letters, text)


def _fold_unevenly(letters: str, text: str) -> Folded:
    """Fold where a character became none or several: keep each piece's first place."""
    pieces, lengths, places, last = [], [], [], 0
    for odd in _ODD.finditer(letters):
        at = odd.start()
        wide = "" if odd.group() == _GONE else _base(text[at])
        for piece, place in ((letters[last:at], last), (wide, at)):
            if piece:
                pieces.append(piece)
                lengths.append(len(piece))
                places.append(place)
        last = at + 1
    pieces.append(letters[last:])
    places.append(last)
    starts = [0, *accumulate(lengths)]

    def origin(place: int) -> int:
        piece = bisect_right(starts, place) - 1
        return min(places[piece] + place - starts[piece], len(text) - 1)

    return Folded("".join(pieces), text, origin)
