"""Which opinions are still awaited: an agency that must answer, or whose silence does not count."""

from datetime import datetime

from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.offices import queries as offices


def still_open(dossier: Dossier, *, at: datetime) -> tuple[str, ...]:
    """Return the names of agencies whose opinion is missing.

    Where the law takes silence for consent, an unanswered question closes itself when its time has
    passed; a consultation the route foresees but nobody asked for is missing, too.
    """
    asked = (
        {row.key: row for row in Consultation.objects.filter(dossier=dossier)}
        if _any(dossier)
        else {}
    )
    open_rows = [row for row in asked.values() if not _closed(row, at)]
    return tuple(offices.agency(row.agency).names.vi for row in open_rows)


def _any(dossier: Dossier) -> bool:
    return any(step.consults for step in definition_of(dossier).route)


def _closed(row: Consultation, at: datetime) -> bool:
    return row.answered_at is not None or (row.silence_is_consent and at > row.due_at)
