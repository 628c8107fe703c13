"""Whom a draw gave: read by those who hand the dossier over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from motcua.ledger.models import Ask, Drawing


@dataclass(frozen=True, slots=True)
class Given:
    """The result of the newest draw of a dossier.

    Attributes
    ----------
    event
        The event that asked for it.
    officer
        Pseudonym of the epoch of `day`, or of the one before when its rosters were still in force.
    record
        Pool, weights, seed and point (`recording`).
    """

    dossier: int
    attempt: int
    event: int
    checkpoint: int
    day: date
    officer: bytes
    points: int
    scope: int
    pool: int
    repeat: bool
    alike: str
    record: Mapping[str, Any]


def given(dossier: int) -> Given | None:
    """The result of the newest asking of a dossier; `None` while it waits."""
    row = Ask.objects.filter(dossier=dossier).order_by("-attempt").first()
    return _given(row) if row else None


def _given(row: Ask) -> Given | None:
    if row.officer is None or row.size is None or row.day is None:
        return None
    return Given(
        row.dossier, row.attempt, row.event or 0, row.size, row.day, bytes(row.officer), row.points,
        row.scope, row.pool, row.repeat, row.alike, row.record,
    )  # fmt: skip


def drawn(dossiers: Iterable[int]) -> set[int]:
    """Which of the dossiers have been drawn for at least once."""
    rows = Ask.objects.filter(dossier__in=list(dossiers), officer__isnull=False)
    return set(rows.values_list("dossier", flat=True))


_PASSED = """
SELECT count(*) > 0 AND bool_and(e.idx IS NOT NULL AND e.idx < %s)
FROM secrets.sealed s LEFT JOIN ledger_entry e USING (leaf_hash) WHERE s.event = %s
"""


def passed_over(dossier: int, event: int) -> bool:
    """Whether the rounds have gone by the leaves of an event without an asking of the dossier."""
    if Ask.objects.filter(dossier=dossier, event__gte=event).exists():
        return False
    reached = Drawing.objects.filter(one=True).values_list("size", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_PASSED, [reached, event])
        return bool(cursor.fetchone()[0])
