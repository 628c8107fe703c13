"""Patterns made quick: most places of a text begin nothing, and are passed over at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby


def matches(
    pattern: re.Pattern[str], text: str, beginnings: Sequence[str]
) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer(text)` does, by looking at the given beginnings only.

    Parameters
    ----------
    beginnings
        Strings with which every match of the pattern begins; finding one is far quicker.
    """
    reached = 0
    for place in _places(text, beginnings):
        found = pattern.match(text, place) if place >= reached else None
        if found:
            yield found
            reached = found.end()


def by_first_letter(words: Iterable[str]) -> str:
    """Return a pattern of words that matches as `|` of them does, in their order.

    A word has to begin with a plain letter; of two with different first letters at most one can
    match at a place, so sorting by that letter changes nothing.
    """
    ordered = sorted(words, key=lambda word: word[0])
    return "|".join(
        f"{first}(?:{'|'.join(word[1:] for word in group)})"
        for first, group in groupby(ordered, key=lambda word: word[0])
    )


def _places(text: str, beginnings: Sequence[str]) -> list[int]:
    found = []
    for one in beginnings:
        place = text.find(one)
        while place >= 0:
            found.append(place)
            place = text.find(one, place + 1)
    found.sort()
    return found
