"""What the worker does: owe messages for new events, and send what is owed."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.dossiers.models import Dossier
from motcua.dossiers.told import Told
from motcua.events.models import Event
from motcua.events.outbox import consume
from motcua.feedback.actions.issue_token import issue_token
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.queries import holders
from motcua.notices.models import Notice
from motcua.notices.rules import RULES, TO_ROLES, Message
from motcua.notices.ways import deliver, ways_to
from motcua.offices import queries as offices

log = logging.getLogger("motcua.notices")

# Waits between tries; after the last one the message is failed and a person may send it again.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
LOST_AFTER = timedelta(minutes=10)
BATCH = 50
NO_DOSSIER = 0


def owe(at: datetime) -> int:
    """Turn new events into messages."""
    return consume("notices", lambda events: _owe_for(events, at))


def _owe_for(events: list[Event], at: datetime) -> None:
    told = [e for e in events if e.subject == "dossier" and isinstance(_rule(e), Message)]
    ids = {event.subject_id for event in told}
    dossiers = Dossier.objects.filter(pk__in=ids).select_related("applicant").in_bulk()
    owed = [notice for e in told for notice in _notices(e, dossiers[e.subject_id], at)]
    owed += [notice for event in events for notice in _to_role(event, at)]
    # An event handled before a crash finds its messages already there.
    Notice.objects.bulk_create(owed, ignore_conflicts=True)


def _rule(event: Event) -> object:
    return RULES[Told(event.kind)]


def _notices(event: Event, dossier: Dossier, at: datetime) -> list[Notice]:
    rule, person = _rule(event), dossier.applicant
    if not isinstance(rule, Message) or dossier.parent_id:
        return []
    ways = ways_to(person.email, person.phone)
    values = _values(event, dossier, person.language) if ways else {}
    return [
        Notice(
            event_id=event.pk,
            subject_id=dossier.pk,
            kind=event.kind,
            person=person,
            way=way,
            subject=rule.subject.to(person.language).format(**values),
            body=rule.body.to(person.language).format(**values),
            language=person.language,
            owed_at=at,
            next_at=at,
        )
        for way in ways
    ]


def _to_role(event: Event, at: datetime) -> list[Notice]:
    """Return what an event owes to everybody of a role: how many there are, never what."""
    owed, count = TO_ROLES.get(event.kind), event.data.get("alerts", 0)
    if owed is None or not count:
        return []
    values = {"count": count, "day": f"{date.fromisoformat(event.data['day']):%d/%m/%Y}",
              "link": f"{settings.PUBLIC_URL}/dieu-hanh/thanh-tra/canh-bao/"}  # fmt: skip
    return [
        Notice(
            event_id=event.pk, subject_id=NO_DOSSIER, kind=event.kind, person=person, way=way,
            subject=owed.message.subject.to(person.language),
            body=owed.message.body.to(person.language).format(**values),
            language=person.language, owed_at=at, next_at=at,
        )
        for person in holders(owed.role, timezone.localdate(at))
        for way in ways_to(person.email, person.phone)
    ]  # fmt: skip


def _values(event: Event, dossier: Dossier, language: str) -> dict[str, Any]:
    due = event.data.get("changes", {}).get("due_at") or dossier.due_at
    due_at = datetime.fromisoformat(due) if isinstance(due, str) else due
    definition = catalogue.version(dossier.version_id).definition
    return {
        "code": dossier.code,
        "procedure": definition.names.to(language),
        "due": f"{timezone.localtime(due_at):%H:%M %d/%m/%Y}" if due_at else "–",
        "point": _place(dossier, event, language),
        "link": f"{settings.PUBLIC_URL}/tra-cuu/{dossier.code}/",
        "rate": _rating_link(dossier, event) if event.kind == Told.RETURNED else "",
    }


def _rating_link(dossier: Dossier, event: Event) -> str:
    """Invite to rate, by a token only this message carries (ratings are bound to a dossier)."""
    token = issue_token(
        subject=f"dossier:{dossier.pk}",
        actor=Actor.system("notices"),
        at=event.at,
        unit=dossier.agency,
    )
    return f"{settings.PUBLIC_URL}/danh-gia/{token}/"


def _place(dossier: Dossier, event: Event, language: str) -> str:
    settled = event.kind == Told.SETTLED
    code = dossier.return_point if settled else dossier.received_at_point
    if settled and dossier.return_way != "point":
        return {"vi": "theo đường bưu chính hoặc trực tuyến", "en": "by post or online"}[language]
    try:
        return offices.point(code).names.to(language)
    except Refused:
        return {"vi": "Trung tâm", "en": "the centre"}[language]


def send(at: datetime) -> int:
    """Send what is due; each message is marked before it goes, so that none goes twice."""
    _give_up_on_lost(at)
    taken = _take(at)
    for notice in taken:
        _send_one(notice, at)
    return len(taken)


def _take(at: datetime) -> list[Notice]:
    with transaction.atomic():
        rows = list(
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=Notice.State.PENDING, next_at__lte=at)
            .select_related("person")
            .order_by("next_at")[:BATCH]
        )
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Notice.State.SENDING, next_at=at
        )
    return rows


def _send_one(notice: Notice, at: datetime) -> None:
    notice.attempts += 1
    try:
        deliver(notice)
    except Exception as error:
        _failed(notice, type(error).__name__, at)
    else:
        notice.state, notice.sent_at, notice.problem = Notice.State.SENT, at, ""
    notice.save(update_fields=["state", "attempts", "sent_at", "next_at", "problem"])


def _failed(notice: Notice, problem: str, at: datetime) -> None:
    # The server's words may quote the address; its kind of error is enough for the record.
    notice.problem = problem
    if notice.attempts > len(WAITS):
        notice.state = Notice.State.FAILED
        log.warning("notice_failed id=%s problem=%s", notice.pk, problem)
        return
    notice.state = Notice.State.PENDING
    notice.next_at = at + WAITS[notice.attempts - 1]


def _give_up_on_lost(at: datetime) -> None:
    """Mark messages of a program that died while sending: whether they went, nobody knows."""
    Notice.objects.filter(state=Notice.State.SENDING, next_at__lt=at - LOST_AFTER).update(
        state=Notice.State.UNCERTAIN, problem="the program ended while sending"
    )
