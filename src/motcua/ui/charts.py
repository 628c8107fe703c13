"""Geometry of the small charts: shares and positions as numbers, drawn by the `data` macros as SVG
without styles.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the figure as shown, the value, and its share of the longest bar in
    percent.
    """

    label: str
    shown: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class Column:
    """One upright column inside a drawing of 100 by 100 units."""

    label: str
    shown: str
    x: float
    y: float
    width: float
    height: float


def bars(rows: Sequence[tuple[str, float, str]], *, top: float | None = None) -> list[Bar]:
    """Scale (label, value, shown) rows to the largest value, or to `top`.

    Raises
    ------
    ValueError
        If a value is negative: a length cannot show it.
    """
    if any(value < 0 for _, value, _ in rows):
        raise ValueError("a bar cannot show a negative value")
    longest = top or max((value for _, value, _ in rows), default=0) or 1
    return [
        Bar(label, shown, value, round(min(value / longest, 1) * 100, 2))
        for label, value, shown in rows
    ]


def columns(rows: Sequence[tuple[str, float, str]], *, top: float | None = None) -> list[Column]:
    """Place (label, value, shown) rows side by side, a fifth of each place left free."""
    if not rows:
        return []
    place = 100 / len(rows)
    return [
        Column(
            bar.label,
            bar.shown,
            round(index * place + place * 0.1, 3),
            100 - bar.share,
            round(place * 0.8, 3),
            bar.share,
        )
        for index, bar in enumerate(bars(rows, top=top))
    ]
