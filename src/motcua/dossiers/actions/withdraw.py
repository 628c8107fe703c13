"""The applicant takes the dossier back."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import end_suspension
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import ENDED
from motcua.identity.actor import Actor


@action
def withdraw(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Withdraw before a decision; final. An open pause ends with it."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason)
    take(dossier, "withdraw", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    end_suspension(dossier, at=at)
    for part in dossier.parts.exclude(status__in=ENDED).select_for_update(of=("self",)):
        _withdraw_part(part, reason=reason, actor=actor, at=at)
    return dossier


def _withdraw_part(part: Dossier, *, reason: str, actor: Actor, at: datetime) -> None:
    facts = facts_of(part, actor=actor, at=at, reason=reason, by_parent=True)
    take(part, "withdraw", actor=actor, facts=facts, told={"reason": reason})
    end_suspension(part, at=at)
