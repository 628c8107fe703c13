"""Lists of an agency's dossiers: an official's work, what waits for the head, the whole agency."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.catalogue.vocabulary import FIELDS
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import Eyes
from motcua.dossiers.green_lane import rule_of
from motcua.dossiers.knowledge import limit_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import to_decide, visible, work_of
from motcua.dossiers.status import IN_PROCESS, PAUSED, Status, standing_names
from motcua.dossiers.views.masked_file import OUTCOME_NAMES
from motcua.dossiers.views.naming import office_names, people_names, procedure_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor

SOON = timedelta(days=1)


class Urgency(StrEnum):
    """How near the due date is."""

    SOON = "soon"
    OVERDUE = "overdue"
    STEP_OVERDUE = "step_overdue"


class Queue(StrEnum):
    """Which list is meant."""

    MINE = "mine"
    TO_DECIDE = "to_decide"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is narrowed to; empty means all.

    `step` is a key of a route, `status` a national code as text, `code` the beginning of one.
    """

    field: str = ""
    step: str = ""
    urgency: str = ""
    status: str = ""
    outcome: str = ""
    code: str = ""


@shows(
    Thing.DOSSIER, id=WORDS, names="procedure.name_vi", status_names=WORDS,
    standing="dossier.clock", open_opinions="dossier.open_consultations",
    proposal_names="dossier.proposal", received_at="dossier.received_at_point",
    lane="dossier.priority",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One dossier in a list; `lane` is the rule that puts it before others, if one does."""

    id: int
    code: str
    event_count: int
    names: Text
    field: Text
    status: Status
    status_names: Text
    step: Text | None
    due_at: datetime | None
    step_due_at: datetime | None
    standing: bool
    accepted_at: datetime | None
    open_opinions: int
    proposal: str
    proposal_names: Text | None
    official: str
    received_at: Text | None
    lane: Text | None = None


@shows(lines=WITHIN, total=WORDS, number=WORDS)
@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of a list; `total` counts all pages."""

    lines: tuple[WorkLine, ...]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to."""

    fields: tuple[tuple[str, Text], ...]
    steps: tuple[tuple[str, Text], ...]


def rows_in(queue: Queue, actor: Actor) -> QuerySet[Dossier]:
    """Return the rows of a list in their order."""
    if queue is Queue.MINE:
        rows = work_of(actor)
    elif queue is Queue.TO_DECIDE:
        rows = to_decide(actor)
    else:
        rows = visible(actor).filter(agency=actor.office)
    return rows.order_by("-priority", F("due_at").asc(nulls_last=True), "pk")


def narrowed(rows: QuerySet[Dossier], by: Filter, at: datetime) -> QuerySet[Dossier]:
    """Return the rows a filter leaves; an unknown value leaves none rather than all."""
    if by.field:
        rows = rows.filter(field=by.field)
    if by.step:
        rows = rows.filter(_at_step(rows, by.step))
    if by.status:
        rows = rows.filter(status=int(by.status) if by.status.isdecimal() else -1)
    if by.outcome:
        rows = rows.filter(proposal=by.outcome)
    if by.code:
        rows = rows.filter(code__startswith=by.code.strip().upper())
    return rows.filter(_urgent(by.urgency, at)) if by.urgency else rows


def _urgent(urgency: str, at: datetime) -> Q:
    running = Q(status__in=IN_PROCESS)
    if urgency == Urgency.OVERDUE:
        return running & Q(due_at__lt=at)
    if urgency == Urgency.SOON:
        return running & Q(due_at__gte=at, due_at__lte=at + SOON)
    if urgency == Urgency.STEP_OVERDUE:
        return running & Q(step_due_at__lt=at)
    return Q(pk__in=[])


def _at_step(rows: QuerySet[Dossier], key: str) -> Q:
    # Where a step stands in the route depends on the version: ask the few versions of the list.
    found = Q(pk__in=[])
    for version_id, step, name in _steps(rows):
        if name == key:
            found |= Q(version_id=version_id, step=step)
    return found


def _steps(rows: QuerySet[Dossier]) -> Iterable[tuple[int, int, str]]:
    for version_id, step in rows.order_by().values_list("version_id", "step").distinct():
        route = catalogue.version(version_id).definition.route
        if step < len(route):
            yield version_id, step, route[step].key


def choices_of(rows: QuerySet[Dossier]) -> Choices:
    """Return the fields of law and the steps that occur in a list."""
    fields = sorted(set(rows.order_by().values_list("field", flat=True)))
    steps: dict[str, Text] = {}
    for version_id, step, key in _steps(rows):
        steps.setdefault(key, catalogue.version(version_id).definition.route[step].names)
    return Choices(
        tuple((key, FIELDS.get(key, Text(key, key))) for key in fields),
        tuple(sorted(steps.items(), key=lambda pair: pair[1].vi)),
    )


def work_page(rows: QuerySet[Dossier], eyes: Eyes, *, number: int, size: int) -> WorkPage:
    """Return one page of a list; a number past the end is the last page."""
    total = rows.count()
    number = max(1, min(number, -(-total // size)))
    return WorkPage(work_lines(rows[(number - 1) * size : number * size], eyes), total, number)


def work_lines(rows: Iterable[Dossier], eyes: Eyes) -> tuple[WorkLine, ...]:
    """Return rows as the viewer sees them, with one query for the names of all officials."""
    found = list(rows)
    names = people_names(row.official_id for row in found)
    return tuple(
        disclosed(replace(_line(row), official=names.get(row.official_id or 0, "")), eyes)
        for row in found
    )


def _line(row: Dossier) -> WorkLine:
    definition, status = catalogue.version(row.version_id).definition, Status(row.status)
    on_route = status in IN_PROCESS | PAUSED and row.step < len(definition.route)
    return WorkLine(
        id=row.pk,
        code=row.code or "",
        event_count=row.event_count,
        names=procedure_names(definition, row.part),
        field=FIELDS.get(row.field, Text(row.field, row.field)),
        status=status,
        status_names=standing_names(row.status, row.official_id),
        step=definition.route[row.step].names if on_route else None,
        due_at=row.due_at,
        step_due_at=row.step_due_at,
        standing=row.clock == "stands",
        accepted_at=row.accepted_at,
        open_opinions=row.open_consultations,
        proposal=row.proposal,
        proposal_names=OUTCOME_NAMES.get(row.proposal),
        official="",
        received_at=office_names(row.received_at_point),
        lane=rule_of(row.priority, limit_of(row)),
    )
