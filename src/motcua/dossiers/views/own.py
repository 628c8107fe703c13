"""An applicant's own dossiers as the portal lists them: one query for the whole list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from motcua.catalogue import queries as catalogue
from motcua.disclosure.showing import WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible
from motcua.dossiers.status import ENDED, Status, standing_names
from motcua.dossiers.views.eyes import APPLICANT
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor


class Group(StrEnum):
    """Where a line stands on the page: what asks something of the applicant comes first."""

    AWAITS_YOU = "awaits_you"
    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"


@shows(
    Thing.DOSSIER, names="procedure.name_vi", status_name="dossier.status", group=WORDS,
    at="dossier.registered_at", finished_at="dossier.settled_at", standing="dossier.clock",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """One dossier in the list; `at` is when it was handed in, of a draft when it was last saved."""

    uid: UUID
    code: str
    procedure: str
    names: Text
    status: Status
    status_name: Text
    group: Group
    at: datetime
    due_at: datetime | None
    supplement_due_at: datetime | None
    finished_at: datetime | None
    standing: bool


def own(actor: Actor) -> QuerySet[Dossier]:
    """Return what a person applied for or handed in for another; nothing for an official at work."""
    return visible(actor) if not actor.office else Dossier.objects.none()


def own_lines(actor: Actor) -> list[OwnLine]:
    """Return the person's dossiers, newest first; interlinked parts go with their main one."""
    rows = own(actor).filter(parent__isnull=True).order_by("-saved_at", "-pk")
    return [_line(row) for row in rows]


def own_drafts_of(actor: Actor, procedure: str) -> list[OwnLine]:
    """Return the person's drafts of one procedure, the one touched last first."""
    rows = own(actor).filter(procedure=procedure, status=Status.DRAFT)
    return [_line(row) for row in rows.order_by("-saved_at")]


def _line(row: Dossier) -> OwnLine:
    status = Status(row.status)
    found = OwnLine(
        uid=row.uid,
        code=row.code or "",
        procedure=row.procedure,
        names=catalogue.version(row.version_id).definition.names,
        status=status,
        status_name=standing_names(row.status, row.official_id),
        group=_group(status),
        at=row.registered_at or row.saved_at,
        due_at=row.due_at,
        supplement_due_at=row.supplement_due_at,
        finished_at=row.settled_at,
        standing=row.clock == "stands",
    )
    return disclosed(found, APPLICANT)


def _group(status: Status) -> Group:
    if status == Status.DRAFT:
        return Group.DRAFT
    if status in (Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT, Status.DONE):
        return Group.AWAITS_YOU
    return Group.ENDED if status in ENDED else Group.RUNNING
