"""Another official takes the dossier over, because the first is away or must not settle it."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import assign
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def reassign(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Assign anew by the same rule as the first time, without the official it is taken from."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    official = assign(dossier, at=at, reason=reason, without=dossier.official_id)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, official=official.person_id)

    def also(row: Dossier) -> None:
        row.alias = official.alias

    take(dossier, "reassign", actor=actor, facts=facts, request_id=request_id, also=also,
         told={"reason": reason})  # fmt: skip
    hand_over(dossier, "reassign", actor=actor, at=at, due_at=None)
    return dossier
