"""A certified copy and its like: settled at the counter while the applicant waits."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.approve import keep_result
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def settle_on_the_spot(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Settle an accepted dossier of a procedure delegated to the counter (art. 17.4, 17.5)."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at)
    take(dossier, "settle_on_the_spot", actor=actor, facts=facts, request_id=request_id)
    keep_result(dossier, at=at)
    return dossier
