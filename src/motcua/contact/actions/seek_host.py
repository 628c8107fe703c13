"""Seeking a host for a hearing that waits without one: somebody is there again."""

from datetime import datetime

from django.db import transaction

from motcua.contact.actions.carrying import tell_dossier
from motcua.contact.hosts import find_host
from motcua.contact.models import Hearing
from motcua.contact.states import Status
from motcua.contact.told import HEARING, Told
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.told import Told as DossierTold
from motcua.events.recording import record
from motcua.identity.actor import Actor


def seek_host(*, dossier_id: int, actor: Actor, at: datetime) -> bool:
    """Give the dossier's waiting hearing a host by the rule of `hosts`; return whether it has one now.

    The dossier is locked first, as by every move of a hearing.
    """
    with transaction.atomic():
        dossier = lock(dossier_id)
        hearing = Hearing.objects.filter(
            dossier=dossier, host=None, status=Status.ASKED
        ).select_for_update().first()  # fmt: skip
        host = find_host(dossier, hearing, at) if hearing else None
        if hearing is None or host is None:
            return False
        hearing.host = host
        hearing.event_count += 1
        hearing.save(update_fields=["host", "event_count"])
        record(
            Told.HOST_FOUND, subject=HEARING, subject_id=hearing.pk, n=hearing.event_count - 1,
            at=at, actor=actor, data={"dossier": dossier.pk, "host": host},
        )  # fmt: skip
        tell_dossier(dossier, DossierTold.HEARING_HOST_FOUND, actor=actor, at=at,
                     told={"hearing": hearing.pk}, hearing_host=host)  # fmt: skip
    return True
