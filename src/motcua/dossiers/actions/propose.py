"""The official proposes what to decide; the head decides."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.consultation_silence import still_open
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.queue_order import ahead_of
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import current_step, facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome
from motcua.identity.actor import Actor


@action
def propose(
    *,
    dossier_id: int,
    outcome: Outcome,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    reason: str = "",
    ground: str = "",
    seen: int | None = None,
) -> Dossier:
    """Propose to grant, or to refuse with reason and legal ground (form 03)."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    step, due_at = current_step(dossier), dossier.step_due_at
    jumped = ahead_of(dossier)
    facts = facts_of(
        dossier,
        actor=actor,
        at=at,
        proposal=Outcome(outcome),
        reason=reason,
        ground=ground,
        unanswered=still_open(dossier, at=at),
        step_due=dossier.due_at,
    )
    take(dossier, "propose", actor=actor, facts=facts, request_id=request_id,
         told={"step": step.key if step else "", "jumped": jumped})  # fmt: skip
    hand_over(dossier, step.key if step else "", actor=actor, at=at, due_at=due_at)
    return dossier
