"""Lists of a counter: what waits, what is being entered, what is ready, what is to be paid."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import ready_to_return, waiting_for_acceptance
from motcua.dossiers.status import Channel, Status, standing_names
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.instants import local_day


class CounterList(StrEnum):
    """Which list of a point; the values are their addresses."""

    WAITING = "cho-tiep-nhan"
    DRAFTS = "dang-nhap"
    TO_PAY = "cho-nop-tien"
    READY = "cho-tra"
    RECEIVED = "da-tiep-nhan"


# Whoever holds one of the permissions works with the list.
NEEDED: dict[CounterList, frozenset[P]] = {
    CounterList.WAITING: frozenset({P.DESK_RECEIVE}),
    CounterList.DRAFTS: frozenset({P.DESK_RECEIVE}),
    CounterList.TO_PAY: frozenset({P.DESK_CASH}),
    CounterList.READY: frozenset({P.DESK_RETURN}),
    CounterList.RECEIVED: frozenset({P.DESK_RECEIVE, P.DESK_CASH, P.DESK_RETURN}),
}
_PAYABLE = [Status.ACCEPTED, Status.PROCESSING, Status.WAITING_PAYMENT, Status.DONE]


@shows(
    Thing.DOSSIER, names="procedure.name_vi", status_names=WORDS, since="dossier.registered_at",
    standing="dossier.clock", owed="dossier.fee_due", agency="agency.name_vi",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class CounterLine:
    """One dossier in a list of the counter; `since` is from when it waits there."""

    uid: UUID
    code: str
    names: Text
    applicant: str
    channel: str
    status_names: Text
    since: datetime
    due_at: datetime | None
    standing: bool
    owed: int
    agency: Text | None
    return_way: str

    @property
    def key(self) -> str:
        """The code, or the private number of a draft: what its address says."""
        return self.code or str(self.uid)


@shows(lines=WITHIN, total=WORDS, number=WORDS)
@dataclass(frozen=True, slots=True)
class CounterPage:
    """One page of a list; `total` counts all pages."""

    lines: tuple[CounterLine, ...]
    total: int
    number: int


def lists_of(actor: Actor) -> list[CounterList]:
    """Return the lists an official at the counter works with."""
    return [one for one, needed in NEEDED.items() if needed & actor.held]


def counter_page(
    which: CounterList, actor: Actor, at: datetime, *, number: int, size: int
) -> CounterPage:
    """Return one page of a list of the actor's point; a number past the end is the last page.

    It names applicants, so it is a look at each of them.
    """
    rows = _rows(which, actor, local_day(at)).select_related("applicant")
    total = rows.count()
    number = max(1, min(number, -(-total // size)))
    shown = list(rows[(number - 1) * size : number * size])
    if shown:
        looked(dossier_ids=[row.pk for row in shown], actor=actor, at=at, purpose=Purpose.LIST)
    return CounterPage(tuple(_line(row, eyes_of(actor)) for row in shown), total, number)


def _rows(which: CounterList, actor: Actor, today: date) -> QuerySet[Dossier]:
    here = actor.office
    if which is CounterList.WAITING:
        return waiting_for_acceptance(here).filter(parent__isnull=True)
    if which is CounterList.READY:
        return ready_to_return(here)
    mine = Dossier.objects.filter(received_at_point=here, parent__isnull=True)
    if which is CounterList.DRAFTS:
        at_counter = mine.filter(status=Status.DRAFT).exclude(channel=Channel.ONLINE)
        return at_counter.order_by("-saved_at", "-pk")
    if which is CounterList.TO_PAY:
        return mine.filter(status__in=_PAYABLE, fee_paid__lt=F("fee_due")).order_by("accepted_at")
    return mine.filter(accepted_at__date=today).order_by("-accepted_at", "-pk")


def _line(row: Dossier, eyes: Eyes) -> CounterLine:
    definition, status = catalogue.version(row.version_id).definition, Status(row.status)
    begun = {Status.DRAFT: row.saved_at, Status.DONE: row.settled_at}.get(status, row.accepted_at)
    whole = CounterLine(
        uid=row.uid,
        code=row.code or "",
        names=procedure_names(definition, row.part),
        applicant=row.applicant.full_name,
        channel=row.channel,
        status_names=standing_names(row.status, row.official_id),
        since=begun or row.registered_at or row.created_at,
        due_at=row.due_at,
        standing=row.clock == "stands",
        owed=max(0, row.fee_due - row.fee_paid),
        agency=office_names(row.agency),
        return_way=row.return_way,
    )
    return disclosed(whole, eyes)


@shows(
    Thing.DOSSIER, names="procedure.name_vi", contact="person.phone", agency="agency.name_vi",
    received_at="dossier.accepted_at", collected_by="result.collected_by", status_names=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """A line of the ledger book (form 07)."""

    code: str
    names: Text
    applicant: str
    contact: str
    agency: Text | None
    received_at: datetime | None
    due_at: datetime | None
    returned_at: datetime | None
    return_way: str
    collected_by: str
    status_names: Text


def ledger_book(actor: Actor, day: date, at: datetime) -> tuple[BookLine, ...]:
    """Return what the actor's point received on a day, in the order of reception: a look at each."""
    rows = list(
        Dossier.objects.filter(received_at_point=actor.office, parent__isnull=True)
        .filter(Q(accepted_at__date=day) | Q(status=Status.NOT_ACCEPTED, registered_at__date=day))
        .select_related("applicant", "result")
        .order_by("registered_at", "pk")
    )
    looked(dossier_ids=[row.pk for row in rows], actor=actor, at=at, purpose=Purpose.LIST)
    return tuple(_book_line(row, eyes_of(actor)) for row in rows)


def _book_line(row: Dossier, eyes: Eyes) -> BookLine:
    result = getattr(row, "result", None)
    whole = BookLine(
        code=row.code or "",
        names=catalogue.version(row.version_id).definition.names,
        applicant=row.applicant.full_name,
        contact=row.applicant.phone or row.applicant.address,
        agency=office_names(row.agency),
        received_at=row.accepted_at or row.registered_at,
        due_at=row.first_due_at,
        returned_at=row.returned_at,
        return_way=row.return_way,
        collected_by=result.collected_by if result else "",
        status_names=standing_names(row.status, row.official_id),
    )
    return disclosed(whole, eyes)
