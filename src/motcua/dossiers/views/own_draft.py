"""A dossier the applicant may still change: a draft, or one sent back with form 02."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.catalogue.definition import Definition
from motcua.catalogue.requirements import Requirements
from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.knowledge import definition_of, form_sources, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.views.own import own
from motcua.formspec.answers import faults
from motcua.formspec.label import Label
from motcua.identity.actor import Actor


@shows(Thing.PAPER, file_id="paper.file", file_name="file.name", size="file.size")
@dataclass(frozen=True, slots=True)
class Upload:
    """A paper of the draft: `id` takes it out again, `file_id` shows it."""

    id: int
    key: str
    file_id: int | None
    file_name: str
    size: int
    source: str


@shows(
    Thing.DOSSIER, id=WORDS, applicant_id="dossier.applicant", definition="version.definition",
    needs=WITHIN, papers=WITHIN, point="dossier.received_at_point", sent_back="dossier.status",
    accepted="dossier.accepted_at", asked=WITHIN, until="dossier.supplement_due_at",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """What the pages of an application need; `asked` are the lines of form 02, if any."""

    id: int
    uid: UUID
    code: str
    applicant_id: int
    definition: Definition
    answers: Mapping[str, Any]
    needs: Requirements
    papers: tuple[Upload, ...]
    return_way: str
    return_point: str
    point: str
    sent_back: bool
    accepted: bool
    asked: tuple[Mapping[str, str], ...]
    until: datetime | None
    saved_at: datetime

    def wrong(self, today: date) -> Mapping[str, Label]:
        """Return what is wrong with the answers, by field, in both languages."""
        return faults(self.definition.form, self.answers, today=today, sources=form_sources(today))

    def missing_papers(self) -> list[str]:
        """Return the keys of check-list lines that still need a paper."""
        held = {paper.key for paper in self.papers}
        return [p.key for p in self.needs.papers if not p.optional and p.key not in held]


def own_draft(actor: Actor, uid: UUID) -> OwnDraft | None:
    """Return what the person may still change; anything else looks absent."""
    editable = (Status.DRAFT, Status.SUPPLEMENT_REQUIRED)
    row = own(actor).filter(uid=uid, status__in=editable, parent__isnull=True).first()
    return _draft(row) if row else None


def _draft(row: Dossier) -> OwnDraft:
    papers = row.papers.select_related("file").order_by("pk")
    slip = row.slips.filter(form="02").order_by("-at", "-pk").first() if row.code else None
    return OwnDraft(
        id=row.pk,
        uid=row.uid,
        code=row.code or "",
        applicant_id=row.applicant_id,
        definition=definition_of(row),
        answers=row.answers,
        needs=needs_of(row),
        papers=tuple(
            Upload(
                paper.pk,
                paper.key,
                paper.file_id,
                paper.file.name if paper.file else "",
                paper.file.size if paper.file else 0,
                paper.source,
            )
            for paper in papers
        ),
        return_way=row.return_way,
        return_point=row.return_point,
        point=row.received_at_point,
        sent_back=row.status == Status.SUPPLEMENT_REQUIRED,
        accepted=row.accepted_at is not None,
        asked=tuple(slip.items) if slip else (),
        until=row.supplement_due_at,
        saved_at=row.saved_at,
    )


def handed_in(actor: Actor, uid: UUID) -> str:
    """Return the code of the person's dossier that was this draft; empty if there is none."""
    row = own(actor).filter(uid=uid, code__isnull=False).first()
    return row.code or "" if row else ""
