"""Two people, neither the asker nor the official named, approve an assignment by hand."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import keep, pick_by_hand, told_of
from motcua.dossiers.actions.countersigning import (
    Kind,
    close,
    facts_of_request,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Countersign, Dossier
from motcua.identity.actor import Actor


@action
def approve_by_hand(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Approve; the second approval assigns (`assign_by_hand`), the first is only told."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    request = waiting(dossier, Kind.BY_HAND)
    if request is not None and request.approvers:
        return _assign(dossier, request, actor=actor, at=at, request_id=request_id)
    named = request.wanted["official"] if request else None
    facts = facts_of(dossier, actor=actor, at=at, official=named, **facts_of_request(request))
    take(dossier, "approve_by_hand", actor=actor, facts=facts, request_id=request_id)
    if request:
        request.approvers = [actor.person_id]
        request.save(update_fields=["approvers"])
    return dossier


def _assign(
    dossier: Dossier, request: Countersign, *, actor: Actor, at: datetime, request_id: UUID
) -> Dossier:
    former, named = dossier.official_id, int(request.wanted["official"])
    approvers = [*request.approvers, actor.person_id]
    chosen = pick_by_hand(dossier, named, at=at, ground=request.ground, approvers=approvers)
    facts = facts_of(dossier, actor=actor, at=at, official=named, **facts_of_request(request))

    def also(row: Dossier) -> None:
        row.alias = chosen.alias

    take(dossier, "assign_by_hand", actor=actor, facts=facts, request_id=request_id, also=also,
         told=told_of(chosen) | {"ground": request.ground})  # fmt: skip
    keep(dossier, chosen, at=at, reason="by_hand", former=former)
    close(request, actor=actor, at=at)
    hand_over(dossier, "reassign", actor=actor, at=at, due_at=None)
    return dossier
