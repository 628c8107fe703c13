"""Runs: rows of digits and number words, Vietnamese and English, however they are spaced."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ONES = {
    "khong": "0", "zero": "0", "oh": "0", "mot": "1", "one": "1", "hai": "2", "two": "2",
    "ba": "3", "three": "3", "bon": "4", "tu": "4", "four": "4", "nam": "5", "nham": "5",
    "lam": "5", "five": "5", "sau": "6", "six": "6", "bay": "7", "seven": "7", "tam": "8",
    "eight": "8", "chin": "9", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3}
_FILLERS = frozenset({"linh", "le"})
_WORDS = sorted([*_ONES, *_TEENS, *_TENS, *_TIMES, *_FILLERS, "muoi"], key=len, reverse=True)
_ATOM = re.compile(rf"\d+|{'|'.join(_WORDS)}")
FEWEST = 6
# Possessive, so that no text however hostile makes it try twice (Python 3.11).
_RUN = re.compile(
    rf"(?=[\dkmhbtnlscofedz])(?:(?:\d|{'|'.join(_WORDS)})[\W_]{{0,4}}+){{{FEWEST - 1},}}+"
)


class Atom(NamedTuple):
    """Digits that were written together, or those of one number word."""

    digits: str
    start: int
    end: int
    spoken: bool = False


def runs(text: str) -> Iterator[list[list[Atom]]]:
    """Yield the runs of at least `FEWEST` digits in folded text, each in its possible readings."""
    for found in _RUN.finditer(text):
        words = list(_ATOM.finditer(text, found.start(), found.end()))
        readings = [list(_atoms(words, tens=True))]
        if sum(len(atom.digits) for atom in readings[0]) < FEWEST:
            continue
        if "muoi" in found.group():
            readings.append(list(_atoms(words, tens=False)))
        yield readings


def _atoms(words: Sequence[re.Match[str]], *, tens: bool) -> Iterator[Atom]:
    last = len(words) - 1
    for number, found in enumerate(words):
        word = found.group()
        if word.isdigit():
            yield Atom(word, found.start(), found.end())
            continue
        before = words[number - 1].group() if number and tens else ""
        after = words[number + 1].group() if number < last else ""
        digits = _said(word, before, after)
        if digits:
            yield Atom(digits, found.start(), found.end(), spoken=True)


def _said(word: str, before: str, after: str) -> str:
    """Return the digits a word stands for, given its neighbours.

    Without accents "mười" and "mươi" look alike: "chín mười hai" may say 912 or 92.
    """
    if word == "muoi":
        return ("" if before in _ONES else "1") + ("" if after in _ONES else "0")
    if word in _TENS:
        return _TENS[word] + ("" if _ONES.get(after, "0") != "0" else "0")
    if word in _TIMES or word in _FILLERS:
        return ""
    return (_ONES.get(word) or _TEENS[word]) * _TIMES.get(before, 1)
