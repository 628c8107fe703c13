"""Figures of a month, recomputed from leaves alone; pure, and the same for everybody.

On time is counted against the *first* due day, whatever was moved later; gross counts every calendar
day, net leaves out the days on which the clock stood. Anybody with the entries up to `size` gets the
same bytes: integers only, sorted keys, no spaces.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from motcua.ledger.stories import Story

FORMAT = "motcua/figures/1"
SMALL = 20


@dataclass
class Cell:
    """Counts of a group of dossiers received in the month."""

    received: int = 0
    settled: int = 0
    on_time: int = 0
    overdue: int = 0
    withdrawn: int = 0
    supplements: int = 0
    extended: int = 0
    corrected: int = 0
    gross_days: int = 0
    paused_days: int = 0
    pauses: Counter[str] = field(default_factory=Counter)

    def take(self, story: Story, as_of: date) -> None:
        """Count one dossier."""
        self.received += 1
        self.settled += story.settled is not None
        self.on_time += story.on_time is True
        self.withdrawn += story.phase == "withdrawn"
        self.overdue += story.settled is None and story.phase == "open" and as_of > story.due
        self.supplements += story.supplements
        self.extended += story.extended
        self.corrected += story.corrected
        if story.settled is not None:
            self.gross_days += story.gross_days(as_of)
            self.paused_days += story.paused_days(as_of)
        self.pauses.update(form for form, _, _ in story.pauses)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        values = {name: value for name, value in vars(self).items() if name != "pauses"}
        return {**values, "pauses": dict(sorted(self.pauses.items()))}


def figures(
    month: str,
    stories: Iterable[Story],
    *,
    size: int,
    as_of: date,
    refusals: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Figures of the dossiers received in a month.

    Parameters
    ----------
    size
        Entries that were read.
    as_of
        Newest day in those entries; open dossiers are overdue on it or not.
    refusals
        Decisions to refuse by procedure; sealed, therefore claimed by the centre, and shown only
        from 20 on.
    """
    total, branches, shown = Cell(), defaultdict[str, Cell](Cell), defaultdict[str, Cell](Cell)
    for story in stories:
        for cell in (total, branches[story.branch], shown[story.shown]):
            cell.take(story, as_of)
    return {
        "format": FORMAT,
        "month": month,
        "size": size,
        "as_of": as_of.isoformat(),
        "total": total.plain(),
        "branches": {name: cell.plain() for name, cell in sorted(branches.items())},
        "shown": {name: cell.plain() for name, cell in sorted(shown.items())},
        "refusals": suppressed(refusals or {}),
    }


def suppressed(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts of at least 20; smaller ones go into "other", which is left out when small too."""
    kept = {name: count for name, count in sorted(counts.items()) if count >= SMALL}
    rest = sum(count for count in counts.values() if count < SMALL)
    return {**kept, "other": rest} if rest >= SMALL else kept


def spelled(values: Mapping[str, Any]) -> bytes:
    """The one spelling of figures, whose SHA-256 stands in the `stats` leaf."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def month_bounds(month: str) -> tuple[date, date]:
    """First day of a month and of the next; raises `ValueError` for anything but `2026-08`."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=32)).replace(day=1)
