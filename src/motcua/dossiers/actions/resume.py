"""The agency goes on with a stopped dossier; the time it stood is excluded from the limit."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import FIRST, pick, settle, told_of
from motcua.dossiers.actions.slips import end_suspension
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import as_ledger, facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def resume(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Take settlement up again; a dossier stopped before it was assigned gets its official now."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    ledger = as_ledger(end_suspension(dossier, at=at))
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, suspensions=ledger)

    official = pick(dossier, at=at, first=True) if dossier.official_id is None else None

    def also(row: Dossier) -> None:
        if official:
            row.official_id, row.alias = official.person_id, official.alias

    take(dossier, "resume", actor=actor, facts=facts, request_id=request_id, also=also,
         told={"reason": reason, **told_of(official)})  # fmt: skip
    if official:
        settle(dossier, official, at=at, reason=FIRST, former=None)
    return dossier
