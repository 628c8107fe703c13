"""Runs: rows of digits and number words, Vietnamese and English, however they are spaced."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from motcua.screening.spotting import by_first_letter

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
_ATOM = re.compile(rf"\d+|{by_first_letter(_WORDS)}")
# Words that say the same whatever stands beside them, and a sign of those that do not.
_ALONE = {**_ONES, **_TEENS}
_NEEDS_NEIGHBOURS = re.compile("|".join(("muoi", *_TENS, *_TIMES)))
_DIGITS, _NO_DIGIT, _LETTER = re.compile(r"\d+"), re.compile(r"\D+"), re.compile("[a-z]")
FEWEST = 6
# Possessive, so that no text however hostile makes it try twice (Python 3.11).
_RUN = re.compile(
    rf"(?=[\dkmhbtnlscofedz])(?:(?:\d|{by_first_letter(_WORDS)})[\W_]{{0,4}}+){{{FEWEST - 1},}}+"
)


# digits, start, end
Worth = Callable[[str, int, int], bool]
Word = tuple[str, int, int]


class Run(NamedTuple):
    """One reading of a run: what each word or group of digits says, where it stands, if it is a word.

    Columns instead of one object for each: a text dense with numbers has a hundred thousand.
    """

    digits: list[str]
    starts: list[int]
    ends: list[int]
    spoken: list[bool]


def runs(text: str, worth: Worth) -> Iterator[Run]:
    """Yield the runs of at least `FEWEST` digits in folded text, each in its possible readings.

    Parameters
    ----------
    worth
        Whether a run is worth reading, given its digits and where it begins and ends. Most are
        dates and sums, told apart without taking them to pieces.
    """
    for found in _RUN.finditer(text):
        start, end = found.span()
        group = text[start:end]
        if _LETTER.search(group) is None:
            digits = _NO_DIGIT.sub("", group)
            if len(digits) >= FEWEST and worth(digits, start, end):
                yield _of_digits(_words(_DIGITS, text, start, end))
        else:
            yield from _spoken(_words(_ATOM, text, start, end), group, worth)


def _words(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Word]:
    return [(found[0], *found.span()) for found in pattern.finditer(text, start, end)]


def _of_digits(words: Sequence[Word]) -> Run:
    digits, starts, ends = zip(*words, strict=True)
    return Run(list(digits), list(starts), list(ends), [False] * len(words))


def _spoken(words: Sequence[Word], group: str, worth: Worth) -> Iterator[Run]:
    alone = _NEEDS_NEIGHBOURS.search(group) is None
    first = _alone(words) if alone else _read(words, tens=True)
    said = "".join(first.digits)
    if len(said) < FEWEST:
        return
    if worth(said, words[0][1], words[-1][2]):
        yield first
    if "muoi" in group:
        yield _read(words, tens=False)


def _alone(words: Sequence[Word]) -> Run:
    """Read words none of which needs its neighbours."""
    kept = [one for one in words if one[0] not in _FILLERS]
    digits, starts, ends = zip(*kept, strict=True) if kept else ((), (), ())
    spoken = [word in _ALONE for word in digits]
    return Run([_ALONE.get(word, word) for word in digits], list(starts), list(ends), spoken)


def _read(words: Sequence[Word], *, tens: bool) -> Run:
    """Read words in the light of their neighbours."""
    names = [word for word, _, _ in words]
    befores = ["", *names[:-1]] if tens else [""] * len(names)
    said = [
        _ALONE[word] if word in _ALONE and before not in _TIMES else _said(word, before, after)
        for word, before, after in zip(names, befores, [*names[1:], ""], strict=True)
    ]
    kept = [number for number, digits in enumerate(said) if digits]
    return Run(
        [said[number] for number in kept], [words[number][1] for number in kept],
        [words[number][2] for number in kept], [not names[number].isdigit() for number in kept],
    )  # fmt: skip


def _said(word: str, before: str, after: str) -> str:
    """Return the digits a word stands for, given its neighbours.

    Without accents "mười" and "mươi" look alike: "chín mười hai" may say 912 or 92.
    """
    if word.isdigit():
        return word
    if word == "muoi":
        return ("" if before in _ONES else "1") + ("" if after in _ONES else "0")
    if word in _TENS:
        return _TENS[word] + ("" if _ONES.get(after, "0") != "0" else "0")
    if word in _TIMES or word in _FILLERS:
        return ""
    return (_ONES.get(word) or _TEENS[word]) * _TIMES.get(before, 1)
