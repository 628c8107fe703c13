"""Reading contacts: a dossier's talk as one side may see it, and the zero-contact rate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

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
from motcua.contact.slots import shuffled_key
from motcua.contact.states import NAMES, OPEN, OUTCOMES, Outcome
from motcua.contact.states import Status as HearingStatus
from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.documents.queries import StoredFile
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible
from motcua.dossiers.status import Outcome as Decision
from motcua.dossiers.status import Status
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@shows(
    Thing.MESSAGE, names="message.kind", sender="message.alias", mine=WORDS,
    when="message.release_at", waits="message.released", answers="message.reply_to", files=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class MessageSeen:
    """One message as one side reads it: by role or alias, never by name; `when` is its slot."""

    uid: UUID
    kind: Kind
    names: Text
    sender: Text
    mine: bool
    text: str
    ground: str
    when: datetime
    waits: bool
    answers: Text | None
    files: tuple[FileSeen, ...] = ()


@shows(Thing.HEARING, status_names=WORDS, open=WORDS, silent=WORDS)
@dataclass(frozen=True, slots=True)
class HearingSeen:
    """A hearing as both sides may see it; the host is an employee of the centre, without a name."""

    uid: UUID
    status: HearingStatus
    status_names: Text
    begins_at: datetime | None
    place: Text | None
    summary: str
    outcome: Text | None
    open: bool
    silent: tuple[Party, ...] = ()
    minutes: bool = False


@shows(Thing.NOTE)
@dataclass(frozen=True, slots=True)
class NoteSeen:
    """A contact outside the platform, as the centre wrote it down; by whom stays inside."""

    happened_at: datetime
    way: Text
    outgoing: bool
    summary: str


@shows(dossier_id=WORDS, code="dossier.code", message=WITHIN)
@dataclass(frozen=True, slots=True)
class Question:
    """A question about progress that waits for the centre."""

    dossier_id: int
    code: str
    message: MessageSeen


@shows(Thing.HEARING, dossier_id=WORDS, code="dossier.code", status_names=WORDS, silent=WORDS)
@dataclass(frozen=True, slots=True)
class Hosted:
    """A hearing as its host sees it in the list."""

    uid: UUID
    dossier_id: int
    code: str
    status: HearingStatus
    status_names: Text
    begins_at: datetime | None
    silent: tuple[Party, ...] = ()
    minutes: bool = False


@shows(
    dossier_id=WORDS, code="dossier.code", side=WORDS, messages=WITHIN, hearings=WITHIN,
    may_write=WORDS, may_ask_hearing=WORDS, may_confirm=WORDS, notes=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Talk:
    """The talk about one dossier as one side sees it.

    Parameters
    ----------
    may_write
        The kinds this side may write now.
    may_ask_hearing
        Whether the one click is there.
    may_confirm
        Whether minutes that wait are this reader's to confirm; an agency's head only reads.
    """

    dossier_id: int
    code: str
    side: Party
    messages: tuple[MessageSeen, ...]
    hearings: tuple[HearingSeen, ...]
    may_write: tuple[Kind, ...]
    may_ask_hearing: bool
    notes: tuple[NoteSeen, ...] = ()
    may_confirm: bool = False


@shows(
    settled=WORDS, without=WORDS, with_messages=WORDS, with_hearings=WORDS, with_notes=WORDS,
    supplemented=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class ZeroContact:
    """Of dossiers settled in a period, how many had no contact but reception and return.

    Parameters
    ----------
    rate
        `without / settled`; None when nothing was settled. A supplement round is a contact too.
    """

    settled: int
    without: int
    with_messages: int
    with_hearings: int
    with_notes: int
    supplemented: int

    @property
    def rate(self) -> float | None:
        return self.without / self.settled if self.settled else None


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


WITHOUT_CONTACT = Q(said=False, heard=False, noted=False, supplement_rounds=0)


def decided() -> QuerySet[Dossier]:
    """Return every dossier with a decision; `WITHOUT_CONTACT` picks those of zero contact.

    Annotated are `said` (a message), `heard` (a hearing, even asked for only) and `noted`.
    """
    here = OuterRef("pk")
    return Dossier.objects.filter(outcome__in=list(Decision)).annotate(
        said=Exists(Message.objects.filter(dossier=here)),
        heard=Exists(Hearing.objects.filter(dossier=here)),
        noted=Exists(Note.objects.filter(dossier=here)),
    )


def zero_contact(*, since: datetime, until: datetime, unit: str = "") -> ZeroContact:
    """Return the zero-contact figures of dossiers settled in a period; it takes one statement.

    Parameters
    ----------
    since, until
        Settled at or after `since` and before `until`.
    unit
        An agency's code; empty for all.
    """
    figures = _settled(since, until, unit).aggregate(**_COUNTS)
    return ZeroContact(**figures)


def zero_contact_by_unit(*, since: datetime, until: datetime) -> dict[str, ZeroContact]:
    """Return the same for each agency that settled something; it takes one statement."""
    rows = _settled(since, until, "").order_by("agency").values("agency").annotate(**_COUNTS)
    found: list[dict[str, Any]] = list(rows)  # type: ignore[arg-type]
    return {row.pop("agency"): ZeroContact(**row) for row in found}


_COUNTS = {
    "settled": Count("pk"),
    "without": Count("pk", filter=WITHOUT_CONTACT),
    "with_messages": Count("pk", filter=Q(said=True)),
    "with_hearings": Count("pk", filter=Q(heard=True)),
    "with_notes": Count("pk", filter=Q(noted=True)),
    "supplemented": Count("pk", filter=Q(supplement_rounds__gt=0)),
}


def _settled(since: datetime, until: datetime, unit: str) -> QuerySet[Dossier]:
    rows = decided().filter(settled_at__gte=since, settled_at__lt=until)
    return rows.filter(agency=unit) if unit else rows


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
