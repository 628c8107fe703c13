"""The counter sends an incomplete dossier back with form 02: once, in full, with reasons."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.slips import issue
from motcua.dossiers.actions.supplement_time import supplement_until
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import facts_of, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def ask_completion(
    *,
    dossier_id: int,
    items: Sequence[Item],
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask for what is missing before acceptance; legal time has not begun."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(
        dossier, actor=actor, at=at, items=tuple(items), until=supplement_until(dossier, at)
    )

    def also(row: Dossier) -> None:
        row.received_at_point = row.received_at_point or actor.office
        enter(row, needs_of(row), at=at, lenient=True)

    take(dossier, "ask_completion", actor=actor, facts=facts, request_id=request_id, also=also)
    issue(dossier, Form.SUPPLEMENT, actor=actor, at=at, items=items, due_at=facts.until)
    return dossier
