"""What an agency was asked by others: the questions that wait, the ones it answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.catalogue import queries as catalogue
from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Consultation
from motcua.dossiers.status import PAUSED, Status
from motcua.dossiers.views.masked_file import MaskedFile, masked_file
from motcua.dossiers.views.naming import office_names, procedure_names
from motcua.dossiers.views.record import OpinionSeen, opinion_seen
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor

_ANSWERABLE = {Status.PROCESSING, *PAUSED} - {Status.STOPPED}
MOST_ANSWERED = 50


@shows(Thing.DOSSIER, opinion=WITHIN, names="procedure.name_vi", asking="dossier.agency")
@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in a list."""

    opinion: OpinionSeen
    code: str
    names: Text
    asking: Text | None


@shows(lines=WITHIN, total=WORDS, number=WORDS)
@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of the questions that wait; `total` counts all pages."""

    lines: tuple[QuestionLine, ...]
    total: int
    number: int


@shows(opinion=WITHIN, dossier_id=WORDS, file=WITHIN)
@dataclass(frozen=True, slots=True)
class Question:
    """One question with the dossier it is about."""

    opinion: OpinionSeen
    dossier_id: int
    file: MaskedFile


def open_questions(actor: Actor, *, number: int, size: int) -> QuestionPage:
    """Return the questions that wait for the agency's answer, the most urgent first."""
    rows = _asked(actor).filter(answered_at=None, dossier__status__in=_ANSWERABLE)
    total = rows.count()
    number = max(1, min(number, -(-total // size)))
    shown = rows.order_by("due_at", "pk")[(number - 1) * size : number * size]
    return QuestionPage(tuple(_line(row) for row in shown), total, number)


def answered_questions(actor: Actor) -> tuple[QuestionLine, ...]:
    """Return the latest answers of the agency, newest first."""
    rows = _asked(actor).filter(answered_at__isnull=False).order_by("-answered_at")
    return tuple(_line(row) for row in rows[:MOST_ANSWERED])


def question(actor: Actor, consultation_id: int, at: datetime) -> Question:
    """Return a question to the actor's agency.

    Raises
    ------
    Refused
        `absent`: no such question, or one to another agency.
    """
    row = _asked(actor).filter(pk=consultation_id).first()
    if row is None:
        raise Refused(ABSENT)
    seen = opinion_seen(row, row.dossier)
    return Question(seen, row.dossier_id, masked_file(actor, row.dossier.code or "", at))


def _asked(actor: Actor) -> QuerySet[Consultation]:
    return Consultation.objects.filter(agency=actor.office).select_related("dossier")


def _line(row: Consultation) -> QuestionLine:
    dossier = row.dossier
    definition = catalogue.version(dossier.version_id).definition
    return QuestionLine(
        opinion_seen(row, dossier),
        dossier.code or "",
        procedure_names(definition, dossier.part),
        office_names(dossier.agency),
    )
