"""One dossier as its applicant may read it: where it stands, what happened, what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.catalogue.definition import Definition
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.knowledge import definition_of, facts_of, limit_of, reckoning_of
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import COMPLETION, Status, standing_names
from motcua.dossiers.told import Told
from motcua.dossiers.views.eyes import APPLICANT
from motcua.dossiers.views.naming import people_names
from motcua.dossiers.views.own import own
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.worktime.units import TimeLimit


@shows(verb=WORDS, label=WORDS, closed=WORDS)
@dataclass(frozen=True, slots=True)
class OpenMove:
    """Something the applicant may do, or why not now."""

    verb: str
    label: Text
    closed: Refusal | None


@shows(Thing.EVENT, step=WORDS, what="event.data")
@dataclass(frozen=True, slots=True)
class Happening:
    """One event; `step` names the step of the route it ended, `what` what it says besides."""

    kind: Told
    at: datetime
    step: Text | None
    what: Mapping[str, Any]


@shows(Thing.SLIP)
@dataclass(frozen=True, slots=True)
class SlipSeen:
    """A form the applicant was given: 02, 03, 04, 05 or the order to pay."""

    form: str
    at: datetime
    reason: str
    ground: str
    items: tuple[Mapping[str, str], ...]
    due_at: datetime | None


@shows(Thing.SUSPENSION)
@dataclass(frozen=True, slots=True)
class Pause:
    """A line of the suspension ledger."""

    form: str
    reason: str
    begins: datetime
    ends: datetime | None


@shows(
    Thing.DOSSIER, names="dossier.part", status_name="dossier.status",
    limit="dossier.limit_value", standing="dossier.clock",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Part:
    """An interlinked procedure with its agency and its own clock; no code before it begins."""

    names: Text
    agency: Text | None
    code: str
    status_name: Text | None
    limit: TimeLimit
    first_due_at: datetime | None
    due_at: datetime | None
    settled_at: datetime | None
    standing: bool


@shows(
    Thing.PAPER, names="paper.key", file_id="paper.file", file_name="file.name", size="file.size",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper of the dossier and its file, where there is one."""

    key: str
    names: Text
    source: str
    file_id: int | None
    file_name: str
    size: int


@shows(Thing.RESULT, file_id="result.file")
@dataclass(frozen=True, slots=True)
class ResultSeen:
    number: str
    issued_at: datetime
    file_id: int | None


@shows(gross="dossier.clock", net="dossier.clock", working="dossier.clock")
@dataclass(frozen=True, slots=True)
class Spent:
    """Time since the clock began: all of it, and what counts. Working minutes where `working`."""

    gross: int
    net: int
    working: bool


