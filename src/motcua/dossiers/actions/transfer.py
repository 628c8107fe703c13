"""The accepted dossier goes to the competent agency, where an official is drawn for it."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import FIRST, pick, settle, told_of
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import current_step, facts_of, step_due
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def transfer(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Hand an accepted dossier over to its agency; the electronic file goes at once (art. 18).

    Where beacons draw, it waits there for the result of its round (`assign`).
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    official = pick(dossier, at=at, first=True)
    facts = facts_of(dossier, actor=actor, at=at, step_due=step_due(dossier, 0),
                     official=official.person_id if official else None)  # fmt: skip

    def also(row: Dossier) -> None:
        row.alias = official.alias if official else ""

    take(dossier, "transfer", actor=actor, facts=facts, request_id=request_id, also=also,
         told=told_of(official))  # fmt: skip
    settle(dossier, official, at=at, reason=FIRST, former=None)
    step = current_step(dossier)
    hand_over(dossier, step.key if step else "", actor=actor, at=at, due_at=None)
    return dossier
