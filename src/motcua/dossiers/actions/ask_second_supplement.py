"""The official asks to be allowed a second supplement: with a ground, lines, and a second person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import Kind, ask
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def ask_second_supplement(
    *,
    dossier_id: int,
    items: Sequence[Item],
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask; the applicant hears of nothing, and the clock runs, until somebody else confirms."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, items=tuple(items), reason=reason, ground=ground)
    take(dossier, "ask_second_supplement", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason, "ground": ground})  # fmt: skip
    lines = [{"what": i.what, "reason": i.reason, "basis": i.basis} for i in items]
    ask(dossier, Kind.SUPPLEMENT, actor=actor, at=at, reason=reason, ground=ground,
        wanted={"items": lines})  # fmt: skip
    return dossier
