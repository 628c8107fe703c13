"""Hiding small cells so that nobody can recompute them from what is shown. Pure.

A row (a unit, a person) has a *base* and *hits* of it. Hidden are a base of 1 to 4, and hits where
the hits or the rest are 1 to 4. A total less the shown rows is the sum of the hidden ones; where
that would give a small number away, the total is hidden too (it is the complementary cell), so that
no other row has to be.

The rule protects against somebody who knows it: what it hides depends only on what that person may
infer, so that at least two numbers stay possible for every hidden cell. Figures of a longer span
add shown months only (`added`), so that comparing spans tells nothing new.

Source: Hundepool et al., Statistical Disclosure Control (2012), chapter 4; threshold 5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SMALL = 5
Counts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown of a row; None is hidden.

    Parameters
    ----------
    months_hidden
        Of a span: how many months had to be left out. The numbers are then a lower bound.
    """

    base: int | None
    hits: int | None
    months_hidden: int = 0

    @property
    def share(self) -> float | None:
        """Return hits of base where both are shown in full."""
        if not self.base or self.hits is None or self.months_hidden:
            return None
        return self.hits / self.base


NOTHING = Cell(0, 0)
HIDDEN = Cell(None, None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it is shown: rows by key, and the total."""

    rows: Mapping[str, Cell]
    total: Cell


def suppressed(rows: Mapping[str, Counts]) -> Shown:
    """Return what may be shown of a month's rows.

    Raises
    ------
    ValueError
        When hits exceed their base or a number is negative.
    """
    if any(not 0 <= hits <= base for base, hits in rows.values()):
        raise ValueError("hits lie between 0 and their base")
    bases = _hide({key: base for key, (base, _) in rows.items()}, dict.fromkeys(rows, _SMALL_BASE))
    hits = _hide(
        {key: hits for key, (_, hits) in rows.items()},
        {key: _small_hits(base) for key, (base, _) in rows.items()},
    )
    whole = _sum(rows.values())
    total = _cell(whole, bases.total or whole[0] in _SMALL_BASE, hits.total or _small(*whole))
    cells = {
        key: _cell(counts, key in bases.keys, key in hits.keys) for key, counts in rows.items()
    }
    return Shown(cells, total)


def within(rows: Mapping[str, Counts], whole: Cell) -> dict[str, Cell]:
    """Return the rows inside one that is shown as `whole`, e.g. the people of a unit.

    Whatever hides the whole hides all its rows: their sum is the whole.
    """
    if whole.base is None or whole.hits is None:
        return dict.fromkeys(rows, HIDDEN)
    shown = suppressed(rows)
    if shown.total.base is None or shown.total.hits is None:
        return dict.fromkeys(rows, HIDDEN)
    return dict(shown.rows)


def added(cells: Sequence[Cell]) -> Cell:
    """Return the cell of a span from those of its months, without the hidden ones."""
    kept = [one for one in cells if one.base is not None and one.hits is not None]
    missing = len(cells) - len(kept) + sum(one.months_hidden for one in kept)
    if not kept and cells:
        return Cell(None, None, missing)
    return Cell(sum(c.base or 0 for c in kept), sum(c.hits or 0 for c in kept), missing)


@dataclass(frozen=True, slots=True)
class _Hidden:
    keys: frozenset[str]
    total: bool


_SMALL_BASE = tuple(range(1, SMALL))


def _small(base: int, hits: int) -> bool:
    return hits in _small_hits(base)


def _small_hits(base: int) -> tuple[int, ...]:
    """Return the numbers of hits that are hidden with this base."""
    if base < SMALL:
        return tuple(range(base + 1)) if base else ()
    return tuple(n for n in range(1, base) if n < SMALL or base - n < SMALL)


def _hide(values: Mapping[str, int], small: Mapping[str, tuple[int, ...]]) -> _Hidden:
    """Choose what to hide of a column; `small` holds the values that are hidden, by key."""
    hidden = [key for key in sorted(values) if values[key] in small[key]]
    safe = _ambiguous([small[key] for key in hidden], sum(values[key] for key in hidden))
    return _Hidden(frozenset(hidden), total=not safe)


def _ambiguous(domains: Sequence[tuple[int, ...]], total: int) -> bool:
    """Whether each of the hidden cells may have two values or more, if all of them are small."""
    before = [1]
    for domain in domains:
        before.append(_sums(before[-1], domain))
    after = 1
    for index in reversed(range(len(domains))):
        possible = [v for v in domains[index] if _meet(before[index], after, total - v)]
        if len(possible) < 2:
            return False
        after = _sums(after, domains[index])
    return True


def _sums(reachable: int, domain: Iterable[int]) -> int:
    """Return which sums are reachable with one cell more; bit n stands for the sum n."""
    found = 0
    for value in domain:
        found |= reachable << value
    return found


def _meet(left: int, right: int, total: int) -> bool:
    """Whether a sum of the left and one of the right make the total."""
    while left and total >= 0:
        lowest = (left & -left).bit_length() - 1
        if lowest > total:
            return False
        if right >> (total - lowest) & 1:
            return True
        left &= left - 1
    return False


def _sum(rows: Iterable[Counts]) -> Counts:
    counted = list(rows)
    return sum(base for base, _ in counted), sum(hits for _, hits in counted)


def _cell(counts: Counts, no_base: bool, no_hits: bool) -> Cell:  # noqa: FBT001
    base, hits = counts
    return Cell(None if no_base else base, None if no_base or no_hits else hits)
