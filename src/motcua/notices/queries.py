"""Reading messages: undelivered ones for the console, a dossier's own for its page."""

from django.db.models import QuerySet

from motcua.notices.models import Notice


def undelivered() -> QuerySet[Notice]:
    """Return every message that has not arrived and will not by itself, oldest first."""
    stuck = [Notice.State.FAILED, Notice.State.UNCERTAIN]
    return Notice.objects.filter(state__in=stuck).order_by("owed_at")


def of_dossier(dossier_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(subject_id=dossier_id).order_by("owed_at")
