"""Any draw of the log, worked again from what is published: number by number, for pages and programs.

Taken are only the pool leaves, the archived checkpoint and the `assigned` leaf; the proofs of the
beacons are verified, the seed and the weights computed anew. Whether pool, work and presence were
those of the log is what `verify/verify.py` holds against all leaves before.
"""

from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    sticky, given_to
        A repeated filing goes to the officer of the first one; every other to the winner.
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
    given_to: str
    named: str
    named_idx: int | None
    given: Mapping[str, Any]

    @property
    def agrees(self) -> bool | None:
        """Whether the log assigned to whom the draw gave; `None` while it has not yet."""
        return None if self.named_idx is None else self.named == self.given_to


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
    digest, attempt, _, points, sticky = leaf["q"][place]
    asking = _entry_of(_bytes(digest))
    body = _body(leaf["k"])
    if asking is None or asking.tag is None or body is None:
        raise ValueError(f"the log lacks checkpoint {leaf['k']} or the asking leaf")
    betas = [beacon.output(_bytes(key), body, _bytes(proof)) for key, proof in leaf["r"]]
    worked = _Round(betas).upto(leaf, place)
    rows = _rows(worked.lines, worked.weights, worked.point)
    named = _assigned(asking.tag, attempt)
    return Draw(
        pool, place, leaf["k"], asking, attempt, worked.seed, worked.point, sum(worked.weights),
        rows, worked.winner, bool(sticky), worked.given_to,
        named.fields["o"] if named else "", named.idx if named else None,
        {"body": body.decode(), "beacons": leaf["r"], "leaf": digest, "attempt": attempt,
         "officers": worked.lines, "points": points, "sticky": bool(sticky),
         "named": named.fields["o"] if named else ""},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Worked:
    """One draw of a checkpoint, computed from its pool leaf."""

    lines: list[list[Any]]
    seed: str
    point: int
    weights: list[int]
    winner: str
    given_to: str


@dataclass
class _Round:
    """The draws of one checkpoint in their order: each counts as work for the next.

    A draw without an `assigned` leaf counts too: its dossier may not have reached its agency yet.
    """

    betas: Sequence[bytes]
    work: dict[str, int] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def upto(self, leaf: Mapping[str, Any], place: int) -> _Worked:
        """Work all draws before one, those of earlier parts included, and then it."""
        for part in _parts_before(leaf):
            for number in range(len(part["q"])):
                self._count(part, number)
        for number in range(place):
            self._count(leaf, number)
        return self._one(leaf, place)

    def _count(self, leaf: Mapping[str, Any], place: int) -> None:
        digest, attempt, _, points, _ = leaf["q"][place]
        who = self._one(leaf, place).given_to
        self.work[who] = self.work.get(who, 0) + points
        if attempt == 0:
            self.first[digest] = who

    def _one(self, leaf: Mapping[str, Any], place: int) -> _Worked:
        digest, attempt, number, _, sticky = leaf["q"][place]
        lines = [
            [who, cap, done + self.work.get(who, 0), days]
            for who, cap, done, days in (leaf["o"][at] for at in leaf["p"][number][3])
        ]
        pool = Pool(tuple(Officer(_bytes(who), cap, done, days) for who, cap, done, days in lines))
        chosen = seed(self.betas, _bytes(digest), attempt)
        point, weights = landing(chosen, pool)
        winner = next(row.officer for row in _rows(lines, weights, point) if row.drawn)
        given_to = self._first_officer(sticky) if sticky else winner
        return _Worked(lines, chosen.hex(), point, weights, winner, given_to)

    def _first_officer(self, digest: str) -> str:
        return self.first.get(digest) or _first_officer(digest)


def _first_officer(digest: str) -> str:
    """Officer of the first draw of an asking leaf, at whatever checkpoint; raises `ValueError`."""
    rows = Entry.objects.raw(
        "SELECT * FROM ledger_entry WHERE kind = 'pool' AND idx < %s "
        "AND position(%s::bytea IN leaf) > 0 ORDER BY idx",
        [published_size(), digest.encode()],
    )
    for row in rows:
        for place, ask in enumerate(view_of(row).fields["q"]):
            if ask[:2] == [digest, 0] and (found := replay(row.idx, place)):
                return found.given_to
    raise ValueError("the first filing was never drawn")


def _parts_before(leaf: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if not leaf["i"]:
        return []
    rows = Entry.objects.filter(kind="pool", idx__lt=published_size()).order_by("idx")
    parts = [view_of(row).fields for row in rows]
    return sorted((part for part in parts if _before(part, leaf)), key=lambda part: part["i"])


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
