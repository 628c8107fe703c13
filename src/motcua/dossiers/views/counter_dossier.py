"""One dossier at a counter: who applies, the check-list, where it stands, what may be done.

The key in an address is the code, or the private number of a draft made at this very point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.catalogue.definition import Definition, Paper
from motcua.catalogue.requirements import Requirements
from motcua.disclosure.policy import may_see
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.documents.queries import StoredFile, find
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import trace
from motcua.dossiers.knowledge import competent, definition_of, form_sources, limit_of, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible, visible_dossier
from motcua.dossiers.status import Channel, Status, standing_names
from motcua.dossiers.views.answers import answers_for
from motcua.dossiers.views.applicants import Applicant, applicant_of
from motcua.dossiers.views.eyes import eyes_on
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.dossiers.views.open_to import moves_for
from motcua.dossiers.views.record import (
    HandOverSeen,
    Happening,
    OpenMove,
    PaperHeld,
    PartSeen,
    SlipSeen,
    hand_overs_of,
    history_of,
    papers_of,
    parts_of,
    slips_of,
)
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.formspec.answers import faults
from motcua.formspec.label import Label
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.permissions import P
from motcua.payments import queries as payments
from motcua.payments.queries import ChargeInfo
from motcua.worktime.units import TimeLimit


@shows(
    key="paper.key", names="paper.key", required=WORDS, held=WITHIN, paper=WORDS,
    reason="slip.reason", basis="slip.items",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the check-list: a paper of the case, or an item form 02 asked for."""

    key: str
    names: Text
    required: bool
    held: tuple[PaperHeld, ...]
    paper: Paper | None
    reason: str = ""
    basis: str = ""

    @property
    def missing(self) -> bool:
        return self.required and not self.held


