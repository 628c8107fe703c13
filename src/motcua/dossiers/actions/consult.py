"""The settling official asks another agency; the clock runs on (art. 19.5)."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import calendar_of, current_step, facts_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.worktime.arithmetic import add
from motcua.worktime.instants import local_day


@action
def consult(
    *,
    dossier_id: int,
    key: str,
    question: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask the agency of one of the consultations the route foresees at this step."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    step = current_step(dossier)
    planned = next((c for c in (step.consults if step else ()) if c.key == key), None)
    if planned is None:
        raise refuse("consultation_not_planned", "Quy trình không có bước lấy ý kiến này.",
                     "The route has no such consultation at this step.", "key")  # fmt: skip
    if dossier.consultations.filter(key=key).exists():
        raise refuse("consulted_already", "Đã gửi lấy ý kiến này.",
                     "This opinion has been asked for already.", "key")  # fmt: skip
    agency = offices.competent_agency(planned.agency, dossier.commune or None, local_day(at))
    facts = facts_of(dossier, actor=actor, at=at, reason=question)

    def also(row: Dossier) -> None:
        row.open_consultations += 1

    take(dossier, "consult", actor=actor, facts=facts, request_id=request_id, also=also,
         told={"consultation": key, "agency": agency.code})  # fmt: skip
    Consultation.objects.create(
        dossier=dossier,
        key=key,
        agency=agency.code,
        question=question,
        asked_by=actor.person_id,
        asked_at=at,
        due_at=add(calendar_of(dossier), at, planned.limit),
        silence_is_consent=planned.silence_is_consent,
    )
    return dossier
