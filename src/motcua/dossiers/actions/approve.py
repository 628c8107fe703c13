"""The head decides what was proposed; legal time ends and the result goes to the one-stop."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.parts import open_parts, part_settled
from motcua.dossiers.actions.slips import issue
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import current_step, definition_of, facts_of
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.route import after_decision
from motcua.dossiers.status import Form, Outcome
from motcua.identity.actor import Actor


@action
def approve(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Settle the dossier as proposed, by another person than who proposed or received it."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    step, due_at = current_step(dossier), dossier.step_due_at
    facts = facts_of(dossier, actor=actor, at=at)
    take(dossier, "approve", actor=actor, facts=facts, request_id=request_id)
    route = definition_of(dossier).route
    ended = [step, *after_decision(route)] if step else []
    for one in ended:
        hand_over(
            dossier, one.key, actor=actor, at=at, due_at=due_at, office=dossier.received_at_point
        )
    if dossier.outcome == Outcome.REFUSED:
        issue(dossier, Form.REFUSAL, actor=actor, at=at, reason=dossier.proposal_reason,
              ground=dossier.proposal_ground)  # fmt: skip
    keep_result(dossier, at=at)
    if dossier.parent_id:
        part_settled(dossier, main_id=dossier.parent_id, actor=actor, at=at)
    else:
        for key in [*(one.key for one in ended), "main"]:
            open_parts(dossier, after=key, actor=actor, at=at)
    return dossier


def keep_result(dossier: Dossier, *, at: datetime) -> None:
    """Note the result's number; a corrected one replaces the one before it was handed over."""
    Result.objects.update_or_create(
        dossier=dossier, defaults={"number": f"{dossier.code}/KQ", "issued_at": at}
    )
