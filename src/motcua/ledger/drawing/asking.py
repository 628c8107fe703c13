"""Which dossiers ask for an official at a checkpoint: read from its leaves."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from motcua.ledger import secret_store as store
from motcua.ledger.models import Ask, Entry
from motcua.ledger.numbering import unb64
from motcua.lottery.selection import STICKY_DAYS, Exclusion

RELEASES = ("recused", "reassigned")


def waiting() -> list[Ask]:
    """Askings of earlier checkpoints for which nothing could be drawn."""
    return list(Ask.objects.filter(officer=None).order_by("idx"))


def new_asks(before: int, size: int) -> list[Ask]:
    """Askings whose trigger lies between two checkpoints; not stored yet.

    A dossier whose secret was destroyed asks for nobody.
    """
    triggers = _triggers(before, size)
    firsts = {_tag(row): row for row in Entry.objects.filter(tag__in=triggers, n=0)}
    known = store.belonging(bytes(row.leaf_hash) for row in triggers.values())
    rows = Ask.objects.filter(tag__in=triggers, officer__isnull=False)
    drawn = Counter(bytes(row.tag) for row in rows)
    return [
        _ask(firsts[tag], row, known[bytes(row.leaf_hash)], drawn[tag])
        for tag, row in triggers.items()
        if tag in firsts and bytes(row.leaf_hash) in known
    ]


def any_asks(before: int, size: int) -> bool:
    """Whether a leaf between two checkpoints asks for an official."""
    return _asking_leaves(before, size).exists()


def _asking_leaves(before: int, size: int) -> QuerySet[Entry]:
    return Entry.objects.filter(idx__gte=before, idx__lt=size, kind__in=("received", *RELEASES))


def _tag(row: Entry) -> bytes:
    return bytes(row.tag or b"")


def _triggers(before: int, size: int) -> dict[bytes, Entry]:
    """The newest asking leaf of each dossier by its own count: a batch is in no order of time."""
    return {_tag(row): row for row in _asking_leaves(before, size).order_by("n")}


def _ask(first: Entry, trigger: Entry, known: tuple[int, int | None], attempt: int) -> Ask:
    leaf = json.loads(bytes(first.leaf))
    return Ask(
        leaf_hash=bytes(first.leaf_hash),
        attempt=attempt,
        dossier=known[0],
        tag=_tag(first),
        idx=first.idx,
        received=date.fromisoformat(leaf["day"]),
        trigger=trigger.idx,
        event=known[1],
        branch=leaf["b"],
        points=leaf["w"],
    )


def merged(old: Sequence[Ask], new: Sequence[Ask]) -> list[Ask]:
    """All askings in the order of their leaves; a newer trigger takes the place of an older one."""
    asks = {(bytes(ask.leaf_hash), ask.attempt): ask for ask in old}
    for ask in new:
        earlier = asks.get((bytes(ask.leaf_hash), ask.attempt))
        if earlier is None:
            asks[bytes(ask.leaf_hash), ask.attempt] = ask
        else:
            earlier.trigger, earlier.event, earlier.tried = ask.trigger, ask.event, ""
    return sorted(asks.values(), key=lambda ask: ask.idx)


def released(tags: Iterable[bytes], size: int) -> dict[bytes, tuple[Exclusion, ...]]:
    """Officials who recused from each dossier or were taken off it, as the log tells."""
    gone: dict[bytes, list[Exclusion]] = {}
    rows = Entry.objects.filter(tag__in=list(tags), kind__in=RELEASES, idx__lt=size)
    for row in rows.order_by("idx"):
        leaf = json.loads(bytes(row.leaf))
        if leaf["t"] == "recused":
            exclusion = Exclusion(unb64(leaf["o"]), "recused")
        elif leaf["r"] != "absent":
            exclusion = Exclusion(unb64(leaf["o"]), "reassigned")
        else:
            continue
        if exclusion not in (mine := gone.setdefault(_tag(row), [])):
            mine.append(exclusion)
    return {tag: tuple(out) for tag, out in gone.items()}


@dataclass(frozen=True, slots=True)
class First:
    """The first filing of a matter: its leaf, and the officer of its draw once that is made."""

    leaf: bytes
    officer: bytes


def first_filings(asks: Sequence[Ask], day: date) -> dict[bytes, First]:
    """For each first attempt that repeats an earlier filing of thirty days: that filing."""
    keys = {ask.alike for ask in asks if ask.attempt == 0 and ask.alike}
    earlier = Ask.objects.filter(
        alike__in=keys, attempt=0, officer__isnull=False,
        received__gte=day - timedelta(days=STICKY_DAYS), received__lte=day,
    )  # fmt: skip
    first: dict[str, First] = {}
    for row in earlier.order_by("idx"):
        first.setdefault(row.alike, First(bytes(row.leaf_hash), bytes(row.officer or b"")))
    found: dict[bytes, First] = {}
    for ask in asks:
        if ask.attempt == 0 and ask.alike:
            before = first.setdefault(ask.alike, First(bytes(ask.leaf_hash), b""))
            if before.leaf != bytes(ask.leaf_hash):
                found[bytes(ask.leaf_hash)] = before
    return found
