"""The overdue board: what is late or soon due, how late in working time, and where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.knowledge import calendar_of, current_step, definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import IN_PROCESS, standing_names
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.dossiers.views.overseen import overseen
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.worktime.arithmetic import working_minutes_between

SOON = timedelta(days=2)
CHUNK = 1000


class Lateness(StrEnum):
    """Which part of the board is shown."""

    LATE = "late"
    SOON = "soon"


@shows(
    Thing.DOSSIER, names="procedure.name_vi", agency_code="dossier.agency", status_names=WORDS,
    late=WORDS, minutes=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A dossier on the board; the official stands there by the alias of this dossier only.

    `minutes` are working minutes of the agency's calendar: past the due date, or left until it.
    """

    code: str
    procedure: str
    names: Text
    field: str
    agency_code: str
    agency: Text | None
    step: Text | None
    alias: str
    status_names: Text
    first_due_at: datetime | None
    due_at: datetime
    late: bool
    minutes: int


@shows(key=WORDS, late=WORDS, soon=WORDS)
@dataclass(frozen=True, slots=True)
class Pile:
    """How much of an agency or field is late, and how much is due soon."""

    key: str
    late: int
    soon: int


def on_board(
    actor: Actor, at: datetime, lateness: Lateness, *, field: str = "", agency: str = ""
) -> QuerySet[Dossier]:
    """Return the dossiers whose clock runs and that are late or soon due, the oldest date first."""
    rows = _running(actor, field, agency).filter(_when(lateness, at))
    return rows.order_by("due_at", "pk")


def piles(actor: Actor, at: datetime, by: str, *, field: str = "", agency: str = "") -> list[Pile]:
    """Return late and soon-due counts of each `agency` or `field`, the latest one first."""
    rows = (
        _running(actor, field, agency)
        .filter(due_at__lt=at + SOON)
        .values_list(by)
        .annotate(
            late=Count("pk", filter=_when(Lateness.LATE, at)),
            soon=Count("pk", filter=_when(Lateness.SOON, at)),
        )
        .order_by("-late", "-soon", by)
    )
    return [Pile(*row) for row in rows]


def board_line(row: Dossier, at: datetime) -> BoardLine:
    """Return the row as the board shows it."""
    if row.due_at is None:
        raise ValueError(f"dossier {row.pk} has no due date and is on no board")
    late, step, calendar = row.due_at < at, current_step(row), calendar_of(row)
    earlier, later = (row.due_at, at) if late else (at, row.due_at)
    return BoardLine(
        code=row.code or "",
        procedure=row.procedure,
        names=procedure_names(definition_of(row), row.part),
        field=row.field,
        agency_code=row.agency,
        agency=office_names(row.agency),
        step=step.names if step else None,
        alias=row.alias,
        status_names=standing_names(row.status, row.official_id),
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        late=late,
        minutes=working_minutes_between(calendar, earlier, later),
    )


def board_lines(rows: QuerySet[Dossier], at: datetime) -> Iterator[BoardLine]:
    """Yield every line, reading the rows in pieces: for exports of any size."""
    for row in rows.iterator(chunk_size=CHUNK):
        yield board_line(row, at)


def _running(actor: Actor, field: str, agency: str) -> QuerySet[Dossier]:
    rows = overseen(actor).filter(status__in=IN_PROCESS)
    rows = rows.filter(field=field) if field else rows
    return rows.filter(agency=agency) if agency else rows


def _when(lateness: Lateness, at: datetime) -> Q:
    if lateness is Lateness.LATE:
        return Q(due_at__lt=at)
    return Q(due_at__gte=at, due_at__lt=at + SOON)
