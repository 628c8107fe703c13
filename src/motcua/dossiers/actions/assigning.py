"""Assignment inside the actions that begin or move work: pick, and keep that it was picked."""

from datetime import datetime

from motcua.dossiers.assignment import Chosen, choose
from motcua.dossiers.models import Assignment, Dossier
from motcua.worktime.instants import local_day


def assign(dossier: Dossier, *, at: datetime, reason: str, without: int | None = None) -> Chosen:
    """Give the dossier to an official of its agency; the work counts for their load from now."""
    day = local_day(at)
    chosen = choose(dossier, on=day, without=without)
    Assignment.objects.create(
        dossier=dossier,
        official_id=chosen.person_id,
        agency=dossier.agency,
        at=at,
        day=day,
        reason=reason[:40],
    )
    return chosen
