"""What a dossier's record holds, as frozen values for the pages of officials.

Nothing here says who the applicant is: texts an applicant wrote and names of files stay out, and
names of officials are shown only to their own office.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.glass import GlassReason
from motcua.dossiers.knowledge import definition_of, reckoning_of
from motcua.dossiers.models import Consultation, Dossier, HandOver, Slip, Suspension
from motcua.dossiers.reveal_reasons import RevealReason
from motcua.dossiers.status import Form, standing_names
from motcua.dossiers.views.naming import (
    event_names,
    office_names,
    paper_names,
    people_names,
    procedure_names,
    step_names,
)
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refusal, Text
from motcua.identity.actor import Actor

FORM_NAMES: Mapping[str, Text] = {
    Form.SUPPLEMENT: Text("Phiếu yêu cầu bổ sung (mẫu 02)", "Request to supplement (form 02)"),
    Form.REFUSAL: Text("Phiếu từ chối (mẫu 03)", "Refusal (form 03)"),
    Form.APOLOGY: Text("Phiếu xin lỗi và hẹn lại (mẫu 04)", "Apology, new date (form 04)"),
    Form.STOP: Text("Thông báo dừng (mẫu 05)", "Notice of stopping (form 05)"),
    Form.PAYMENT: Text("Thông báo nghĩa vụ tài chính", "Order to pay"),
}
PUNCTUALITY: Mapping[str, Text] = {
    "early": Text("Trước hạn", "Early"),
    "on_time": Text("Đúng hạn", "On time"),
    "late": Text("Quá hạn", "Late"),
    "": Text("Không tính hạn", "No deadline"),
}
# What the applicant does or a counter does for them: its words are the applicant's.
_OF_APPLICANTS = frozenset({"submit", "complete", "supplement", "withdraw", "choose_return"})


@shows(
    Thing.COUNTERSIGN,
    names=WORDS,
    approvals="countersign.approvers",
    mine=WORDS,
    named="dossier.official",
    items="countersign.wanted",
)
@dataclass(frozen=True, slots=True)
class AskedFor:
    """A request that waits for a second person: what is to be confirmed, and who has approved.

    `named` is the official of an assignment by hand, `items` the lines of form 02.
    """

    kind: str
    names: Text
    asked_at: datetime
    reason: Text
    ground: str
    approvals: int
    mine: bool
    named: str = ""
    items: tuple[str, ...] = ()


@shows(verb=WORDS, label=WORDS, closed=WORDS, asked=WITHIN)
@dataclass(frozen=True, slots=True)
class OpenMove:
    """A move this status and these permissions know, and what closes it now.

    `asked` are the requests it would confirm or turn down.
    """

    verb: str
    label: Text
    closed: Refusal | None
    asked: tuple[AskedFor, ...] = ()


@shows(Thing.EVENT, names="event.kind", words="dossier.proposal_reason")
@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the life, as an official reads it."""

    at: datetime
    names: Text
    words: str
    office: Text | None


@shows(Thing.SLIP, names="slip.form", number=WORDS)
@dataclass(frozen=True, slots=True)
class SlipSeen:
    """A form that was issued."""

    id: int
    form: str
    names: Text
    at: datetime
    office: Text | None
    reason: str
    ground: str
    items: tuple[Mapping[str, str], ...]
    due_at: datetime | None
    number: int


@shows(Thing.SUSPENSION, names="suspension.form")
@dataclass(frozen=True, slots=True)
class PauseSeen:
    """A line of the suspension ledger."""

    names: Text
    reason: str
    ground: str
    begins: datetime
    ends: datetime | None


@shows(Thing.PAPER, names="paper.key", file_id="file.content", mime=WORDS, size=WORDS)
@dataclass(frozen=True, slots=True)
class PaperHeld:
    """A paper that was handed in for one line of the check-list."""

    id: int
    key: str
    names: Text
    source: str
    added_at: datetime
    file_id: int | None
    mime: str
    size: int


@shows(
    Thing.HAND_OVER,
    giver="staff.full_name",
    receiver="staff.full_name",
    names="hand_over.step",
    outcome_names="hand_over.outcome",
)
@dataclass(frozen=True, slots=True)
class HandOverSeen:
    """A line of the control sheet; names of people of other offices are left out."""

    at: datetime
    names: Text
    giver: str
    giving_office: Text | None
    receiver: str
    receiving_office: Text | None
    due_at: datetime | None
    outcome: str
    outcome_names: Text


@shows(Thing.CONSULTATION, names="consultation.key")
@dataclass(frozen=True, slots=True)
class OpinionSeen:
    """A question to another agency and its answer; `names` is what the route calls it."""

    id: int
    key: str
    names: Text
    agency: Text | None
    question: str
    asked_at: datetime
    due_at: datetime
    silence_is_consent: bool
    position: str
    answer: str
    answered_at: datetime | None


@shows(Thing.DOSSIER, names="dossier.part", agency="dossier.agency", status_names=WORDS)
@dataclass(frozen=True, slots=True)
class PartSeen:
    """An interlinked dossier under the same receipt."""

    code: str
    names: Text
    agency: Text | None
    status_names: Text
    due_at: datetime | None
    settled_at: datetime | None


