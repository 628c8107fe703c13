"""Nobody at the point looked at an online dossier in time: it is accepted, and counts against it.

Otherwise the clock could be kept from starting by leaving a dossier lie.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from motcua.dossiers.actions.charging import charge
from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.parts import open_parts
from motcua.dossiers.actions.taking import action, lock, snapshot, take
from motcua.dossiers.knowledge import calendar_of, facts_of, missing, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.told import Told
from motcua.events.queries import of_subject
from motcua.identity.actor import Actor
from motcua.worktime.arithmetic import add
from motcua.worktime.instants import local_day
from motcua.worktime.units import TimeLimit, Unit


def acceptance_limit() -> TimeLimit:
    """Return within which working time a point has to look at what was handed in.

    Decree 310/2026 sets automatic receipt; the hours are the centre's to set.
    """
    return TimeLimit(settings.ACCEPTANCE_HOURS, Unit.WORKING_HOUR)


_HANDED_IN = frozenset({Told.SUBMITTED.value, Told.COMPLETED.value})


def look_until(dossier: Dossier) -> datetime | None:
    """Return until when the point has to take up what was handed in last."""
    events = of_subject("dossier", dossier.pk)
    handed_in = [event.at for event in events if event.kind in _HANDED_IN]
    if not handed_in:
        return None
    return add(calendar_of(dossier), handed_in[-1], acceptance_limit())


@action
def accept_by_time(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Dossier:
    """Accept when the technical checks pass: form complete, papers there.

    Raises
    ------
    Refused
        `still_in_time`; `form_incomplete` or `papers_missing`, which a person has to look at.
    """
    dossier = lock(dossier_id, request_id=request_id)
    before, needs, until = snapshot(dossier), needs_of(dossier), look_until(dossier)
    gaps = missing(dossier, needs, today=local_day(at))
    if not any(gaps.values()):
        enter(dossier, needs, at=at, lenient=True)
    facts = facts_of(dossier, actor=actor, at=at, limit=needs.limit, until=until, **gaps)

    def also(row: Dossier) -> None:
        row.open_parts = len(facts.definition.interlinked)

    take(dossier, "accept_by_time", actor=actor, facts=facts, request_id=request_id, also=also,
         before=before, told={"left_lying": dossier.received_at_point,
                              "due": until.isoformat() if until else ""})  # fmt: skip
    charge(dossier, "fee", dossier.fee_due - dossier.fee_paid, actor=actor, at=at)
    open_parts(dossier, after="", actor=actor, at=at)
    return dossier
