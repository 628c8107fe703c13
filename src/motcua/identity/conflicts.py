"""Commitments of declared conflicts of interest: made and tested, never read.

A declaration counts at once, its withdrawal after the notice of the roster (24 hours): whoever could
end a conflict and be drawn at once could choose the dossier.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Count, Q

from motcua.identity.models import Conflict
from motcua.identity.notice import NOTICE

_WORDS = b"motcua/conflict/v1\x00"


def commitment(salt: bytes | memoryview, number: str) -> str:
    """Return the commitment to a person's number under a salt."""
    return hmac.new(bytes(salt), _WORDS + number.encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Declared:
    """One's own declared conflict; with whom is not kept anywhere, `mark` tells rows apart."""

    id: int
    mark: str
    declared_at: datetime
    ended_at: datetime | None
    counts: bool


def declared_by(official_id: int, at: datetime) -> list[Declared]:
    """Return what an official declared, the newest first."""
    rows = Conflict.objects.filter(official=official_id).order_by("-declared_at", "-pk")
    return [
        Declared(
            row.pk, row.commitment[:8].upper(), row.declared_at, row.ended_at,
            row.ended_at is None or row.ended_at > at - NOTICE,
        )
        for row in rows
    ]  # fmt: skip


def declared_counts(at: datetime) -> dict[int, int]:
    """Return how many conflicts count now, by official: all that anybody else learns of them."""
    rows = Conflict.objects.filter(_standing(at)).values_list("official").annotate(n=Count("pk"))
    return dict(rows.order_by("official"))


def commitments_of(officials: Collection[int], at: datetime) -> dict[int, list[str]]:
    """Return the commitments that count at an instant, by official."""
    found: dict[int, list[str]] = {}
    rows = Conflict.objects.filter(_standing(at), official__in=officials).order_by("pk")
    for official, kept in rows.values_list("official_id", "commitment"):
        found.setdefault(official, []).append(kept)
    return found


def conflicts_with(
    numbers: Collection[str], officials: Collection[int], at: datetime | None = None
) -> dict[int, str]:
    """Return which officials declared a conflict with somebody of the numbers: by commitment.

    Parameters
    ----------
    at
        The instant of the draw; without one, withdrawn conflicts do not count.
    """
    standing = _standing(at) if at else Q(ended_at=None)
    rows = Conflict.objects.filter(standing, official__in=officials)
    wanted = [number for number in numbers if number]
    return {
        official: kept
        for official, salt, kept in rows.values_list("official_id", "salt", "commitment")
        if any(hmac.compare_digest(commitment(salt, number), kept) for number in wanted)
    }


def _standing(at: datetime) -> Q:
    return Q(declared_at__lte=at) & (Q(ended_at=None) | Q(ended_at__gt=at - NOTICE))
