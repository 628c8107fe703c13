"""The platform draws anew by rule, because the official has been away for a working day."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import pick, released, settle, told_of
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
    """Draw anew by the same rule as the first time, without the official it is taken from.

    No person does this, not even a head: people ask (`ask_reassign`) and others confirm
    (`confirm_reassign`).
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    former = dossier.official_id
    chosen = pick(dossier, at=at, without=former)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason,
                     official=chosen.person_id if chosen else None)  # fmt: skip
    said = released(dossier, "absent", at=at)

    def also(row: Dossier) -> None:
        row.alias = chosen.alias if chosen else ""

    take(dossier, "reassign", actor=actor, facts=facts, request_id=request_id, also=also,
         told=told_of(chosen, said) | {"reason": reason, "by_rule": True})  # fmt: skip
    settle(dossier, chosen, at=at, reason="absent", former=former)
    hand_over(dossier, "reassign", actor=actor, at=at, due_at=None)
    return dossier
