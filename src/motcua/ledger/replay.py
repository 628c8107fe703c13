"""Any draw of the log, worked again from what is published: number by number, for pages and programs.

Taken are only the pool leaves, the archived checkpoint and the `assigned` leaf; the proofs of the
beacons are verified, the seed and the weights computed anew. Whether pool, work and presence were
those of the log is what `verify/verify.py` holds against all leaves before.
"""

from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.ledger import configured
from motcua.ledger.models import Entry
from motcua.ledger.queries.leaves import EntryView, entry, view_of
from motcua.ledger.queries.standing import published_size
from motcua.lottery.draw import Officer, Pool, landing, seed
from motcua.tlog import beacon
from motcua.tlog.note import parse_note


@dataclass(frozen=True, slots=True)
class Row:
    """One officer of the pool: what the log says, the weight, and whether the draw fell here."""

    officer: str
    capacity: int
    assigned: int
    present: int
    weight: int
    below: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw as it was worked again.

    Attributes
    ----------
    pool, place
        Entry of the pool leaf, and which of its draws this is.
    given
        What a program needs to do the same: body of the checkpoint, beacons, rows, leaf, attempt.
    sticky
        A repeated filing, which goes to the officer of the first one.
    named
        The officer in the `assigned` leaf, and that leaf's entry; empty until it is published.
    """

    pool: int
    place: int
    checkpoint: int
    asking: EntryView
    attempt: int
    seed: str
    point: int
    total: int
    rows: tuple[Row, ...]
    winner: str
    sticky: bool
    named: str
    named_idx: int | None
    given: Mapping[str, Any]

    @property
    def agrees(self) -> bool | None:
        """Whether the log assigned to whom the draw gave; `None` while it has not yet."""
        return None if self.named_idx is None else self.sticky or self.named == self.winner


def replay(pool: int, place: int) -> Draw | None:
    """Work a draw again; `None` if there is no such draw.

    Raises
    ------
    ValueError
        A proof of a beacon is wrong, or the leaf contradicts itself: the message says which.
    """
    found = entry(pool)
    if found is None or found.kind != "pool" or not 0 <= place < len(found.fields["q"]):
        return None
    leaf = found.fields
    digest, attempt, number, points, sticky = leaf["q"][place]
    asking = _entry_of(_bytes(digest))
    body = _body(leaf["k"])
    if asking is None or asking.tag is None or body is None:
        raise ValueError(f"the log lacks checkpoint {leaf['k']} or the asking leaf")
    betas = [beacon.output(_bytes(key), body, _bytes(proof)) for key, proof in leaf["r"]]
    lines = _lines(leaf, number, _work_before(leaf, place))
    drawing = Pool(tuple(Officer(_bytes(who), cap, work, days) for who, cap, work, days in lines))
    chosen = seed(betas, _bytes(digest), attempt)
    point, weights = landing(chosen, drawing)
    rows = _rows(lines, weights, point)
    named = _assigned(asking.tag, attempt)
    return Draw(
        pool, place, leaf["k"], asking, attempt, chosen.hex(), point, sum(weights), rows,
        next(row.officer for row in rows if row.drawn), bool(sticky),
        named.fields["o"] if named else "", named.idx if named else None,
        {"body": body.decode(), "beacons": leaf["r"], "leaf": digest, "attempt": attempt,
         "officers": lines, "points": points, "sticky": bool(sticky), "named": named.fields["o"] if named else ""},
    )  # fmt: skip


def _lines(leaf: Mapping[str, Any], number: int, work: Mapping[str, int]) -> list[list[Any]]:
    places = leaf["p"][number][3]
    return [
        [who, cap, done + work.get(who, 0), days]
        for who, cap, done, days in (leaf["o"][at] for at in places)
    ]


def _work_before(leaf: Mapping[str, Any], place: int) -> dict[str, int]:
    """Work that the draws before this one, of the same checkpoint, had assigned already."""
    work: dict[str, int] = {}
    rows = Entry.objects.filter(kind="pool", idx__lt=published_size()).order_by("idx")
    earlier = [view_of(row).fields for row in rows] if leaf["i"] else []
    asks = [ask for part in earlier if _before(part, leaf) for ask in part["q"]]
    for digest, attempt, _, points, _ in [*asks, *leaf["q"][:place]]:
        asking = _entry_of(_bytes(digest))
        named = _assigned(asking.tag, attempt) if asking and asking.tag else None
        if named:
            work[named.fields["o"]] = work.get(named.fields["o"], 0) + points
    return work


def _before(part: Mapping[str, Any], leaf: Mapping[str, Any]) -> bool:
    return bool(part["k"] == leaf["k"] and part["i"] < leaf["i"])


def _rows(lines: Sequence[Sequence[Any]], weights: Sequence[int], point: int) -> tuple[Row, ...]:
    rows, below = [], 0
    for (who, cap, work, days), weight in zip(lines, weights, strict=True):
        rows.append(Row(who, cap, work, days, weight, below, below <= point < below + weight))
        below += weight
    return tuple(rows)


def _assigned(tag: bytes, attempt: int) -> EntryView | None:
    rows = Entry.objects.filter(tag=tag, kind="assigned", idx__lt=published_size()).order_by("n")
    return next((view_of(row) for row in rows if view_of(row).fields["a"] == attempt), None)


def _entry_of(digest: bytes) -> EntryView | None:
    row = Entry.objects.filter(leaf_hash=digest, idx__lt=published_size()).first()
    return view_of(row) if row else None


def _body(size: int) -> bytes | None:
    note = configured.folder().archived(size)
    return parse_note(note).text.encode() if note else None


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
