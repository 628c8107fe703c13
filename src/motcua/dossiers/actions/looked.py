"""Somebody looked at dossiers: kept for the applicant, who may see it."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from motcua.dossiers.models import AccessRecord, Dossier, Glass
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.instants import local_day

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
    # A name seen in a list of the counter: nobody chose to look at this one.
    LIST = "list"
    EXPORT = "export"


# What somebody looks for, by what they may do; the first that fits.
_BY_PERMISSION = (
    (P.DESK_RECEIVE, Purpose.RECEIVE),
    (P.DESK_RETURN, Purpose.RETURN),
    (P.DESK_CASH, Purpose.CASH),
    (P.OFFICE_CONSULT, Purpose.CONSULT),
    (P.AUDIT, Purpose.INSPECT),
)


def purpose_of(dossier: Dossier, actor: Actor) -> Purpose:
    """Return why somebody looks at a dossier, from what they are to it."""
    if actor.may(P.OFFICE_WORK) and dossier.official_id == actor.person_id:
        return Purpose.SETTLE
    if actor.may(P.OFFICE_DECIDE) and dossier.agency == actor.office:
        return Purpose.DECIDE
    found = (purpose for permission, purpose in _BY_PERMISSION if actor.may(permission))
    return next(found, Purpose.OVERSEE)


def trace(dossier: Dossier, actor: Actor, at: datetime) -> None:
    """Leave the line of one look; every door through which one dossier is read calls it."""
    opened = is_open_to(dossier, actor, at)
    purpose = Purpose.EMERGENCY if opened else purpose_of(dossier, actor)
    looked(dossier_ids=[dossier.pk], actor=actor, at=at, purpose=purpose)


def is_open_to(dossier: Dossier, actor: Actor, at: datetime) -> bool:
    """Tell whether the actor sees the dossier under the glass now (half an hour, by two people)."""
    if actor.person_id is None or not actor.may(P.BREAK_GLASS):
        return False
    mine = Glass.objects.filter(dossier=dossier, holder=actor.person_id, office=actor.office)
    return mine.filter(opened_at__lte=at, ends_at__gte=at).exists()


@transaction.atomic
def looked(*, dossier_ids: Collection[int], actor: Actor, at: datetime, purpose: Purpose) -> int:
    """Record that the actor saw these dossiers: one statement for a page of any length.

    The same person, dossier and purpose within a quarter of an hour are one line; in lists, which
    are opened all day, within a day. The platform itself, visitors and applicants (who act for no
    office) leave none.

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
            slot=_slot(Purpose(purpose), at),
        )
        for one in sorted(set(dossier_ids))
    ]
    AccessRecord.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _slot(purpose: Purpose, at: datetime) -> int:
    in_a_list = purpose is Purpose.LIST
    return local_day(at).toordinal() if in_a_list else int(at.timestamp()) // SLOT_SECONDS
