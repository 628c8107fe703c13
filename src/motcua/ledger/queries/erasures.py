"""Erasures asked for and legal holds, by the number of the dossier."""

from dataclasses import dataclass
from datetime import datetime

from motcua.ledger.models import Erasure, Hold

MOST = 100


@dataclass(frozen=True, slots=True)
class OpenErasure:
    """An erasure one person asked for; `held` while a legal hold forbids it."""

    id: int
    dossier: int
    basis: str
    proposed_by: int
    proposed_at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class StandingHold:
    """A legal hold that nobody has lifted."""

    id: int
    dossier: int
    reference: str
    placed_by: int
    placed_at: datetime


def open_erasures() -> list[OpenErasure]:
    """Return the erasures that wait for the second person, the oldest first."""
    rows = list(Erasure.objects.filter(done_at=None).order_by("proposed_at", "pk")[:MOST])
    held = set(
        Hold.objects.filter(dossier__in=[row.dossier for row in rows], lifted_at=None).values_list(
            "dossier", flat=True
        )
    )
    return [
        OpenErasure(row.pk, row.dossier, row.basis, row.proposed_by, row.proposed_at,
                    row.dossier in held)
        for row in rows
    ]  # fmt: skip


def standing_holds() -> list[StandingHold]:
    """Return the holds that stand, the newest first."""
    rows = Hold.objects.filter(lifted_at=None).order_by("-placed_at", "-pk")[:MOST]
    return [
        StandingHold(row.pk, row.dossier, row.reference, row.placed_by, row.placed_at)
        for row in rows
    ]
