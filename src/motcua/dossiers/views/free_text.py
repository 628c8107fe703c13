"""What the applicant wrote in their own words, as somebody reads it who may not know them.

The fields of a form that ask for a name or a telephone number are dots for the settling side as a
whole. A field that asks for words stays readable, but what was put into it around that rule (a way
of contact, or an answer that is hidden elsewhere in the form) becomes dots; filing is never refused
for it, because the applicant owes the authority the words, not their form.
"""

from collections.abc import Collection, Iterator

from motcua.formspec.answers import MASK
from motcua.formspec.form import Field, FieldType, Personal
from motcua.screening.folding import Folded, fold
from motcua.screening.screen import screen

WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_TELLING = frozenset({Personal.NAME, Personal.ID, Personal.PHONE, Personal.EMAIL})
# Shorter answers are words of the language: "Hà", "Nữ", "1990".
SHORTEST = 6


def is_words(field: Field) -> bool:
    """Whether a field asks for words and identifies nobody."""
    return field.type in WORDS and field.personal is None


def tells_who(field: Field) -> bool:
    """Whether an answer by itself says who it is; an address is also that of other things."""
    return field.personal in _TELLING


def without_ways(text: str, hidden: Collection[str]) -> str:
    """Return the text with dots for ways of contact and for answers that are hidden elsewhere."""
    spans = sorted([(one.start, one.end) for one in screen(text)] + list(_named(text, hidden)))
    pieces, reached = [], 0
    for start, end in spans:
        if start >= reached:
            pieces += [text[reached:start], MASK]
        reached = max(reached, end)
    return "".join(pieces) + text[reached:] if pieces else text


def _named(text: str, hidden: Collection[str]) -> Iterator[tuple[int, int]]:
    folded = fold(text)
    for answer in hidden:
        said = fold(answer).text.strip()
        if len(said) >= SHORTEST:
            yield from _places(folded, said)


def _places(folded: Folded, said: str) -> Iterator[tuple[int, int]]:
    place = folded.text.find(said)
    while place >= 0:
        yield folded.span(place, place + len(said))
        place = folded.text.find(said, place + len(said))
