"""Days away of an official, recorded by who looks after the office; draws pass over the absent.

One person may record them, since nobody can wait for a second one when a colleague falls ill: so
each is an event, and the log publishes it beside the draws it changes.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.approvals.actions.telling import ABSENT, tell_person, told_before
from motcua.approvals.told import PERSON, Told
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actions.record_absence import record_absence
from motcua.identity.actions.take_back_absence import take_back_absence
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.identity.staff import absence_of, posted_at
from motcua.worktime.instants import local_day

LONGEST = timedelta(days=366)


@transaction.atomic
def record_days_away(
    *,
    person_id: int,
    first_day: date,
    last_day: date,
    reason: str,
    within: Collection[str],
    actor: Actor,
    at: datetime,
    request_id: UUID,
) -> None:
    """Record days away, both included.

    Parameters
    ----------
    within
        The offices the recorder looks after; the person works at one of them.

    Raises
    ------
    Refused
        `absent` without the permission or for somebody of another office, `too_long`, and what
        `record_absence` refuses.
    """
    _may(actor, person_id, within, at)
    if told_before(request_id, PERSON, person_id):
        return
    if last_day - first_day > LONGEST:
        raise refuse("too_long", "Chỉ ghi tối đa một năm; lâu hơn thì hãy đề nghị kết thúc vai trò.",
                     "A year at most; for longer, ask to end the post.", "last_day")  # fmt: skip
    made = record_absence(person_id=person_id, first_day=first_day, last_day=last_day,
                          reason=reason, recorded_by=actor.person_id)  # fmt: skip
    told = {"absence": made.pk, "first_day": first_day.isoformat(),
            "last_day": last_day.isoformat(), "reason": reason}  # fmt: skip
    tell_person(Told.AWAY, person_id, told, actor=actor, at=at, request_id=request_id)


@transaction.atomic
def take_back_days_away(
    *, absence_id: int, within: Collection[str], actor: Actor, at: datetime, request_id: UUID
) -> None:
    """End days away: somebody is back, or they were recorded by mistake.

    Raises
    ------
    Refused
        As above, and what `take_back_absence` refuses.
    """
    found = absence_of(absence_id)
    if found is None:
        raise Refused(ABSENT)
    _may(actor, found.person_id, within, at)
    if told_before(request_id, PERSON, found.person_id):
        return
    take_back_absence(absence_id=absence_id, today=local_day(at))
    tell_person(Told.BACK, found.person_id, {"absence": absence_id}, actor=actor, at=at,
                request_id=request_id)  # fmt: skip


def _may(actor: Actor, person_id: int, within: Collection[str], at: datetime) -> None:
    if not actor.may(P.ABSENCE_RECORD):
        raise Refused(ABSENT)
    if not set(posted_at(person_id, local_day(at))) & set(within):
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.", "person")
