"""The public life of a dossier, folded from its leaves one by one; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

SUPPLEMENT = "02"
Pause = tuple[str, str, str]  # form, first day, last day or empty


@dataclass(frozen=True, slots=True)
class Story:
    """What the log tells of one dossier."""

    branch: str
    shown: str
    first: int
    last: int
    received: date
    due: date
    settled: date | None = None
    phase: str = "open"
    supplements: int = 0
    pauses: tuple[Pause, ...] = ()
    extended: bool = False
    corrected: bool = False

    @property
    def on_time(self) -> bool | None:
        """Settled by the *first* due day; `None` while it is not settled."""
        return None if self.settled is None else self.settled <= self.due

    def gross_days(self, until: date) -> int:
        """Calendar days from reception to settlement, or to a day."""
        return ((self.settled or until) - self.received).days

    def paused_days(self, until: date) -> int:
        """Calendar days on which the clock stood."""
        end = self.settled or until
        return sum(
            max(0, (min(end, _day(last) or end) - date.fromisoformat(first)).days)
            for _, first, last in self.pauses
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def take(story: Story | None, idx: int, leaf: Mapping[str, Any]) -> Story | None:
    """Story after a leaf; leaves of one dossier come in the order of `n`."""
    kind, day = leaf["t"], leaf["day"]
    if kind == "received":
        received, due = date.fromisoformat(day), date.fromisoformat(leaf["due"])
        return Story(leaf["b"], leaf["p"], idx, idx, received, due)
    if story is None:
        return None
    story = replace(story, last=max(idx, story.last))
    if kind in ("supplement_asked", "paused"):
        form = SUPPLEMENT if kind == "supplement_asked" else leaf["f"]
        story = replace(
            story,
            pauses=(*story.pauses, (form, day, "")),
            supplements=story.supplements + (kind == "supplement_asked"),
        )
    elif kind in ("supplemented", "resumed"):
        story = replace(
            story, pauses=_closed(story.pauses, day, of_supplement=kind == "supplemented")
        )
    elif kind == "settled":
        story = replace(story, settled=date.fromisoformat(day), phase="settled")
    elif kind in ("returned", "collected", "withdrawn", "erased"):
        story = replace(story, phase=kind)
    elif kind in ("extended", "corrected"):
        story = replace(
            story,
            extended=story.extended or kind == "extended",
            corrected=story.corrected or kind == "corrected",
        )
    return story


def _closed(pauses: tuple[Pause, ...], day: str, *, of_supplement: bool) -> tuple[Pause, ...]:
    """Close the open pause: the supplement's, or the other one."""
    return tuple(
        (form, first, day) if not last and (form == SUPPLEMENT) == of_supplement else (form, first, last)
        for form, first, last in pauses
    )  # fmt: skip