@shows(gross="dossier.clock", net="dossier.clock", working="dossier.clock")
@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes since the clock began, and those that count; of working time where `working`."""

    gross: int
    net: int
    working: bool


def history_of(row: Dossier) -> tuple[Happening, ...]:
    """Return what happened, newest first."""
    events = of_subject("dossier", row.pk)
    return tuple(
        Happening(
            event.at,
            event_names(event.kind, event.data),
            _words(event.data),
            office_names(event.office),
        )
        for event in reversed(events)
    )


_CODES: frozenset[str] = frozenset({*RevealReason, *GlassReason})


def _words(data: Mapping[str, Any]) -> str:
    if data.get("verb") in _OF_APPLICANTS:
        return ""
    said = str(data.get("reason") or data.get("note") or "")
    # A reason out of a list is kept by its code; who asked for it reads it in full where it counts.
    return "" if said in _CODES else said


def slips_of(row: Dossier) -> tuple[SlipSeen, ...]:
    """Return the issued forms in their order, numbered from 1."""
    slips = row.slips.order_by("at", "pk")
    return tuple(slip_seen(slip, number) for number, slip in enumerate(slips, start=1))


def slip_seen(slip: Slip, number: int) -> SlipSeen:
    return SlipSeen(
        slip.pk, slip.form, FORM_NAMES[slip.form], slip.at, office_names(slip.office),
        slip.reason, slip.ground, tuple(slip.items), slip.due_at, number,
    )  # fmt: skip


def pauses_of(row: Dossier) -> tuple[PauseSeen, ...]:
    lines = Suspension.objects.filter(dossier=row).order_by("begins", "pk")
    return tuple(
        PauseSeen(FORM_NAMES[line.form], line.reason, line.ground, line.begins, line.ends)
        for line in lines
    )


def papers_of(row: Dossier) -> tuple[PaperHeld, ...]:
    """Return the papers by the names of the check-list; names of files may name the applicant."""
    definition = definition_of(row)
    return tuple(
        PaperHeld(
            paper.pk, paper.key, paper_names(definition, paper.key), paper.source, paper.added_at,
            paper.file_id, paper.file.mime if paper.file else "",
            paper.file.size if paper.file else 0,
        )
        for paper in row.papers.select_related("file").order_by("pk")
    )  # fmt: skip


def hand_overs_of(row: Dossier, actor: Actor) -> tuple[HandOverSeen, ...]:
    """Return the control sheet, oldest line first."""
    definition = definition_of(row)
    lines = list(HandOver.objects.filter(dossier=row).order_by("at", "pk"))
    names = people_names(pk for line in lines for pk in (line.giver, line.receiver))

    def known(person_id: int | None, office: str) -> str:
        return names.get(person_id or 0, "") if office == actor.office else ""

    def receiver(line: HandOver) -> str:
        # An agency hands over to a point, not to a person there; what stands in the line is still
        # the official who settled.
        to_point = line.giving_office == row.agency != actor.office
        return "" if to_point else known(line.receiver, line.receiving_office)

    return tuple(
        HandOverSeen(
            line.at, step_names(definition, line.step),
            known(line.giver, line.giving_office), office_names(line.giving_office),
            receiver(line), office_names(line.receiving_office),
            line.due_at, line.outcome, PUNCTUALITY[line.outcome],
        )
        for line in lines
    )  # fmt: skip


def opinions_of(row: Dossier) -> tuple[OpinionSeen, ...]:
    return tuple(opinion_seen(one, row) for one in row.consultations.order_by("asked_at", "pk"))


def opinion_seen(asked: Consultation, row: Dossier) -> OpinionSeen:
    planned = {one.key: one.names for step in definition_of(row).route for one in step.consults}
    return OpinionSeen(
        asked.pk, asked.key, planned.get(asked.key, Text("Lấy ý kiến", "Consultation")),
        office_names(asked.agency), asked.question, asked.asked_at, asked.due_at,
        asked.silence_is_consent, asked.position, asked.answer, asked.answered_at,
    )  # fmt: skip


def parts_of(row: Dossier) -> tuple[PartSeen, ...]:
    """Return the dossiers opened for interlinked procedures."""
    definition = definition_of(row)
    if not definition.interlinked or row.parent_id:
        return ()
    return tuple(
        PartSeen(
            part.code or "", procedure_names(definition, part.part), office_names(part.agency),
            standing_names(part.status, part.official_id), part.due_at, part.settled_at,
        )
        for part in row.parts.order_by("pk")
    )  # fmt: skip


def spent_by(row: Dossier, at: datetime) -> Spent | None:
    """Return gross and net time since the clock began; None before it does."""
    reckoning = reckoning_of(row)
    if reckoning is None or row.clock_started_at is None:
        return None
    until = max(row.settled_at or row.returned_at or at, row.clock_started_at)
    return Spent(
        reckoning.gross_minutes(until),
        reckoning.net_minutes(until),
        reckoning.limit.unit.is_working,
    )
