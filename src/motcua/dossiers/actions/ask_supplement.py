"""The settling official asks for a supplement with form 02; the clock stands until it is there."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import issue, suspend
from motcua.dossiers.actions.supplement_time import supplement_until
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def ask_supplement(
    *,
    dossier_id: int,
    items: Sequence[Item],
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask through the centre for what is missing: itemised, with reasons, as often as allowed."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    until = supplement_until(dossier, at)
    facts = facts_of(dossier, actor=actor, at=at, items=tuple(items), until=until)
    take(dossier, "ask_supplement", actor=actor, facts=facts, request_id=request_id)
    issue(dossier, Form.SUPPLEMENT, actor=actor, at=at, items=items, due_at=until)
    reason = "; ".join(item.what for item in items)
    suspend(dossier, Form.SUPPLEMENT, actor=actor, at=at, reason=reason,
            ground=items[0].basis, restarts=True)  # fmt: skip
    return dossier
