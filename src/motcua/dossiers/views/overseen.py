"""What overseers look at: a slice of all dossiers, and the named sets that every figure counts.

A figure on a page and the list behind it ask for the same set, so they cannot disagree.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from motcua.disclosure.showing import WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible
from motcua.dossiers.status import Channel, Status, standing_names
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.instants import midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A period of local days, both included, and what it is narrowed to; empty is everything."""

    first: date
    last: date
    field: str = ""
    agency: str = ""
    point: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class Figure(StrEnum):
    """The named sets of dossiers behind the figures of the overview."""

    RECEIVED = "received"
    SETTLED = "settled"
    ON_TIME = "on_time"
    LATE = "late"
    SUPPLEMENTED = "supplemented"
    ACCEPTED_ONLINE = "accepted_online"
    WAITING = "waiting"


FIGURE_NAMES: Mapping[Figure, Text] = {
    Figure.RECEIVED: Text("Đã nhận trong kỳ", "Handed in during the period"),
    Figure.SETTLED: Text("Đã giải quyết trong kỳ", "Settled during the period"),
    Figure.ON_TIME: Text("Giải quyết đúng hạn hẹn đầu", "Settled by the first due date"),
    Figure.LATE: Text("Giải quyết sau hạn hẹn đầu", "Settled after the first due date"),
    Figure.SUPPLEMENTED: Text("Bị yêu cầu bổ sung", "Sent back for a supplement"),
    Figure.ACCEPTED_ONLINE: Text(
        "Nộp trực tuyến, tiếp nhận trong kỳ", "Handed in online, accepted during the period"
    ),
    Figure.WAITING: Text("Nhận trong kỳ, đang chờ tiếp nhận", "Of these, waiting for acceptance"),
}


@shows(
    Thing.DOSSIER, id=WORDS, names="procedure.name_vi", status_names=WORDS,
    standing="dossier.clock",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Line:
    """One dossier in a list of overseers: nothing of the applicant."""

    id: int
    code: str
    names: Text
    field: str
    agency: Text | None
    status: Status
    status_names: Text
    registered_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    settled_at: datetime | None
    standing: bool


def overseen(actor: Actor) -> QuerySet[Dossier]:
    """Return every dossier that was handed in; nothing for somebody who oversees nothing."""
    if not actor.may(P.OVERSEE):
        return Dossier.objects.none()
    return visible(actor).exclude(status=Status.DRAFT)


def narrowed(rows: QuerySet[Dossier], part: Slice) -> QuerySet[Dossier]:
    """Return the rows of the slice's field, agency and point; its period is the figures' matter."""
    if part.field:
        rows = rows.filter(field=part.field)
    if part.agency:
        rows = rows.filter(agency=part.agency)
    if part.point:
        rows = rows.filter(received_at_point=part.point)
    return rows


def condition(figure: Figure, part: Slice) -> Q:
    """Return what makes a dossier count for the figure; the one definition of each."""
    received = during("registered_at", part)
    settled = during("settled_at", part)
    return {
        Figure.RECEIVED: received,
        Figure.SETTLED: settled,
        Figure.ON_TIME: settled & Q(settled_at__lte=F("first_due_at")),
        Figure.LATE: settled & Q(settled_at__gt=F("first_due_at")),
        Figure.SUPPLEMENTED: received & Q(supplement_rounds__gt=0),
        Figure.ACCEPTED_ONLINE: during("accepted_at", part) & Q(channel=Channel.ONLINE),
        Figure.WAITING: received & Q(status=Status.REGISTERED),
    }[figure]


def during(field: str, part: Slice) -> Q:
    """Return the condition that an instant lies on one of the slice's local days."""
    begins, ends = midnight(part.first), midnight(part.last + timedelta(days=1))
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def behind(
    actor: Actor, part: Slice, figure: Figure, status: Status | None = None
) -> QuerySet[Dossier]:
    """Return the dossiers a figure counts, those handed in first at the top."""
    rows = narrowed(overseen(actor), part).filter(condition(figure, part))
    if status is not None:
        rows = rows.filter(status=status)
    return rows.order_by("registered_at", "pk")


def line(row: Dossier, eyes: Eyes) -> Line:
    """Return the row as a list shows it to the viewer."""
    status = Status(row.status)
    found = Line(
        id=row.pk,
        code=row.code or "",
        names=procedure_names(definition_of(row), row.part),
        field=row.field,
        agency=office_names(row.agency),
        status=status,
        status_names=standing_names(row.status, row.official_id),
        registered_at=row.registered_at,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        standing=row.clock == "stands",
    )
    return disclosed(found, eyes)


def lines_of(actor: Actor, numbers: Collection[int]) -> list[Line]:
    """Return the rows of these dossiers, as far as the actor oversees them, in the given order."""
    found = overseen(actor).in_bulk(list(numbers))
    eyes = eyes_of(actor)
    return [line(found[one], eyes) for one in numbers if one in found]
