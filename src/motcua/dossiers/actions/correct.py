"""The agency found its own error before the result was handed over, and settles anew."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of, step_due
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def correct(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Reopen a settled dossier; its clock runs on, so the error costs the agency its time."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(
        dossier, actor=actor, at=at, reason=reason, step_due=step_due(dossier, dossier.step - 1)
    )
    take(dossier, "correct", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    return dossier
