"""The agency stops a dossier with form 05; the clock stands."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import end_suspension, issue, suspend
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def stop(
    *,
    dossier_id: int,
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Stop settling, on a reason and a legal ground."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, ground=ground)
    take(dossier, "stop", actor=actor, facts=facts, request_id=request_id)
    end_suspension(dossier, at=at)
    issue(dossier, Form.STOP, actor=actor, at=at, reason=reason, ground=ground)
    suspend(dossier, Form.STOP, actor=actor, at=at, reason=reason, ground=ground)
    return dossier
