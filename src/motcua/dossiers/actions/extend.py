"""The agency apologises with form 04 and names one new date, a day or more before the old one."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import issue
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def extend(
    *,
    dossier_id: int,
    new_due: datetime,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Move the appointment once; the first due date stays on the row for ever."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    old = dossier.due_at
    facts = facts_of(dossier, actor=actor, at=at, new_due=new_due, reason=reason)
    take(dossier, "extend", actor=actor, facts=facts, request_id=request_id,
         told={"old_due": old.isoformat() if old else "", "reason": reason})  # fmt: skip
    issue(dossier, Form.APOLOGY, actor=actor, at=at, reason=reason, due_at=new_due)
    return dossier
