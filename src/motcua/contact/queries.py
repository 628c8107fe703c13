"""Reading contacts: a dossier's talk as one side may see it, and what waits for the centre."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from motcua.contact.enclosures import FileSeen, files_of, minutes_of, opened
from motcua.contact.kinds import (
    ASKED_OF_THE_CENTRE,
    KINDS,
    PARTIES,
    WAYS,
    Kind,
    Party,
    Way,
    kinds_of,
)
from motcua.contact.models import Hearing, Message, Note
from motcua.contact.parties import side_of
from motcua.contact.rules import silent_sides
from motcua.contact.seen import HearingSeen, Hosted, MessageSeen, NoteSeen, Question, Talk
from motcua.contact.slots import shuffled_key
from motcua.contact.states import NAMES, OPEN, OUTCOMES, Outcome
from motcua.contact.states import Status as HearingStatus
from motcua.documents.queries import StoredFile
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible
from motcua.dossiers.status import Status
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


def talk(actor: Actor, code: str) -> Talk:
    """Return the talk about a dossier, for an actor who is a side of it.

    Raises
    ------
    Refused
        `absent` for everybody else.
    """
    dossier = _dossier(actor, code)
    side = side_of(dossier, actor) if dossier else None
    if dossier is None or side is None:
        raise Refused(ABSENT)
    writes = side is not Party.OFFICIAL or dossier.official_id == actor.person_id
    kinds = kinds_of(side, Status(dossier.status)) if writes else []
    return Talk(
        dossier.pk,
        dossier.code or "",
        side,
        _read(dossier, side),
        tuple(_hearing(row) for row in Hearing.objects.filter(dossier=dossier).order_by("pk")),
        tuple(kind for kind in kinds if not KINDS[kind].must_answer),
        side is Party.APPLICANT and actor.may(P.OWN_HEARING) and may_be_heard(dossier),
        notes_of(dossier.pk),
        writes and side is not Party.CENTRE,
    )


def message_file(seen: Talk, uid: UUID, number: int) -> StoredFile | None:
    """Return a file of a message of the talk, under a neutral name; None when it has none such."""
    if uid not in {one.uid for one in seen.messages}:
        return None
    return opened(Message.objects.get(uid=uid), number)


def minutes_file(actor: Actor, uid: UUID) -> StoredFile | None:
    """Return the signed minutes for the hearing's host and the dossier's applicant; else None."""
    row = Hearing.objects.filter(uid=uid).select_related("dossier").first()
    if row is None:
        return None
    hosts = actor.may(P.DESK_HOST) and row.host == actor.person_id
    return minutes_of(row) if hosts or side_of(row.dossier, actor) is Party.APPLICANT else None


def notes_of(dossier_id: int) -> tuple[NoteSeen, ...]:
    """Return the contacts outside that were noted, the newest first."""
    rows = Note.objects.filter(dossier=dossier_id).order_by("-happened_at", "-pk")
    return tuple(
        NoteSeen(row.happened_at, WAYS[Way(row.way)], row.outgoing, row.summary) for row in rows
    )


def may_be_heard(dossier: Dossier) -> bool:
    """Whether a hearing may be asked for: before the decision, and one at a time."""
    before = Status(dossier.status) in (
        Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT,
        Status.STOPPED,
    )  # fmt: skip
    return before and not Hearing.objects.filter(dossier=dossier, status__in=OPEN).exists()


def questions(actor: Actor) -> list[Question]:
    """Return the questions about progress that wait for the centre's answer at the actor's point."""
    if not actor.office or not actor.may(P.DESK_ANSWER):
        return []
    rows = (
        Message.objects.filter(
            kind__in=ASKED_OF_THE_CENTRE,
            released=True,
            dossier__received_at_point=actor.office,
        )
        .filter(~Exists(Message.objects.filter(reply_to=OuterRef("pk"))))
        .select_related("dossier", "reply_to")
        .order_by("release_at", "uid")
    )
    return [
        Question(row.dossier_id, row.dossier.code or "", _seen(row, Party.CENTRE)) for row in rows
    ]


def question(actor: Actor, uid: UUID) -> Question | None:
    """Return one of the questions that wait at the actor's point."""
    return next((one for one in questions(actor) if one.message.uid == uid), None)


def hosted(actor: Actor) -> list[Hosted]:
    """Return the hearings the actor hosts and has still to do something about."""
    if actor.person_id is None or not actor.may(P.DESK_HOST):
        return []
    rows = Hearing.objects.filter(host=actor.person_id, status__in=OPEN).select_related("dossier")
    return [
        Hosted(row.uid, row.dossier_id, row.dossier.code or "", HearingStatus(row.status),
               NAMES[HearingStatus(row.status)], row.begins_at,
               tuple(silent_sides(row)) if row.held_at else (), row.minutes_id is not None)
        for row in rows.order_by("begins_at", "asked_at")
    ]  # fmt: skip


def _dossier(actor: Actor, code: str) -> Dossier | None:
    wanted = code.strip().upper()
    if not 0 < len(wanted) <= 35 or not wanted.isprintable():
        return None
    return visible(actor).filter(code=wanted).first()


def _of(dossier: Dossier, side: Party) -> list[Message]:
    """Own messages from the first minute, the others' from their slot; in an order by slots."""
    mine = [kind for kind, typed in KINDS.items() if typed.sender is side]
    for_me = [kind for kind, typed in KINDS.items() if typed.receiver is side]
    rows = Message.objects.filter(dossier=dossier).filter(
        Q(kind__in=mine) | Q(kind__in=for_me, released=True)
    )
    return sorted(rows.select_related("reply_to"), key=lambda row: _place(row, side))


def _place(row: Message, side: Party) -> tuple[datetime, bool, bytes]:
    """Sort by slots; within one, the others' messages in an order that says nothing."""
    own = KINDS[Kind(row.kind)].sender is side
    return row.release_at, own, row.pk.to_bytes(8) if own else shuffled_key(str(row.uid))


def _read(dossier: Dossier, side: Party) -> tuple[MessageSeen, ...]:
    rows = _of(dossier, side)
    files = files_of(rows)
    return tuple(_seen(row, side, files.get(row.pk, ())) for row in rows)


def _seen(row: Message, side: Party, files: tuple[FileSeen, ...] = ()) -> MessageSeen:
    typed = KINDS[Kind(row.kind)]
    name = PARTIES[typed.sender]
    answered = KINDS[Kind(row.reply_to.kind)].names if row.reply_to else None
    return MessageSeen(
        row.uid, Kind(row.kind), typed.names,
        Text(f"{name.vi} {row.alias}".strip(), f"{name.en} {row.alias}".strip()),
        typed.sender is side, row.text, row.ground, row.release_at, not row.released, answered,
        files,
    )  # fmt: skip


def _hearing(row: Hearing) -> HearingSeen:
    status = HearingStatus(row.status)
    return HearingSeen(
        row.uid, status, NAMES[status], row.begins_at, office_names(row.place), row.summary,
        OUTCOMES[Outcome(row.outcome)] if row.outcome else None, status in OPEN,
        tuple(silent_sides(row)) if row.held_at else (),
        row.minutes_id is not None,
    )  # fmt: skip
