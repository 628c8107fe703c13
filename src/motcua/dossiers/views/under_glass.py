"""A dossier under the glass: everything of it, for who asked, while the half hour lasts.

Closed, it is not there: before another person has confirmed, after the time, for anybody else.
Every reading is a line of who looked, with the purpose `emergency`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import is_open_to, trace
from motcua.dossiers.glass import REASONS as GLASS_REASONS
from motcua.dossiers.glass import GlassReason
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Countersign, Dossier, Glass, Paper
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.status import standing_names
from motcua.dossiers.views.applicants import Applicant, whole_applicant
from motcua.dossiers.views.masked_file import Finding
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.dossiers.views.record import PaperHeld, papers_of
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.queries import person

LISTED = timedelta(days=30)


class GlassState(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    ENDED = "ended"
    TURNED_DOWN = "turned_down"


@shows(
    Thing.DOSSIER, id=WORDS, names="procedure.name_vi", definition="version.definition",
    status_names=WORDS, received_at="dossier.received_at_point", applicant=WITHIN,
    submitter=WITHIN, answers=WITHIN, papers=WITHIN, ends_at="glass.ends_at",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDossier:
    """Everything that the page of an emergency says."""

    id: int
    code: str
    names: Text
    definition: Definition
    status_names: Text
    agency: Text | None
    received_at: Text | None
    applicant: Applicant
    submitter: Applicant | None
    answers: Mapping[str, Any]
    papers: tuple[PaperHeld, ...]
    ends_at: datetime


@shows(Thing.GLASS, code="dossier.code", asked_at="countersign.asked_at", state=WORDS)
@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGlass:
    """One emergency somebody asked for; `ends_at` while or after it was open."""

    code: str
    reason: Text
    ground: str
    asked_at: datetime
    state: GlassState
    ends_at: datetime | None


def opened_dossier(actor: Actor, code: str, at: datetime) -> OpenedDossier:
    """Return the dossier while it is open to the actor; the look is kept.

    Raises
    ------
    Refused
        `absent` whenever it is not.
    """
    row, ends_at = _opened(actor, code, at)
    definition = definition_of(row)
    other = row.submitter_id is not None and row.submitter_id != row.applicant_id
    return OpenedDossier(
        id=row.pk,
        code=row.code or "",
        names=procedure_names(definition, row.part),
        definition=definition,
        status_names=standing_names(row.status, row.official_id),
        agency=office_names(row.agency),
        received_at=office_names(row.received_at_point),
        applicant=whole_applicant(person(row.applicant_id)),
        submitter=whole_applicant(person(row.submitter_id or 0)) if other else None,
        answers=dict(row.answers),
        papers=papers_of(row.parent or row),
        ends_at=ends_at,
    )


def opened_paper(actor: Actor, code: str, paper_id: int, at: datetime) -> Finding:
    """Return the file of a paper while the dossier is open to the actor; the look is kept.

    Raises
    ------
    Refused
        `absent` as above, and for a paper of another dossier or without a file.
    """
    row, _ = _opened(actor, code, at)
    held = Paper.objects.filter(dossier=row.parent or row, pk=paper_id, file__isnull=False)
    found = held.select_related("file").first()
    if found is None or found.file is None:
        raise Refused(ABSENT)
    suffix = found.file.name.rsplit(".", 1)[-1]
    return Finding(found.file.pk, found.file.subject, f"{row.code}-{found.key}.{suffix}")


def glasses_of(actor: Actor, at: datetime) -> list[AskedGlass]:
    """Return the emergencies somebody asked for at their office in a month, the newest first."""
    asked = Countersign.objects.filter(
        kind=Countersign.Kind.GLASS, asked_by=actor.person_id or 0, asked_at__gt=at - LISTED,
        wanted__office=actor.office,
    ).select_related("dossier")  # fmt: skip
    return [_asked(row, at) for row in asked.order_by("-asked_at", "-pk")]


def _opened(actor: Actor, code: str, at: datetime) -> tuple[Dossier, datetime]:
    row = visible_dossier(actor, code)
    if not is_open_to(row, actor, at):
        raise Refused(ABSENT)
    trace(row, actor, at)
    return row, _glass(row, actor.person_id, at).ends_at


def _glass(row: Dossier, holder: int | None, at: datetime) -> Glass:
    found = Glass.objects.filter(dossier=row, holder=holder, opened_at__lte=at, ends_at__gte=at)
    return found.order_by("ends_at").reverse()[0]


def _asked(row: Countersign, at: datetime) -> AskedGlass:
    ends_at = _ended(row)
    return AskedGlass(
        code=row.dossier.code or "",
        reason=GLASS_REASONS[GlassReason(row.reason)],
        ground=row.ground,
        asked_at=row.asked_at,
        state=_state(row, ends_at, at),
        ends_at=ends_at,
    )


def _ended(row: Countersign) -> datetime | None:
    if row.closed_at is None:
        return None
    opened = Glass.objects.filter(dossier=row.dossier_id, holder=row.asked_by)
    found = opened.filter(opened_at=row.closed_at).first()
    return found.ends_at if found else None


def _state(row: Countersign, ends_at: datetime | None, at: datetime) -> GlassState:
    if row.closed_at is None:
        return GlassState.WAITING
    if ends_at is None:
        return GlassState.TURNED_DOWN
    return GlassState.OPEN if ends_at >= at else GlassState.ENDED
