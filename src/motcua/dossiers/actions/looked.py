"""Somebody looked at dossiers: kept for the applicant, who may see it."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from motcua.dossiers.models import AccessRecord
from motcua.identity.actor import Actor

SLOT_SECONDS = 15 * 60


class Purpose(StrEnum):
    """Why a dossier is looked at; shown to the applicant."""

    RECEIVE = "receive"
    SETTLE = "settle"
    DECIDE = "decide"
    CONSULT = "consult"
    RETURN = "return"
    CASH = "cash"
    OVERSEE = "oversee"
    INSPECT = "inspect"
    REVEAL = "reveal"
    EMERGENCY = "emergency"


@transaction.atomic
def looked(*, dossier_ids: Collection[int], actor: Actor, at: datetime, purpose: Purpose) -> int:
    """Record that the actor saw these dossiers: one statement for a page of any length.

    The same person, dossier and purpose within a quarter of an hour are one line. The platform
    itself, visitors and applicants (who act for no office) leave none.

    Returns
    -------
    int
        How many dossiers were given to be recorded.
    """
    if actor.person_id is None or not actor.office:
        return 0
    role = min((role.value for role in actor.roles), default="")
    rows = [
        AccessRecord(
            dossier_id=one,
            person_id=actor.person_id,
            office=actor.office,
            role=role,
            purpose=Purpose(purpose),
            at=at,
            slot=int(at.timestamp()) // SLOT_SECONDS,
        )
        for one in sorted(set(dossier_ids))
    ]
    AccessRecord.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
