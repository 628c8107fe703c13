"""The official must not settle this dossier, and says why by a code, not by a story."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import Kind, ask
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor

# Law 36/2018/QH14 (prevention of corruption) art. 23; codes of the open log.
REASONS = frozenset({"kin", "interest", "prior", "other"})


@action
def ask_recusal(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask to be recused: `reason` is kin, interest, prior (an earlier part in it) or other.

    The dossier stays with the official until a second person confirms; each request is told, so
    that a series of them by one official shows.
    """
    if reason not in REASONS:
        raise refuse("reason_unknown", "Hãy chọn lý do từ chối thụ lý.",
                     "Choose the reason of the recusal.", "reason")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason)
    take(dossier, "ask_recusal", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    ask(dossier, Kind.RECUSAL, actor=actor, at=at, reason=reason)
    return dossier
