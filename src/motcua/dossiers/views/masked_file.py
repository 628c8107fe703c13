"""A dossier as the settling side reads it: everything that decides the case, nobody's identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalogue.definition import Consult, Definition, Step
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import trace
from motcua.dossiers.knowledge import current_step, definition_of, limit_of
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.queries import visible
from motcua.dossiers.status import Outcome, Status, standing_names
from motcua.dossiers.views.answers import answers_for
from motcua.dossiers.views.eyes import eyes_on, knows_settlers
from motcua.dossiers.views.naming import office_names, people_names, procedure_names
from motcua.dossiers.views.open_to import moves_for
from motcua.dossiers.views.record import (
    HandOverSeen,
    Happening,
    OpenMove,
    OpinionSeen,
    PaperHeld,
    PartSeen,
    PauseSeen,
    SlipSeen,
    Spent,
    hand_overs_of,
    history_of,
    opinions_of,
    papers_of,
    parts_of,
    pauses_of,
    slips_of,
    spent_by,
)
from motcua.dossiers.views.revealed import revealed_answers
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.identity.queries import workers
from motcua.identity.roles import Role
from motcua.worktime.instants import local_day
from motcua.worktime.units import TimeLimit

OUTCOME_NAMES: Mapping[str, Text] = {
    Outcome.GRANTED: Text("Đồng ý giải quyết", "Grant"),
    Outcome.REFUSED: Text("Từ chối giải quyết", "Refuse"),
}


@shows(
    Thing.DOSSIER, id=WORDS, definition="version.definition", names="procedure.name_vi",
    status_names=WORDS, answers=WITHIN, received_at="dossier.received_at_point",
    standing="dossier.clock", limit="dossier.limit_value", spent=WITHIN, current="dossier.step",
    proposal_names="dossier.proposal", outcome_names="dossier.outcome",
    main_code="dossier.parent", unasked=WORDS, moves=WITHIN, papers=WITHIN, opinions=WITHIN,
    hand_overs=WITHIN, slips=WITHIN, pauses=WITHIN, parts=WITHIN, history=WITHIN,
    colleagues="staff.full_name",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedFile:
    """Everything the office's page of a dossier says."""

    id: int
    code: str
    event_count: int
    definition: Definition
    names: Text
    case: Text | None
    status: Status
    status_names: Text
    answers: Mapping[str, Any]
    received_at: Text | None
    accepted_at: datetime | None
    settled_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    step_due_at: datetime | None
    supplement_due_at: datetime | None
    standing: bool
    extended: bool
    limit: TimeLimit | None
    spent: Spent | None
    agency: Text | None
    step: int
    current: Step | None
    official: str
    proposal: str
    proposal_names: Text | None
    proposal_reason: str
    proposal_ground: str
    outcome_names: Text | None
    fee_due: int
    fee_paid: int
    main_code: str
    unasked: tuple[Consult, ...]
    moves: tuple[OpenMove, ...]
    papers: tuple[PaperHeld, ...]
    opinions: tuple[OpinionSeen, ...]
    hand_overs: tuple[HandOverSeen, ...]
    slips: tuple[SlipSeen, ...]
    pauses: tuple[PauseSeen, ...]
    parts: tuple[PartSeen, ...]
    history: tuple[Happening, ...]
    # Who may be named when the head asks to assign by hand.
    colleagues: tuple[tuple[int, str], ...] = ()

    def move(self, verb: str) -> OpenMove | None:
        """Return the move of that verb, if this status and these permissions know it."""
        return next((move for move in self.moves if move.verb == verb), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a file of a dossier lies and what it is called when it is shown."""

    file_id: int
    subject: str
    name: str


def masked_file(actor: Actor, code: str, at: datetime) -> MaskedFile:
    """Return a dossier the settling side may read.

    Raises
    ------
    Refused
        `absent`: no such dossier, or another's.
    """
    row = row_of(actor, code)
    trace(row, actor, at)
    return _seen(row, actor, at)


def row_of(actor: Actor, code: str) -> Dossier:
    wanted = code.strip().upper()
    if not 0 < len(wanted) <= 35 or not wanted.isprintable():
        raise Refused(ABSENT)
    row = visible(actor).select_related("parent").filter(code=wanted).first()
    if row is None:
        raise Refused(ABSENT)
    return row


def masked_paper(actor: Actor, code: str, paper_id: int, at: datetime) -> Finding:
    """Return the file of a paper, under a name made of the code: senders put their own names in.

    Raises
    ------
    Refused
        `absent` as above, and for a paper of another dossier or without a file.
    """
    row = row_of(actor, code)
    paper = Paper.objects.filter(dossier=_main(row), pk=paper_id, file__isnull=False)
    found = paper.select_related("file").first()
    if found is None or found.file is None:
        raise Refused(ABSENT)
    trace(row, actor, at)
    suffix = found.file.name.rsplit(".", 1)[-1]
    return Finding(found.file.pk, found.file.subject, f"{row.code}-{found.key}.{suffix}")


def _main(row: Dossier) -> Dossier:
    """Papers are handed in once, with the main dossier; its parts read them there."""
    return row.parent or row


def _seen(row: Dossier, actor: Actor, at: datetime) -> MaskedFile:
    definition, status = definition_of(row), Status(row.status)
    case, opinions = definition.case(row.case), opinions_of(row)
    official, eyes = row.official_id, eyes_on(row, actor)
    found = MaskedFile(
        id=row.pk,
        code=row.code or "",
        event_count=row.event_count,
        definition=definition,
        names=procedure_names(definition, row.part),
        case=case.names if case and len(definition.cases) > 1 else None,
        status=status,
        status_names=standing_names(row.status, row.official_id),
        answers=answers_for(definition.form, row.answers, eyes) | revealed_answers(row, actor, at),
        received_at=office_names(row.received_at_point),
        accepted_at=row.accepted_at,
        settled_at=row.settled_at,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        step_due_at=row.step_due_at,
        supplement_due_at=row.supplement_due_at,
        standing=row.clock == "stands",
        extended=row.extended,
        limit=limit_of(row),
        spent=spent_by(row, at),
        agency=office_names(row.agency),
        step=row.step,
        current=current_step(row),
        official=people_names([official]).get(official or 0, "")
        if knows_settlers(row, actor)
        else "",
        proposal=row.proposal,
        proposal_names=OUTCOME_NAMES.get(row.proposal),
        proposal_reason=row.proposal_reason,
        proposal_ground=row.proposal_ground,
        outcome_names=OUTCOME_NAMES.get(row.outcome),
        fee_due=row.fee_due,
        fee_paid=row.fee_paid,
        main_code=(row.parent.code or "") if row.parent else "",
        unasked=_unasked(row, opinions),
        moves=moves_for(row, actor, at),
        papers=papers_of(_main(row)),
        opinions=opinions,
        hand_overs=hand_overs_of(row, actor),
        slips=slips_of(row),
        pauses=pauses_of(row),
        parts=parts_of(row),
        history=history_of(row),
        colleagues=_colleagues(row, actor, at),
    )
    return disclosed(found, eyes)


def _colleagues(row: Dossier, actor: Actor, at: datetime) -> tuple[tuple[int, str], ...]:
    if not actor.may(P.OFFICE_ASSIGN) or actor.office != row.agency:
        return ()
    here = workers(row.agency, Role.SPECIALIST, local_day(at))
    return tuple(people_names(one.person_id for one in here).items())


def _unasked(row: Dossier, opinions: tuple[OpinionSeen, ...]) -> tuple[Consult, ...]:
    """Return the consultations the current step foresees that nobody has asked for yet."""
    step, asked = current_step(row), {one.key for one in opinions}
    planned = step.consults if step else ()
    return tuple(
        one
        for one in planned
        if one.key not in asked and (one.when is None or one.when.holds(row.answers))
    )
