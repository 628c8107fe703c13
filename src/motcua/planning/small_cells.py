"""Small cells of a table that leaves the house: pooled, and left out where the pool is small too. Pure.

Fewer than five cases could be recognised, so no figure of a file rests on fewer. A cell below five
goes into its row's pool; a pool below five is left out, and so is whatever it held. Totals are
never given beside the cells: a difference would give a small cell away.

Source: Hundepool et al., Statistical Disclosure Control (2012), chapter 4; threshold 5 as in
`motcua.insight.suppression`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.insight.suppression import SMALL

POOL = "other"
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The cells that may be shown, by (row, column), and how many cases were left out."""

    cells: Mapping[Cell, int]
    left_out: int


def pooled(counts: Mapping[Cell, int]) -> Pooled:
    """Return the cells of a table by (row, column), each of at least five cases."""
    kept: dict[Cell, int] = {}
    pools: dict[str, int] = {}
    for (row, column), count in sorted(counts.items()):
        if count >= SMALL and column != POOL:
            kept[row, column] = count
        elif count:
            pools[row] = pools.get(row, 0) + count
    kept |= {(row, POOL): count for row, count in pools.items() if count >= SMALL}
    return Pooled(kept, sum(count for count in pools.values() if count < SMALL))


def profile(counts: Mapping[int, int], fallback: Mapping[int, float]) -> dict[int, float]:
    """Return the share of each slot: its own where no slot is small, else `fallback`."""
    total = sum(counts.values())
    if total and all(count >= SMALL for count in counts.values() if count):
        return {slot: count / total for slot, count in counts.items() if count}
    return dict(fallback)