@shows(
    Thing.DOSSIER, id=WORDS, definition="version.definition", status_name="dossier.status",
    standing="dossier.clock", limit="dossier.limit_value", spent=WITHIN,
    received_at="dossier.received_at_point", return_code="dossier.return_point",
    main_code="dossier.parent", moves=WITHIN, history=WITHIN, slips=WITHIN, pauses=WITHIN,
    parts=WITHIN, papers=WITHIN, result=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDossier:
    """Everything the applicant's page of a dossier says."""

    id: int
    uid: UUID
    code: str
    event_count: int
    definition: Definition
    case: str
    status: Status
    status_name: Text
    completion: int
    applicant: str
    answers: Mapping[str, Any]
    channel: str
    registered_at: datetime | None
    accepted_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    supplement_due_at: datetime | None
    standing: bool
    limit: TimeLimit | None
    spent: Spent | None
    agency: Text | None
    alias: str
    decided_by: str
    received_at: Text | None
    return_way: str
    return_code: str
    return_point: Text | None
    outcome: str
    fee_due: int
    fee_paid: int
    main_code: str
    moves: tuple[OpenMove, ...]
    history: tuple[Happening, ...]
    slips: tuple[SlipSeen, ...]
    pauses: tuple[Pause, ...]
    parts: tuple[Part, ...]
    papers: tuple[PaperSeen, ...]
    result: ResultSeen | None

    @property
    def waits_for_draw(self) -> bool:
        """It has reached its agency, and nobody has been drawn for it yet."""
        return self.status is Status.PROCESSING and not self.alias

    @property
    def withdrawn_or_declined(self) -> bool:
        """It ended without a decision: no date means anything any more."""
        return self.status in (Status.WITHDRAWN, Status.NOT_ACCEPTED)

    def move(self, verb: str) -> OpenMove | None:
        """Return the move of that verb, if this status and these permissions know it."""
        return next((move for move in self.moves if move.verb == verb), None)


def own_dossier(actor: Actor, code: str, at: datetime) -> OwnDossier | None:
    """Return the person's own dossier by its code; another's and none look the same."""
    wanted = code.strip().upper()
    if not 0 < len(wanted) <= 35 or not wanted.isprintable():
        return None
    row = own(actor).select_related("applicant", "parent", "result").filter(code=wanted).first()
    return _seen(row, actor, at) if row else None


def open_slip(dossier: OwnDossier) -> SlipSeen | None:
    """Return the form 02 that the applicant has to answer now."""
    asked = [slip for slip in dossier.slips if slip.form == "02"]
    return asked[-1] if asked and dossier.supplement_due_at else None


def _seen(row: Dossier, actor: Actor, at: datetime) -> OwnDossier:
    definition, status = definition_of(row), Status(row.status)
    result = getattr(row, "result", None)
    found = OwnDossier(
        id=row.pk,
        uid=row.uid,
        code=row.code or "",
        event_count=row.event_count,
        definition=definition,
        case=row.case,
        status=status,
        status_name=standing_names(row.status, row.official_id),
        completion=COMPLETION[status],
        applicant=row.applicant.full_name,
        answers=row.answers,
        channel=row.channel,
        registered_at=row.registered_at,
        accepted_at=row.accepted_at,
        settled_at=row.settled_at,
        returned_at=row.returned_at,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        supplement_due_at=row.supplement_due_at,
        standing=row.clock == "stands",
        limit=limit_of(row),
        spent=_spent(row, at),
        agency=_agency(row.agency),
        alias=row.alias,
        decided_by=_signer(row),
        received_at=_place(row.received_at_point),
        return_way=row.return_way,
        return_code=row.return_point,
        return_point=_place(row.return_point),
        outcome=row.outcome,
        fee_due=row.fee_due,
        fee_paid=row.fee_paid,
        main_code=(row.parent.code or "") if row.parent else "",
        moves=_moves(row, actor, at),
        history=_history(row, definition),
        slips=tuple(_slip(slip) for slip in row.slips.order_by("at", "pk")),
        pauses=tuple(
            Pause(line.form, line.reason, line.begins, line.ends)
            for line in row.suspensions.order_by("begins", "pk")
        ),
        parts=_parts(row, definition),
        papers=_papers(row, definition),
        result=ResultSeen(result.number, result.issued_at, result.file_id) if result else None,
    )
    return disclosed(found, APPLICANT)


def _signer(row: Dossier) -> str:
    """Return who signed the decision: nobody before there is one (Decree 61/2018 art. 20)."""
    decided = row.status in (Status.DONE, Status.RETURNED)
    return people_names([row.decided_by]).get(row.decided_by or 0, "") if decided else ""


def _moves(row: Dossier, actor: Actor, at: datetime) -> tuple[OpenMove, ...]:
    # The reason is what the page's own form will ask for; its absence closes no button.
    facts = facts_of(row, actor=actor, at=at, reason="…")
    found = DOSSIER.open_moves(row, actor.held, facts)
    return tuple(OpenMove(move.verb, move.label, closed) for move, closed in found)


def _spent(row: Dossier, at: datetime) -> Spent | None:
    reckoning = reckoning_of(row)
    if reckoning is None or row.clock_started_at is None:
        return None
    until = max(row.settled_at or row.returned_at or at, row.clock_started_at)
    return Spent(
        reckoning.gross_minutes(until),
        reckoning.net_minutes(until),
        reckoning.limit.unit.is_working,
    )


def _history(row: Dossier, definition: Definition) -> tuple[Happening, ...]:
    return tuple(
        Happening(Told(event.kind), event.at, _step(event.data, definition), event.data)
        for event in of_subject("dossier", row.pk)
    )


def _step(data: Mapping[str, Any], definition: Definition) -> Text | None:
    after = data.get("changes", {}).get("step")
    if data.get("verb") != "finish_step" or not after:
        return None
    return definition.route[after - 1].names if after <= len(definition.route) else None


def _slip(slip: Slip) -> SlipSeen:
    return SlipSeen(slip.form, slip.at, slip.reason, slip.ground, tuple(slip.items), slip.due_at)


def _parts(row: Dossier, definition: Definition) -> tuple[Part, ...]:
    if not definition.interlinked or row.parent_id:
        return ()
    opened = {part.part: part for part in row.parts.all()}
    return tuple(_part(link, opened.get(link.key)) for link in definition.interlinked)


def _part(link: Any, row: Dossier | None) -> Part:
    if row is None:
        return Part(link.names, None, "", None, link.limit, None, None, None, standing=False)
    return Part(
        link.names,
        _agency(row.agency),
        row.code or "",
        standing_names(row.status, row.official_id),
        link.limit,
        row.first_due_at,
        row.due_at,
        row.settled_at,
        standing=row.clock == "stands",
    )


def _papers(row: Dossier, definition: Definition) -> tuple[PaperSeen, ...]:
    names = {paper.key: paper.names for case in definition.cases for paper in case.papers}
    return tuple(
        PaperSeen(
            paper.key,
            names.get(paper.key, Text("Giấy tờ bổ sung", "Supplementary paper")),
            paper.source,
            paper.file_id,
            paper.file.name if paper.file else "",
            paper.file.size if paper.file else 0,
        )
        for paper in row.papers.select_related("file").order_by("pk")
    )


def _agency(code: str) -> Text | None:
    return offices.agency(code).names if code else None


def _place(code: str) -> Text | None:
    try:
        return offices.point(code).names if code else None
    except Refused:
        return None
