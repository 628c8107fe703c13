"""The counter declines a dossier with form 03: reason and legal ground."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.slips import issue
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def decline(
    *,
    dossier_id: int,
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Decline to accept; final."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, ground=ground)

    def also(row: Dossier) -> None:
        row.received_at_point = row.received_at_point or actor.office
        enter(row, needs_of(row), at=at, lenient=True)

    take(dossier, "decline", actor=actor, facts=facts, request_id=request_id, also=also)
    issue(dossier, Form.REFUSAL, actor=actor, at=at, reason=reason, ground=ground)
    return dossier
