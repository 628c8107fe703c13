"""The applicant hands a dossier in online; it waits for acceptance (status 1)."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of, missing, needs_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor
from motcua.worktime.instants import local_day


@action
def submit(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, point: str = ""
) -> Dossier:
    """Hand a draft in: complete answers and papers, a code, the competent agency.

    Parameters
    ----------
    point
        The reception point that takes it up; the agency does not depend on it.
    """
    dossier = lock(dossier_id, request_id=request_id)
    needs = needs_of(dossier)
    facts = facts_of(dossier, actor=actor, at=at, **missing(dossier, needs, today=local_day(at)))

    def also(row: Dossier) -> None:
        row.received_at_point = point or row.received_at_point
        enter(row, needs, at=at)

    take(dossier, "submit", actor=actor, facts=facts, request_id=request_id, also=also)
    return dossier