@shows(
    Thing.DOSSIER,
    id=WORDS, definition="version.definition", names="procedure.name_vi", status_names=WORDS,
    editable=WORDS, awaits_supplement=WORDS, applicant=WITHIN, answers=WITHIN, needs=WITHIN,
    lines=WITHIN, papers=WITHIN, agency="agency.name_vi", no_agency=WORDS, point="office.name_vi",
    standing="dossier.clock", limit="dossier.limit_value", return_code="dossier.return_point",
    charges="charge.amount", result_number="result.number", collected_by="result.collected_by",
    main_code="dossier.parent", slips="slip.items", parts="dossier.parent", hand_overs=WITHIN,
    history="event.kind",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDossier:
    """Everything the counter's pages of a dossier say."""

    id: int
    uid: UUID
    code: str
    event_count: int
    definition: Definition
    names: Text
    channel: str
    ruleset: str
    status: Status
    status_names: Text
    editable: bool
    awaits_supplement: bool
    applicant: Applicant
    submitter: str
    answers: Mapping[str, Any]
    needs: Requirements
    lines: tuple[PaperLine, ...]
    papers: tuple[PaperHeld, ...]
    agency: Text | None
    no_agency: Refusal | None
    point: Text | None
    registered_at: datetime | None
    accepted_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    supplement_due_at: datetime | None
    standing: bool
    limit: TimeLimit | None
    alias: str
    outcome: str
    return_way: str
    return_code: str
    return_point: Text | None
    fee_due: int
    fee_paid: int
    charges: tuple[ChargeInfo, ...]
    result_number: str
    collected_by: str
    main_code: str
    moves: tuple[OpenMove, ...]
    slips: tuple[SlipSeen, ...]
    parts: tuple[PartSeen, ...]
    hand_overs: tuple[HandOverSeen, ...]
    history: tuple[Happening, ...]
    received_by: str

    @property
    def key(self) -> str:
        """What its address says: the code, or the private number of a draft."""
        return self.code or str(self.uid)

    @property
    def owed(self) -> int:
        return max(0, self.fee_due - self.fee_paid)

    def move(self, verb: str) -> OpenMove | None:
        """Return the move of that verb, if this status and these permissions know it."""
        return next((move for move in self.moves if move.verb == verb), None)

    def wrong(self, today: date) -> Mapping[str, Label]:
        """Return what is wrong with the answers, by field, in both languages."""
        form = self.definition.form
        return faults(form, self.answers, today=today, sources=form_sources(today))


def counter_dossier(actor: Actor, key: str, at: datetime) -> CounterDossier:
    """Return a dossier for the counter that deals with it.

    Raises
    ------
    Refused
        `absent`: no such dossier, another counter's draft, or a draft made at home.
    """
    row = counter_row(actor, key)
    trace(row, actor, at)
    return _seen(row, actor, at)


def counter_row(actor: Actor, key: str) -> Dossier:
    """Return the row behind a key; any dossier by its code, drafts of this counter only."""
    try:
        uid = UUID(key)
    except ValueError:
        return visible_dossier(actor, key)
    here = visible(actor).filter(uid=uid, status=Status.DRAFT, received_at_point=actor.office)
    row = here.exclude(channel=Channel.ONLINE).first()
    if row is None or not actor.may(P.DESK_RECEIVE):
        raise Refused(ABSENT)
    return row


def handed_in(actor: Actor, uid: str) -> str:
    """Return the code a draft of this counter got meanwhile; empty if there is none."""
    try:
        found = visible(actor).filter(uid=UUID(uid), received_at_point=actor.office)
    except ValueError:
        return ""
    return found.values_list("code", flat=True).first() or ""


def file_of(actor: Actor, key: str, paper_id: int, at: datetime) -> StoredFile:
    """Return the file of one of the dossier's papers.

    Raises
    ------
    Refused
        `absent`, also for a paper of another dossier.
    """
    row = counter_row(actor, key)
    if not may_see(eyes_on(row, actor), Thing.FILE, "content"):
        raise Refused(ABSENT)
    held = row.papers.filter(pk=paper_id, file__isnull=False).values_list(
        "file_id", "file__subject"
    )
    found = next((find(file_id, subjects=[subject]) for file_id, subject in held), None)
    if found is None:
        raise Refused(ABSENT)
    trace(row, actor, at)
    return found


def _seen(row: Dossier, actor: Actor, at: datetime) -> CounterDossier:
    definition, status, needs = definition_of(row), Status(row.status), needs_of(row)
    eyes = eyes_on(row, actor)
    papers, slips = papers_of(row), slips_of(row)
    result = getattr(row, "result", None)
    asked = status == Status.SUPPLEMENT_REQUIRED
    agency, no_agency = _settling(row, at)
    people = Person.objects.in_bulk(
        [pk for pk in (row.applicant_id, row.submitter_id, row.received_by) if pk]
    )
    submitter = people.get(row.submitter_id or 0)
    receiver = people.get(row.received_by or 0)
    authorised = submitter is not None and submitter.kind != Person.Kind.OFFICIAL
    whole = CounterDossier(
        id=row.pk,
        uid=row.uid,
        code=row.code or "",
        event_count=row.event_count,
        definition=definition,
        names=procedure_names(definition, row.part),
        channel=row.channel,
        ruleset=row.ruleset,
        status=status,
        status_names=standing_names(row.status, row.official_id),
        editable=status == Status.DRAFT or asked,
        awaits_supplement=asked,
        applicant=applicant_of(people[row.applicant_id], eyes),
        submitter=submitter.full_name
        if submitter and authorised and submitter.pk != row.applicant_id
        else "",
        answers=answers_for(definition.form, row.answers, eyes),
        needs=needs,
        lines=_lines(needs, papers, slips if asked else ()),
        papers=papers,
        agency=agency,
        no_agency=no_agency,
        point=office_names(row.received_at_point),
        registered_at=row.registered_at,
        accepted_at=row.accepted_at,
        settled_at=row.settled_at,
        returned_at=row.returned_at,
        first_due_at=row.first_due_at,
        due_at=row.due_at,
        supplement_due_at=row.supplement_due_at,
        standing=row.clock == "stands",
        limit=limit_of(row),
        alias=row.alias,
        outcome=row.outcome,
        return_way=row.return_way,
        return_code=row.return_point,
        return_point=office_names(row.return_point),
        fee_due=row.fee_due,
        fee_paid=row.fee_paid,
        charges=tuple(payments.of_subject(f"dossier:{row.pk}")),
        result_number=result.number if result else "",
        collected_by=result.collected_by if result else "",
        main_code=(row.parent.code or "") if row.parent else "",
        moves=moves_for(row, actor, at),
        slips=slips,
        parts=parts_of(row),
        hand_overs=hand_overs_of(row, actor),
        history=history_of(row),
        received_by=receiver.full_name if receiver else "",
    )
    return disclosed(whole, eyes)


def _settling(row: Dossier, at: datetime) -> tuple[Text | None, Refusal | None]:
    """Return who settles; before reception who would by the answers so far, or why nobody yet."""
    if row.agency:
        return office_names(row.agency), None
    try:
        code, _ = competent(row, at)
    except Refused as refused:
        return None, refused.refusal
    return office_names(code), None


def _lines(
    needs: Requirements, papers: tuple[PaperHeld, ...], slips: tuple[SlipSeen, ...]
) -> tuple[PaperLine, ...]:
    asked = [slip for slip in slips if slip.form == "02"][-1:]
    items = [
        PaperLine(
            f"supplement-{number}", Text(item["what"], item["what"]), required=False,
            held=_held(papers, f"supplement-{number}"), paper=None,
            reason=item["reason"], basis=item["basis"],
        )
        for slip in asked
        for number, item in enumerate(slip.items, start=1)
    ]  # fmt: skip
    listed = [
        PaperLine(one.key, one.names, not one.optional, _held(papers, one.key), one)
        for one in needs.papers
    ]
    return (*items, *listed)


def _held(papers: tuple[PaperHeld, ...], key: str) -> tuple[PaperHeld, ...]:
    return tuple(paper for paper in papers if paper.key == key)
