"""Where the arrows of a drawn transition table run: ports on the boxes and lanes beside them.

Boxes stand in one column. An arrow downwards runs on the right side, one upwards on the left: out
of its port, along a lane, into the port of its target. Arrows that overlap take different lanes,
short ones the inner lanes, so that lines cross seldom and never lie on each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """From the box of one number to the box of another, with the verbs that lead there."""

    source: int
    target: int
    label: str

    @property
    def down(self) -> bool:
        return self.target > self.source

    @property
    def reach(self) -> range:
        return range(min(self.source, self.target), max(self.source, self.target))


@dataclass(frozen=True, slots=True)
class Port:
    """One end of an arrow on a side of a box."""

    arrow: Arrow
    leaves: bool


def arrows(moves: Iterable[tuple[int, int, str]]) -> tuple[Arrow, ...]:
    """Return one arrow for each pair of boxes; verbs of the same pair share it."""
    verbs: dict[tuple[int, int], list[str]] = {}
    for source, target, verb in moves:
        if source != target:
            verbs.setdefault((source, target), []).append(verb)
    return tuple(sorted(Arrow(*pair, ", ".join(names)) for pair, names in verbs.items()))


def lanes(side: Iterable[Arrow]) -> dict[Arrow, int]:
    """Return the lane of each arrow of one side, 0 next to the boxes."""
    taken: list[list[Arrow]] = []
    found: dict[Arrow, int] = {}
    for arrow in sorted(side, key=lambda one: (len(one.reach), one)):
        number = next((n for n, lane in enumerate(taken) if _free(lane, arrow)), len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(arrow)
        found[arrow] = number
    return found


def _free(lane: list[Arrow], arrow: Arrow) -> bool:
    # Boxes at the ends count: two arrows that meet at a box would touch each other.
    low, high = arrow.reach.start, arrow.reach.stop
    return all(other.reach.stop < low or high < other.reach.start for other in lane)


def ports(box: int, side: Mapping[Arrow, int], *, down: bool) -> list[Port]:
    """Return the ports of a box on one side from top to bottom, in the order with fewest crossings."""
    arriving = sorted((a for a in side if a.target == box), key=side.__getitem__)
    leaving = sorted((a for a in side if a.source == box), key=side.__getitem__, reverse=True)
    order = [Port(a, leaves=False) for a in arriving] + [Port(a, leaves=True) for a in leaving]
    return order if down else order[::-1]
