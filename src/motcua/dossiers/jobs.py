"""What the worker does for dossiers; each job calls an action and may run in several workers."""

import logging
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.dossiers.actions.lapse import lapse
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor

log = logging.getLogger("motcua.dossiers")
BATCH = 500


def transfer_accepted(at: datetime) -> int:
    """Send accepted electronic files to their agencies (art. 18: the same working day).

    What may be settled at the counter waits there; a person sends it on when it is not.
    """
    system, done = Actor.system("transfer"), 0
    waiting = Dossier.objects.filter(status=Status.ACCEPTED).order_by("accepted_at")[:BATCH]
    for dossier in waiting:
        if definition_of(dossier).on_the_spot and dossier.channel != Channel.ONLINE:
            continue
        try:
            transfer(
                dossier_id=dossier.pk, actor=system, at=at, request_id=_once("transfer", dossier)
            )
            done += 1
        except Refused as refused:
            log.info("transfer_waits code=%s why=%s", dossier.code, refused.refusal.code)
    return done


def lapse_overdue(at: datetime) -> int:
    """Stop dossiers whose supplement was never handed in."""
    system = Actor.system("lapse")
    late = Dossier.objects.filter(status=Status.SUPPLEMENT_REQUIRED, supplement_due_at__lt=at)[
        :BATCH
    ]
    for dossier in late:
        lapse(dossier_id=dossier.pk, actor=system, at=at, request_id=_once("lapse", dossier))
    return len(late)


def _once(verb: str, dossier: Dossier) -> UUID:
    return uuid5(NAMESPACE_URL, f"motcua:{verb}:{dossier.uid}:{dossier.event_count}")
