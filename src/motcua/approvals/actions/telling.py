"""What every action on a request does the same way: once, screened, locked, told."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.approvals.kinds import State
from motcua.approvals.models import Request
from motcua.approvals.told import PERSON, REQUEST, Told
from motcua.events.carrying import USED_ELSEWHERE, once, screened
from motcua.events.models import Event
from motcua.events.queries import by_request
from motcua.events.recording import RepeatedRequestError, record
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.actor import Actor

ABSENT = Refusal("absent", Text("Không tìm thấy đề nghị đang chờ.", "No such request is waiting."))


def carried(
    work: Callable[[], Request],
    *,
    texts: Mapping[str, str],
    actor: Actor,
    at: datetime,
    request_id: UUID,
    number: int = 0,
) -> Request:
    """Screen the texts and do the work in one transaction; a repeated request is done once.

    Raises
    ------
    WayOfContact
        When a text leads around the centre; the attempt is then on record.
    """
    screened(texts, subject=REQUEST, subject_id=number, actor=actor, at=at)
    return once(work, lambda: _done(request_id, number))


def _done(request_id: UUID, number: int) -> Request | None:
    """Return the row that the same request has made (`number` 0) or changed before."""
    event = by_request(request_id)
    if event is None:
        return None
    same = event.kind == Told.ASKED if number == 0 else event.subject_id == number
    if event.subject != REQUEST or not same:
        raise Refused(USED_ELSEWHERE)
    return Request.objects.get(pk=event.subject_id)


def told_before(request_id: UUID, subject: str, subject_id: int) -> bool:
    """Tell whether the same request has been carried out before.

    Raises
    ------
    Refused
        `request_id_used` when it was used for anything else.
    """
    event = by_request(request_id)
    if event is not None and (event.subject, event.subject_id) != (subject, subject_id):
        raise Refused(USED_ELSEWHERE)
    return event is not None


def waiting(number: int, at: datetime, state: State = State.WAITING) -> Request:
    """Return the request, locked, if it stands at a state and its time has not passed.

    Raises
    ------
    Refused
        `absent` otherwise: a request is answered and used once.
    """
    rows = Request.objects.select_for_update().filter(pk=number, state=state, lapses_at__gt=at)
    row = rows.first()
    if row is None:
        raise Refused(ABSENT)
    return row


def known(actor: Actor) -> int:
    """Return the person who acts; neither the platform nor a visitor asks or approves."""
    if actor.person_id is None or not actor.office:
        raise Refused(ABSENT)
    return actor.person_id


def tell(
    row: Request,
    kind: Told,
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID | None = None,
    **told: Any,
) -> None:
    """Save the (locked) row and record the event; words stay in the row, for the two people."""
    number = row.told
    row.told += 1
    row.save()
    data = {"request": row.kind, "wanted": row.wanted, **told}
    if row.about is not None:
        data["about"] = row.about
    record(kind, subject=REQUEST, subject_id=row.pk, n=number, at=at, actor=actor, data=data,
           request_id=request_id)  # fmt: skip


def tell_person(
    kind: Told,
    person_id: int,
    told: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID | None = None,
) -> None:
    """Record an event of an official; the lock keeps their own count of them without gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)",
                       [PERSON, person_id % 2**31])  # fmt: skip
    count = Event.objects.filter(subject=PERSON, subject_id=person_id).count()
    try:
        record(kind, subject=PERSON, subject_id=person_id, n=count, at=at, actor=actor,
               data=told, request_id=request_id)  # fmt: skip
    except RepeatedRequestError as repeated:
        raise Refused(USED_ELSEWHERE) from repeated
