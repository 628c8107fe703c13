"""Figures of a month, recomputed from leaves alone; pure, and the same for everybody.

On time is counted against the *first* due day, whatever was moved later; gross counts every calendar
day, net leaves out the days on which the clock stood. Anybody with the entries up to `size` gets the
same bytes: integers only, sorted keys, no spaces.

What a dossier adds is a function of its story alone, so that counts can be kept as stories change.
Only being overdue depends on the day; therefore open dossiers are counted by their first due day.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from motcua.ledger.stories import Story

FORMAT = "motcua/figures/2"
SMALL = 20
COUNTED = (
    "received", "settled", "on_time", "overdue", "withdrawn", "supplements", "extended",
    "corrected", "gross_days", "paused_days",
)  # fmt: skip
SUPPLEMENTED = "supplemented"  # dossiers with a supplement; behind a figure, not one itself
_PAUSED, _OPEN = "paused.", "open."


def counts(story: Story | None) -> Counter[str]:
    """What a dossier adds to the counts of its month."""
    if story is None:
        return Counter()
    adds = Counter({
        "received": 1,
        "withdrawn": int(story.phase == "withdrawn"),
        "supplements": story.supplements,
        SUPPLEMENTED: int(story.supplements > 0),
        "extended": int(story.extended),
        "corrected": int(story.corrected),
        **Counter(_PAUSED + form for form, _, _ in story.pauses),
    })  # fmt: skip
    if story.settled is not None:
        adds["settled"] = 1
        adds["on_time"] = int(story.on_time is True)
        adds["gross_days"] = story.gross_days(story.settled)
        adds["paused_days"] = story.paused_days(story.settled)
    elif story.phase == "open":
        adds[_OPEN + story.due.isoformat()] = 1
    return adds


def overdue(told: Mapping[str, int], as_of: date) -> int:
    """How many of a group are still open after their first due day."""
    since = _OPEN + as_of.isoformat()
    return sum(n for name, n in told.items() if name.startswith(_OPEN) and name < since)


def cell(told: Mapping[str, int], as_of: date) -> dict[str, Any]:
    """Counts of a group of dossiers as the figures spell them."""
    told = {**told, "overdue": overdue(told, as_of)}
    pauses = {
        name.removeprefix(_PAUSED): count
        for name, count in sorted(told.items())
        if name.startswith(_PAUSED) and count
    }
    return {name: told.get(name, 0) for name in COUNTED} | {"pauses": pauses}


def figures(
    month: str,
    total: Mapping[str, int],
    branches: Mapping[str, Mapping[str, int]],
    shown: Mapping[str, Mapping[str, int]],
    *,
    size: int,
    as_of: date,
    refusals: Mapping[str, int] | None = None,
    declined: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Figures of the dossiers received in a month.

    Parameters
    ----------
    total, branches, shown
        Sums of `counts`, of all and by branch and by what is shown.
    size
        Entries that were read.
    as_of
        Newest day in those entries; open dossiers are overdue on it or not.
    refusals
        Decisions to refuse by procedure; sealed, therefore claimed by the centre, and shown only
        from 20 on.
    declined
        Dossiers declined at the counter in the month, by procedure; they were never received and
        have no leaf, so this too is the centre's claim, shown from 20 on.
    """
    return {
        "format": FORMAT,
        "month": month,
        "size": size,
        "as_of": as_of.isoformat(),
        "total": cell(total, as_of),
        "branches": {name: cell(each, as_of) for name, each in sorted(branches.items())},
        "shown": {name: cell(each, as_of) for name, each in sorted(shown.items())},
        "refusals": suppressed(refusals or {}),
        "declined": suppressed(declined or {}),
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
