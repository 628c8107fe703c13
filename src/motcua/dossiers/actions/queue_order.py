"""The order of work: by due time, the green lane first; working out of it is told."""

from motcua.dossiers.green_lane import GREEN
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status


def ahead_of(dossier: Dossier) -> int:
    """Return how many dossiers of the same official were due earlier and are passed over.

    Nothing is passed over by the green lane, nor where an opinion is still awaited.
    """
    if dossier.priority == GREEN or dossier.due_at is None or dossier.official_id is None:
        return 0
    return Dossier.objects.filter(
        official_id=dossier.official_id,
        status=Status.PROCESSING,
        proposal="",
        open_consultations=0,
        due_at__lt=dossier.due_at,
    ).count()
