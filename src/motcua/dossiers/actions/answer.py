"""The consulted agency answers; late answers count too, as late."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor

POSITIONS = frozenset({"agrees", "objects"})


@action
def answer(
    *,
    dossier_id: int,
    consultation_id: int,
    position: str,
    text: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
) -> Dossier:
    """Give the agency's opinion once; `position` is agrees or objects."""
    if position not in POSITIONS:
        raise refuse("position_unknown", "Hãy chọn đồng ý hoặc không đồng ý.",
                     "Choose agree or object.", "position")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id)
    asked = Consultation.objects.filter(
        pk=consultation_id, dossier=dossier, agency=actor.office
    ).first()
    if asked is None:
        raise Refused(ABSENT)
    if asked.answered_at is not None:
        raise refuse("answered_already", "Đã trả lời ý kiến này.", "This has been answered.")
    facts = facts_of(dossier, actor=actor, at=at, reason=text)

    def also(row: Dossier) -> None:
        row.open_consultations -= 1

    take(dossier, "answer", actor=actor, facts=facts, request_id=request_id, also=also,
         told={"consultation": asked.key, "position": position})  # fmt: skip
    asked.answer, asked.position = text, position
    asked.answered_by, asked.answered_at = actor.person_id, at
    asked.save(update_fields=["answer", "position", "answered_by", "answered_at"])
    return dossier
