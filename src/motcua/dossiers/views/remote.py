"""A dossier as programs read it: where it stands, its answers as far as the asker may read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import is_open_to, trace
from motcua.dossiers.knowledge import definition_of, limit_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import own_draft, visible, visible_dossier
from motcua.dossiers.status import COMPLETION, Status, standing_names
from motcua.dossiers.views.answers import answers_for, reads_all
from motcua.dossiers.views.eyes import eyes_of, eyes_on
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.flow.refusal import Refused, Text
from motcua.flow.table import Move
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.units import TimeLimit

# Held for an agency, of whose dossiers alone they are good. An official's own work and the second
# signature are bound to persons by the table's guards, consultations to the agency that was asked.
FOR_AN_AGENCY = frozenset({P.OFFICE_DECIDE, P.OFFICE_ASSIGN, P.OFFICE_STOP, P.OFFICE_CORRECT})


@shows(Thing.DOSSIER, names="procedure.name_vi", status_names=WORDS)
@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteLine:
    """A dossier in a list."""

    uid: UUID
    code: str
    procedure: str
    names: Text
    status: Status
    status_names: Text
    completion: int
    registered_at: datetime | None
    due_at: datetime | None
    event_count: int


@shows(
    Thing.DOSSIER, line=WITHIN, agency_names="dossier.agency", limit="dossier.limit_value",
    masked=WORDS, answers=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDossier:
    """One dossier; `masked` when identity fields of the answers are hidden from the asker."""

    line: RemoteLine
    case: str
    channel: str
    agency: str
    agency_names: Text | None
    received_at_point: str
    accepted_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    first_due_at: datetime | None
    supplement_due_at: datetime | None
    clock: str
    limit: TimeLimit | None
    outcome: str
    fee_due: int
    fee_paid: int
    return_way: str
    return_point: str
    masked: bool
    answers: Mapping[str, Any]


def remote_lines(actor: Actor, first: int, most: int) -> tuple[int, list[RemoteLine]]:
    """Return how many dossiers the actor sees and some of them, the newest first."""
    rows = visible(actor)
    eyes = eyes_of(actor)
    shown = rows.order_by("-saved_at", "-pk")[first:][:most]
    return rows.count(), [disclosed(_line(row), eyes) for row in shown]


def found(actor: Actor, name: str, at: datetime) -> Dossier:
    """Return a dossier by its code, or a draft by its private number; the look is kept.

    Raises
    ------
    Refused
        `absent`, whether it does not exist or is not for the actor.
    """
    number = _uid(name)
    row = own_draft(actor, number) if number else visible_dossier(actor, name)
    trace(row, actor, at)
    return row


def remote_dossier(row: Dossier, actor: Actor, at: datetime) -> RemoteDossier:
    """Return the dossier for the actor, with the answers that the policy lets them read.

    While an emergency is open to the actor they are whole.
    """
    eyes, opened = eyes_on(row, actor), is_open_to(row, actor, at)
    answers = answers_for(definition_of(row).form, row.answers, eyes)
    found = RemoteDossier(
        line=_line(row),
        case=row.case,
        channel=row.channel,
        agency=row.agency,
        agency_names=office_names(row.agency),
        received_at_point=row.received_at_point,
        accepted_at=row.accepted_at,
        settled_at=row.settled_at,
        returned_at=row.returned_at,
        first_due_at=row.first_due_at,
        supplement_due_at=row.supplement_due_at,
        clock=row.clock,
        limit=limit_of(row),
        outcome=row.outcome,
        fee_due=row.fee_due,
        fee_paid=row.fee_paid,
        return_way=row.return_way,
        return_point=row.return_point,
        masked=not (opened or reads_all(eyes)),
        answers=dict(row.answers) if opened else answers,
    )
    return disclosed(found, eyes)


def stands_for(row: Dossier, actor: Actor, move: Move[Status]) -> None:
    """Refuse a settling move to anybody who does not stand for the settling agency.

    Who may look at a dossier (overseers, consulted agencies) may not therefore settle it.
    """
    needs = P(move.needs)
    if needs in FOR_AN_AGENCY and actor.may(needs) and row.agency != actor.office:
        raise Refused(ABSENT)


def _line(row: Dossier) -> RemoteLine:
    status = Status(row.status)
    return RemoteLine(
        uid=row.uid,
        code=row.code or "",
        procedure=row.procedure,
        names=procedure_names(definition_of(row), row.part),
        status=status,
        status_names=standing_names(row.status, row.official_id),
        completion=COMPLETION[status],
        registered_at=row.registered_at,
        due_at=row.due_at,
        event_count=row.event_count,
    )


def _uid(name: str) -> UUID | None:
    try:
        return UUID(name) if len(name) == 36 else None
    except ValueError:
        return None
