"""Waiting leaves get their numbers: the only place where the log grows.

Whatever waits now is taken, never "everything above the last id": numbers of rows are given before
transactions commit, and such a cursor loses leaves. Within a batch the order is that of the leaf
hashes, so nobody chooses it.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from motcua.ledger.models import State
from motcua.tlog.hashes import leaf_hash

BATCH = 200_000
_TAKE = """
DELETE FROM ledger_outbox WHERE id IN (SELECT id FROM ledger_outbox ORDER BY id LIMIT %s)
RETURNING leaf
"""
_COPY = "COPY ledger_entry (idx, leaf, leaf_hash, kind, tag, n) FROM STDIN"


class EntryDamaged(Exception):
    """An entry of the database is not what its hash says, or its numbers have a gap."""

    def __init__(self, idx: int, why: str) -> None:
        super().__init__(f"entry {idx}: {why}")
        self.idx = idx


def size() -> int:
    """How many leaves have a number."""
    return State.objects.filter(one=True).values_list("size", flat=True).first() or 0


def number(limit: int = BATCH) -> list[bytes]:
    """Give numbers to what waits, in one transaction; returns the new entries in their order."""
    with transaction.atomic(), connection.cursor() as cursor:
        State.objects.get_or_create(one=True)
        start = State.objects.select_for_update().get(one=True).size
        cursor.execute(_TAKE, [limit])
        waiting = {leaf_hash(leaf): leaf for leaf in (bytes(row[0]) for row in cursor.fetchall())}
        fresh = _without_logged(waiting)
        if fresh:
            _copy(cursor, start, fresh)
            State.objects.filter(one=True).update(size=start + len(fresh))
    return [leaf for _, leaf in fresh]


def _without_logged(waiting: dict[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """Sorted by hash, without system leaves that say what the log says already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf_hash FROM ledger_entry WHERE leaf_hash = ANY(%s)", [list(waiting)]
        )
        logged = {bytes(row[0]) for row in cursor.fetchall()}
    return sorted(item for item in waiting.items() if item[0] not in logged)


def _copy(cursor: Any, start: int, fresh: Sequence[tuple[bytes, bytes]]) -> None:
    with cursor.copy(_COPY) as copy:
        copy.set_types(["int8", "bytea", "bytea", "varchar", "bytea", "int4"])
        for idx, (digest, leaf) in enumerate(fresh, start):
            fields = json.loads(leaf)
            tag = unb64(fields["d"]) if "d" in fields else None
            copy.write_row((idx, leaf, digest, fields["t"], tag, fields.get("n")))


def unb64(text: str) -> bytes:
    """Bytes from base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def entries(start: int = 0, stop: int | None = None, step: int = 5000) -> Iterator[list[bytes]]:
    """Entries in order, some thousands at a time, each held against its own hash.

    Raises
    ------
    EntryDamaged
        Names the first entry that was edited, or the first number that is missing.
    """
    at = start
    while stop is None or at < stop:
        upper = at + step if stop is None else min(at + step, stop)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT idx, leaf, leaf_hash FROM ledger_entry "
                "WHERE idx >= %s AND idx < %s ORDER BY idx",
                [at, upper],
            )
            rows = cursor.fetchall()
        chunk = [_checked(row, at + place) for place, row in enumerate(rows)]
        if chunk:
            yield chunk
        if len(chunk) < upper - at:
            if stop is not None:
                raise EntryDamaged(at + len(chunk), "is missing")
            return
        at = upper


def _checked(row: tuple[int, bytes, bytes], expected: int) -> bytes:
    idx, leaf, digest = row[0], bytes(row[1]), bytes(row[2])
    if idx != expected:
        raise EntryDamaged(expected, "is missing")
    if leaf_hash(leaf) != digest:
        raise EntryDamaged(idx, "the leaf is not the one that was hashed; it has been edited")
    return leaf
