"""The head asks that a dossier be drawn anew once more; a second person confirms by `reassign`."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import Kind, ask
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def ask_reassign(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask; nothing moves before somebody else confirms."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason)
    take(dossier, "ask_reassign", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    ask(dossier, Kind.REASSIGNMENT, actor=actor, at=at, reason=reason)
    return dossier
