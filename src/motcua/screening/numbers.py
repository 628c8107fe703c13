"""Phone, account and card numbers.

Numbering plan: Circular 22/2014/TT-BTTTT and the mobile change of 2018; cards: ISO/IEC 7812 (Luhn);
international: ITU-T E.164.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from motcua.screening.contexts import NEAR, Contexts
from motcua.screening.findings import Kind
from motcua.screening.lawful import lawful_places
from motcua.screening.runs import Atom, runs

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
SHORTEST = 10


def numbers(text: str, near: Contexts) -> Iterator[Span]:
    """Yield phone and account numbers of folded text."""
    for readings in runs(text):
        for atoms in readings:
            yield from _in_run(text, atoms, near)
    if "+" in text:
        for found in _ABROAD.finditer(text):
            yield (*found.span(), Kind.PHONE)
    for found in _CARD.finditer(text):
        if _luhn(re.sub(r"\D", "", found.group())):
            yield (*found.span(), Kind.ACCOUNT)
    for found in _DISGUISED.finditer(text):
        if _is_disguised(found.group()):
            yield (*found.span(), Kind.PHONE)


def _in_run(text: str, atoms: Sequence[Atom], near: Contexts) -> Iterator[Span]:
    """Look at the shape first: most runs are dates and sums, and few need a second look."""
    shapes = list(_shapes(atoms))
    if not (shapes or near.any_before(atoms[0].start - NEAR, atoms[-1].end + NEAR)):
        return
    lawful = lawful_places(text, atoms[0].start, atoms[-1].end)
    plain = [not lawful(atom.start) for atom in atoms]
    phones = [
        (atoms[first].start, atoms[last - 1].end, Kind.PHONE)
        for first, last in shapes
        if _beyond_lawful(atoms[first:last], plain[first:last])
    ]
    yield from phones
    if not phones:
        yield from _by_context(atoms, plain, near)


def _shapes(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Find the national shape between borders of atoms; a date alone is none, but may be a part."""
    digits = "".join(atom.digits for atom in atoms)
    if len(digits) < SHORTEST:
        return
    ends = accumulate((len(atom.digits) for atom in atoms), initial=0)
    place_of = {end: number for number, end in enumerate(ends)}
    for border, first in place_of.items():
        found = _NATIONAL.match(digits, border)
        if found and found.end() in place_of:
            yield first, place_of[found.end()]


def _beyond_lawful(atoms: Sequence[Atom], plain: Sequence[bool]) -> bool:
    """Whether more than a lawful span is there: "không 350.000.000 đồng" is a sum, not a number."""
    own = [atom for atom, is_plain in zip(atoms, plain, strict=True) if is_plain]
    return len(own) > 1 or any(not atom.spoken for atom in own)


def _by_context(atoms: Sequence[Atom], plain: Sequence[bool], near: Contexts) -> Iterator[Span]:
    kept = [atom for atom, is_plain in zip(atoms, plain, strict=True) if is_plain]
    # A single word in front of a number is a word of the sentence: "tư", "từ", "năm".
    while kept and kept[0].spoken and any(not atom.spoken for atom in kept):
        kept = kept[1:]
    if not kept:
        return
    digits = sum(len(atom.digits) for atom in kept)
    kind = near.kind_of(kept[0].start, kept[-1].end, digits)
    if kind is not None:
        yield kept[0].start, kept[-1].end, kind


def _luhn(digits: str) -> bool:
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(d), 10)) for d in even)) % 10 == 0


def _is_disguised(group: str) -> bool:
    shown = re.sub(r"[^0-9]", "", group.translate(_SHOWN))
    real = sum(char.isdigit() for char in group)
    return real >= _REAL_DIGITS and real < len(shown) and bool(_NATIONAL.fullmatch(shown))
