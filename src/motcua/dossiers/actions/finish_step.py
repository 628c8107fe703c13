"""A step of the route is done; the dossier goes on to the next."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.parts import open_parts
from motcua.dossiers.actions.queue_order import ahead_of
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import current_step, facts_of, step_due
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def finish_step(
    *,
    dossier_id: int,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    note: str = "",
    seen: int | None = None,
) -> Dossier:
    """Finish the current step and begin the next one with its own deadline."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    step, due_at = current_step(dossier), dossier.step_due_at
    jumped = ahead_of(dossier)
    facts = facts_of(dossier, actor=actor, at=at, step_due=step_due(dossier, dossier.step + 1))
    take(dossier, "finish_step", actor=actor, facts=facts, request_id=request_id,
         told={"step": step.key if step else "", "note": note, "jumped": jumped})  # fmt: skip
    hand_over(dossier, step.key if step else "", actor=actor, at=at, due_at=due_at)
    if step and not dossier.parent_id:
        open_parts(dossier, after=step.key, actor=actor, at=at)
    return dossier
