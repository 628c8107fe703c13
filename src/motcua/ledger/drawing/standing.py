"""The register of officials as the log tells it at a checkpoint, fed on from round to round."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from motcua.ledger.models import Entry
from motcua.lottery.register import Register

KINDS = ("roster", "absence", "policy", "assigned", "manual", "recused", "reassigned")
RESERVE = "RESERVE"  # branch of the roster that announces the reduced list of beacons
# Rosters of an epoch may be told so long before it begins; older leaves name other pseudonyms.
AHEAD = timedelta(days=14)
_STEP = 20_000


def quarter_begins(day: date) -> date:
    """First day of the quarter: pseudonyms and work are of one quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


@dataclass
class Standing:
    """A register and how far it has been fed."""

    epoch: date
    register: Register = field(default_factory=Register)
    size: int = 0
    changes: int = 0  # rosters and absences taken in
    reserves: list[int] = field(default_factory=list)  # entries that announced a reserve
    last: tuple[int, bytes] = (-1, b"")

    def reserve_known(self, before: int) -> bool:
        """Whether a reserve was announced below a size."""
        return any(idx < before for idx in self.reserves)

    def leads_to(self, size: int, day: date) -> bool:
        """Whether it can be fed on to a checkpoint: same quarter, same log, not beyond it."""
        idx, digest = self.last
        known = idx < 0 or Entry.objects.filter(idx=idx, leaf_hash=digest).exists()
        return known and self.size <= size and self.epoch == quarter_begins(day)

    def feed(self, size: int) -> None:
        while self.size < size:
            stop = min(self.size + _STEP, size)
            for row in _leaves(self.size, stop):
                self._take(row)
            self.size = stop

    def _take(self, row: Entry) -> None:
        leaf = json.loads(bytes(row.leaf))
        self.register.take(leaf)
        self.changes += row.kind in ("roster", "absence")
        if row.kind == "roster" and leaf["b"] == RESERVE:
            self.reserves.append(row.idx)
        self.last = row.idx, bytes(row.leaf_hash)


def standing_at(kept: Standing | None, size: int, day: date) -> Standing:
    """The register at a checkpoint, from the one kept where that leads there."""
    if kept is None or not kept.leads_to(size, day):
        kept = _begun(quarter_begins(day), size)
    kept.feed(size)
    return kept


def _begun(epoch: date, size: int) -> Standing:
    """Begin where the leaves of the quarter do: at the last sign of life well before it."""
    beats = Entry.objects.filter(kind="heartbeat", idx__lt=size).order_by("-idx")
    older = (row.idx for row in beats.iterator() if _day_of(row) < epoch - AHEAD)
    made = Standing(epoch, size=next(older, 0))
    calendar = Entry.objects.filter(kind="policy", idx__lt=made.size).order_by("-idx").first()
    if calendar:
        made.register.take(json.loads(bytes(calendar.leaf)))
    return made


def _leaves(start: int, stop: int) -> QuerySet[Entry]:
    return Entry.objects.filter(idx__gte=start, idx__lt=stop, kind__in=KINDS).order_by("idx")


def _day_of(row: Entry) -> date:
    return date.fromisoformat(json.loads(bytes(row.leaf))["day"])
