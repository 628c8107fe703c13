"""Counts by month, kept as stories change: a page of figures costs the same at any size of the log.

One row for each month and group: all dossiers, each branch, each shown code, each type of leaf. The
rows are derived from entries like the read model; `fsck` counts them again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from motcua.ledger.figures import counts
from motcua.ledger.models import MonthCount
from motcua.ledger.stories import Story

Key = tuple[str, str, str]  # month, group, name
Group = MonthCount.Group


@dataclass
class Changes:
    """What some entries add to the rows."""

    added: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    span: dict[Key, tuple[int, int]] = field(default_factory=dict)

    def leaf(self, idx: int, fields: dict[str, Any]) -> None:
        """An entry of a type, by the month of its day."""
        self._add((fields["day"][:7], Group.KIND, fields["t"]), idx, Counter(entries=1))

    def story(self, before: Story | None, after: Story) -> None:
        """A dossier whose story went on."""
        change = counts(after)
        change.subtract(counts(before))
        for key in keys_of(after):
            self._add(key, after.first, change)

    def _add(self, key: Key, idx: int, change: Counter[str]) -> None:
        mine = self.added[key]
        for name, number in change.items():  # update() of a Counter would drop what falls
            mine[name] += number
        first, last = self.span.get(key, (idx, idx))
        self.span[key] = min(first, idx), max(last, idx)

    def save(self) -> None:
        """Add to the rows; whoever folds holds a lock, so nobody else does at the same time."""
        months = {month for month, _, _ in self.added}
        known = {
            (row.month, row.group, row.name): row
            for row in MonthCount.objects.filter(month__in=months)
        }
        rows = [self._row(key, known.get(key)) for key in self.added]
        MonthCount.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["month", "group", "name"],
            update_fields=["counts", "first", "last"],
        )

    def _row(self, key: Key, known: MonthCount | None) -> MonthCount:
        first, last = self.span[key]
        told = Counter(known.counts if known else {})
        for name, number in self.added[key].items():
            told[name] += number
        if known:
            first, last = min(first, known.first), max(last, known.last)
        kept = {name: number for name, number in sorted(told.items()) if number}
        month, group, name = key
        return MonthCount(month=month, group=group, name=name, counts=kept, first=first, last=last)


def keys_of(story: Story) -> Iterable[Key]:
    """The rows in which a dossier counts."""
    month = f"{story.received:%Y-%m}"
    return (
        (month, Group.TOTAL, ""),
        (month, Group.BRANCH, story.branch),
        (month, Group.SHOWN, story.shown),
    )
