"""The head sends a proposal back to the official, with a reason."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of, step_due
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def send_back(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Return the dossier to the last step of appraisal."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(
        dossier, actor=actor, at=at, reason=reason, step_due=step_due(dossier, dossier.step)
    )
    take(dossier, "send_back", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    return dossier
