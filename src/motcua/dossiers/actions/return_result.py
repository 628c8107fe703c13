"""The result is handed over; whoever takes it is named."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.status import Status
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


@action
def return_result(
    *,
    dossier_id: int,
    collected_by: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Hand the result over at a point, or note that it was posted.

    Parameters
    ----------
    collected_by
        Who took it, as the identity paper shows; the post's number when it was posted.
    """
    if not collected_by.strip():
        raise refuse("collector_missing", "Hãy ghi người nhận kết quả.",
                     "Say who took the result.", "collected_by")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at)
    take(dossier, "return_result", actor=actor, facts=facts, request_id=request_id)
    Result.objects.filter(dossier=dossier).update(collected_by=collected_by.strip()[:200])
    for part in dossier.parts.filter(status=Status.DONE).select_for_update(of=("self",)):
        facts = facts_of(part, actor=actor, at=at, by_parent=True)
        take(part, "return_result", actor=actor, facts=facts)
    return dossier
