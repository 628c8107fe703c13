"""The second person does not confirm what was asked; it stays as it is, and both are on record."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import (
    Kind,
    close,
    facts_of_request,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


@action
def turn_down(
    *,
    dossier_id: int,
    kind: str,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Close the open request of a kind (recusal, by_hand, reassignment, supplement, glass) undone."""
    if kind not in Kind.values:
        raise refuse("kind_unknown", "Không có loại đề nghị này.", "No such kind of request.",
                     "kind")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    request = waiting(dossier, Kind(kind))
    given = facts_of_request(request) | {"reason": reason}
    facts = facts_of(dossier, actor=actor, at=at, **given)
    take(dossier, "turn_down", actor=actor, facts=facts, request_id=request_id,
         told={"kind": kind, "reason": reason})  # fmt: skip
    if request:
        close(request, actor=actor, at=at, outcome="turned_down")
    return dossier
