"""Secrets of dossiers and what they open: plain SQL on the schema `secrets`.

Kept apart so that it can have its own role, its own backups and its own end: when the secret of a
dossier is destroyed, its public leaves are random bytes for everybody but the applicant.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from motcua.ledger.life import Life
from motcua.tlog.promise import tag as tag_of

WINDOW_DAYS = 90


@dataclass(slots=True)
class Chain:
    """What has to be remembered of a dossier to write its next leaf."""

    dossier: int
    secret: bytes
    tag: bytes
    next_n: int = 0
    last: bytes | None = None
    life: Life = field(default_factory=Life)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed part of one leaf, and where it belongs."""

    dossier: int
    n: int
    event: int | None
    leaf_hash: bytes
    part: str
    before: int
    signature: bytes


def chains(dossiers: Iterable[int]) -> dict[int, Chain | None]:
    """Chains of these dossiers; `None` where the secret has been destroyed, absent where new."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.dossier, s.k_d, c.tag, c.next_n, c.last, c.life, c.facts "
            "FROM secrets.dossier_secret s LEFT JOIN secrets.chain c USING (dossier) "
            "WHERE s.dossier = ANY(%s)",
            [list(dossiers)],
        )
        return {row[0]: _chain(row) for row in cursor.fetchall()}


def _chain(row: Sequence[Any]) -> Chain | None:
    dossier, secret, tag, next_n, last, life, facts = row
    if secret is None:
        return None
    if isinstance(life, str):  # Django leaves jsonb as text
        life, facts = json.loads(life), json.loads(facts)
    return Chain(
        dossier, bytes(secret), bytes(tag), next_n, bytes(last) if last else None,
        Life(**life), facts,
    )  # fmt: skip


def new_chain(dossier: int) -> Chain:
    """A chain with a fresh secret of 256 bits, not stored yet."""
    secret = secrets.token_bytes(32)
    return Chain(dossier, secret, tag_of(secret))


def insert_secrets(new: Sequence[Chain]) -> None:
    """Store the secrets of new chains."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO secrets.dossier_secret (dossier, k_d) VALUES (%s, %s)",
            [(chain.dossier, chain.secret) for chain in new],
        )


def save_chains(changed: Sequence[Chain]) -> None:
    """Store where chains stand."""
    rows: list[tuple[Any, ...]] = [
        (c.dossier, c.tag, c.next_n, c.last, Jsonb(asdict(c.life)), Jsonb(c.facts)) for c in changed
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO secrets.chain (dossier, tag, next_n, last, life, facts) "
            "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (dossier) DO UPDATE SET "
            "next_n = excluded.next_n, last = excluded.last, life = excluded.life, "
            "facts = excluded.facts",
            rows,
        )


def insert_sealed(parts: Sequence[Sealed]) -> None:
    """Store sealed parts."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO secrets.sealed "
            "(dossier, n, event, leaf_hash, part, before, signature) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(s.dossier, s.n, s.event, s.leaf_hash, s.part, s.before, s.signature) for s in parts],
        )


def sealed_of(dossier: int) -> list[Sealed]:
    """Sealed parts of a dossier, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier, n, event, leaf_hash, part, before, signature FROM secrets.sealed "
            "WHERE dossier = %s ORDER BY n",
            [dossier],
        )
        return [
            Sealed(row[0], row[1], row[2], bytes(row[3]), row[4], row[5], bytes(row[6]))
            for row in cursor.fetchall()
        ]


def belonging(leaves: Iterable[bytes]) -> dict[bytes, tuple[int, int | None]]:
    """Dossier and event of these leaves, by leaf hash; absent where the secret was destroyed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf_hash, dossier, event FROM secrets.sealed WHERE leaf_hash = ANY(%s)",
            [list(leaves)],
        )
        return {bytes(row[0]): (row[1], row[2]) for row in cursor.fetchall()}


def count_received(counts: Mapping[tuple[date, str, str], int]) -> None:
    """Add to the receptions of a day and branch, by procedure and by field."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO secrets.received_day (day, branch, code, count) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (branch, code, day) DO UPDATE "
            "SET count = received_day.count + excluded.count",
            [(*key, count) for key, count in counts.items()],
        )


def received_mean(branch: str, code: str, before: date) -> float:
    """Receptions a day of a procedure or field at a branch, over the 90 days before a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(count), 0) FROM secrets.received_day "
            "WHERE branch = %s AND code = %s AND day >= %s AND day < %s",
            [branch, code, before - timedelta(days=WINDOW_DAYS), before],
        )
        return float(cursor.fetchone()[0]) / WINDOW_DAYS


def destroy(dossier: int, at: datetime) -> None:
    """Destroy the secret of a dossier and everything that only it could open."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM secrets.sealed WHERE dossier = %s", [dossier])
        cursor.execute("DELETE FROM secrets.chain WHERE dossier = %s", [dossier])
        cursor.execute(
            "UPDATE secrets.dossier_secret SET k_d = NULL, destroyed_at = %s WHERE dossier = %s",
            [at, dossier],
        )
