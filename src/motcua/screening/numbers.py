"""Phone, account and card numbers.

Numbering plan: Circular 22/2014/TT-BTTTT and the mobile change of 2018; cards: ISO/IEC 7812 (Luhn);
international: ITU-T E.164.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from motcua.screening.contexts import NEAR, Contexts
from motcua.screening.findings import Kind
from motcua.screening.lawful import Lawful
from motcua.screening.runs import Run, runs

Span = tuple[int, int, Kind]

_NATIONAL = re.compile(r"(?:0|84|0084|840)(?:(?:3[2-9]|5[2-9]|7[06-9]|8[1-9]|9\d)\d{7}|2\d{9})")
_ABROAD = re.compile(r"(?<![\w+])\+\s?[1-9](?:[ .()-]{0,2}\d){7,13}(?!\d)")
_CARD = re.compile(r"(?<![\w.-])[3-6]\d{3}(?:[ -]?\d{4}){3}(?![\w-])")
# O9l2 34S 678: letters in the place of digits
_DISGUISED = re.compile(r"(?<![a-z\d.])[0o](?:[\W_]{0,2}[\doilzsb|!]){9,10}(?![a-z\d])")
_SHOWN = str.maketrans(
    {"o": "0", "i": "1", "l": "1", "|": "1", "!": "1", "z": "2", "s": "5", "b": "8"}
)
_REAL_DIGITS = 6


def numbers(text: str, near: Contexts) -> Iterator[Span]:
    """Yield phone and account numbers of folded text."""

    def worth(digits: str, start: int, end: int) -> bool:
        shaped = _NATIONAL.search(digits) is not None
        return shaped or near.any_before(start - NEAR, end + NEAR)

    for run in runs(text, worth):
        yield from _in_run(text, run, near)
    if "+" in text:
        for found in _ABROAD.finditer(text):
            yield (*found.span(), Kind.PHONE)
    for found in _CARD.finditer(text):
        if _luhn(re.sub(r"\D", "", found.group())):
            yield (*found.span(), Kind.ACCOUNT)
    for found in _DISGUISED.finditer(text):
        if _is_disguised(found.group()):
            yield (*found.span(), Kind.PHONE)


def _in_run(text: str, run: Run, near: Contexts) -> Iterator[Span]:
    """Look at the shape first: most runs are dates and sums, and few need a second look."""
    shapes = list(_shapes(run.digits))
    start, end = run.starts[0], run.ends[-1]
    if not (shapes or near.any_before(start - NEAR, end + NEAR)):
        return
    plain = list(range(len(run.digits)))
    lawful = Lawful(text, start, end)
    if lawful:
        plain = [one for one in plain if not lawful.holds(run.starts[one])]
    phones = [
        (run.starts[first], run.ends[last - 1], Kind.PHONE)
        for first, last in shapes
        if _beyond_lawful(run, plain, first, last)
    ]
    yield from phones
    if not phones:
        yield from _by_context(run, plain, near)


def _shapes(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find the national shape between borders of words; a date alone is none, but may be a part."""
    digits = "".join(said)
    found = _NATIONAL.search(digits)
    if found is None:
        return
    borders = list(accumulate(map(len, said), initial=0))
    place_of = dict(zip(borders, range(len(borders)), strict=True))
    while found:
        first, last = place_of.get(found.start()), place_of.get(found.end())
        if first is not None and last is not None:
            yield first, last
        found = _NATIONAL.search(digits, found.start() + 1)


def _beyond_lawful(run: Run, plain: Sequence[int], first: int, last: int) -> bool:
    """Whether more than a lawful span is there: "không 350.000.000 đồng" is a sum, not a number."""
    own = plain[bisect_left(plain, first) : bisect_left(plain, last)]
    return len(own) > 1 or any(not run.spoken[one] for one in own)


def _by_context(run: Run, plain: Sequence[int], near: Contexts) -> Iterator[Span]:
    # A word in front of a number is a word of the sentence: "tư", "từ", "năm".
    written = next((place for place, one in enumerate(plain) if not run.spoken[one]), 0)
    kept = plain[written:]
    if not kept:
        return
    start, end = run.starts[kept[0]], run.ends[kept[-1]]
    kind = near.kind_of(start, end, sum(len(run.digits[one]) for one in kept))
    if kind is not None:
        yield start, end, kind


def _luhn(digits: str) -> bool:
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(d), 10)) for d in even)) % 10 == 0


def _is_disguised(group: str) -> bool:
    shown = re.sub(r"[^0-9]", "", group.translate(_SHOWN))
    real = sum(char.isdigit() for char in group)
    return real >= _REAL_DIGITS and real < len(shown) and bool(_NATIONAL.fullmatch(shown))
