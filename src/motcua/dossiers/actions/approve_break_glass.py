"""A second person confirms an emergency: the asker sees one dossier whole for half an hour."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.dossiers.actions.countersigning import (
    Kind,
    close,
    facts_of_request,
    known,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.glass import OPEN_FOR
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Countersign, Dossier, Glass
from motcua.identity.actor import Actor


@action
def approve_break_glass(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Confirm; the applicant is told at once, or later on the order the request names.

    Which verb the table is asked for follows from the request: `approve_break_glass`, or
    `approve_break_glass_untold` where a court or inspectorate has the notice delayed.
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    request = waiting(dossier, Kind.GLASS)
    later = bool(request and request.wanted["reference"])
    facts = facts_of(dossier, actor=actor, at=at, **facts_of_request(request))
    verb = "approve_break_glass_untold" if later else "approve_break_glass"
    take(dossier, verb, actor=actor, facts=facts, request_id=request_id,
         told={"public_reason": facts.reason})  # fmt: skip
    if request:
        _open(dossier, request, actor, at)
        close(request, actor=actor, at=at)
    return dossier


def _open(dossier: Dossier, request: Countersign, actor: Actor, at: datetime) -> None:
    delay = timedelta(days=int(request.wanted["delay_days"]))
    Glass.objects.create(
        dossier=dossier,
        holder_id=request.asked_by,
        approver_id=known(actor),
        office=request.wanted["office"],
        reason=request.reason,
        ground=request.ground,
        reference=request.wanted["reference"],
        opened_at=at,
        ends_at=at + OPEN_FOR,
        tell_at=at + delay,
        told_at=None if delay else at,
    )
