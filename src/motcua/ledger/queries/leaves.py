"""Single entries of the log and their proofs; only what is published."""

import json
from dataclasses import dataclass
from typing import Any

from motcua.ledger import configured
from motcua.ledger.models import Entry, MonthCount
from motcua.ledger.queries.standing import published_size
from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.note import parse_note
from motcua.tlog.proof import inclusion_proof
from motcua.tlog.readers import DirectoryTiles
from motcua.tlog.tlogproof import TlogProof


@dataclass(frozen=True, slots=True)
class EntryView:
    """One published entry."""

    idx: int
    text: str
    leaf_hash: bytes
    fields: dict[str, Any]
    tag: bytes | None

    @property
    def kind(self) -> str:
        return str(self.fields["t"])


def entries(first: int, count: int) -> list[EntryView]:
    """Published entries from a number on."""
    stop = min(first + count, published_size())
    rows = Entry.objects.filter(idx__gte=first, idx__lt=stop).order_by("idx")
    return [view_of(row) for row in rows]


def entry(idx: int) -> EntryView | None:
    """One published entry."""
    return next(iter(entries(idx, 1)), None)


def entry_of_hash(leaf_hash: bytes) -> EntryView | None:
    """The published entry with this leaf hash."""
    row = Entry.objects.filter(leaf_hash=leaf_hash, idx__lt=published_size()).first()
    return view_of(row) if row else None


def newest_of_kind(kind: str, count: int) -> list[EntryView]:
    """The newest published entries of a type, newest first."""
    rows = Entry.objects.filter(kind=kind, idx__lt=published_size()).order_by("-idx")[:count]
    return [view_of(row) for row in rows]


_OF_KIND = """
SELECT * FROM ledger_entry WHERE kind = %s AND idx BETWEEN %s AND %s AND position(%s::bytea IN leaf) > 0
ORDER BY idx OFFSET %s LIMIT %s
"""


def count_of_kind(kind: str, month: str) -> int:
    """How many published entries of a type have a day in a month (`2026-08`)."""
    return counts_of_kinds(month).get(kind, 0)


def counts_of_kinds(month: str) -> dict[str, int]:
    """How many published entries of each type have a day in a month."""
    rows = MonthCount.objects.filter(month=month, group=MonthCount.Group.KIND)
    return {name: counts["entries"] for name, counts in rows.values_list("name", "counts")}


def of_kind_in(kind: str, month: str, *, offset: int = 0, count: int = 50) -> list[EntryView]:
    """Some published entries of a type with a day in a month, oldest first."""
    kept = MonthCount.objects.filter(month=month, group=MonthCount.Group.KIND, name=kind).first()
    if kept is None:
        return []
    last = min(kept.last, published_size() - 1)
    day = f'"day":"{month}-'.encode()
    rows = Entry.objects.raw(_OF_KIND, [kind, kept.first, last, day, offset, count])
    return [view_of(row) for row in rows]


def proof_text(idx: int, *, with_leaf: bool = False) -> str | None:
    """The `.tlog-proof` of a published entry; `with_leaf` puts the leaf into its `extra` line.

    With its leaf a proof is whole in itself, so that one QR code or file is enough to check it.
    """
    folder = configured.folder()
    note = folder.checkpoint()
    if note is None:
        return None
    tree = Checkpoint.parse(parse_note(note).text)
    if not 0 <= idx < tree.size:
        return None
    hashes = inclusion_proof(DirectoryTiles(folder.path), idx, tree.size)
    leaf = bytes(Entry.objects.values_list("leaf", flat=True).get(idx=idx)) if with_leaf else None
    return str(TlogProof(idx, tuple(hashes), note, leaf))


def view_of(row: Entry) -> EntryView:
    leaf = bytes(row.leaf)
    tag = bytes(row.tag) if row.tag is not None else None
    return EntryView(row.idx, leaf.decode(), bytes(row.leaf_hash), json.loads(leaf), tag)
