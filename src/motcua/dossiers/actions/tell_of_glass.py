"""A delay has ended: the applicant is told that the dossier had been opened in an emergency."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, snapshot, tell
from motcua.dossiers.models import Dossier, Glass
from motcua.dossiers.told import Told
from motcua.identity.actor import Actor


@action
def tell_of_glass(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Dossier:
    """Tell of every emergency of the dossier whose delay has ended, whatever became of it since."""
    dossier = lock(dossier_id, request_id=request_id)
    due = Glass.objects.select_for_update().filter(dossier=dossier, told_at=None, tell_at__lte=at)
    references = list(due.values_list("reference", flat=True))
    if references:
        tell(dossier, Told.GLASS_TOLD, before=snapshot(dossier), actor=actor, at=at,
             request_id=request_id, told={"references": references})  # fmt: skip
        due.update(told_at=at)
    return dossier
