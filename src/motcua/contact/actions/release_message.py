"""Releasing a message at its slot: from now on the other side sees it, with the slot's time only."""

from datetime import datetime

from django.db import transaction

from motcua.contact.actions.carrying import tell_dossier
from motcua.contact.enclosures import content_of
from motcua.contact.kinds import KINDS, Kind, Party, size_class
from motcua.contact.models import Message
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.told import Told
from motcua.identity.actor import Actor


def release_message(*, message_id: int, actor: Actor, at: datetime) -> bool:
    """Release a message whose slot has come; return whether it was released now."""
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(pk=message_id, released=False, release_at__lte=at)
            .first()
        )
        if message is None:
            return False
        dossier = lock(message.dossier_id)
        message.released = True
        message.save(update_fields=["released"])
        inward = KINDS[Kind(message.kind)].sender is Party.APPLICANT
        tell_dossier(
            dossier,
            Told.MESSAGE_FROM_APPLICANT if inward else Told.MESSAGE_TO_APPLICANT,
            actor=actor,
            at=message.release_at,
            told={
                "message": message.pk,
                "kind": message.kind,
                "complaint": message.kind == Kind.COMPLAIN,
                "content": content_of(message),
                "contact": {"c": "message", "i": "in" if inward else "out",
                            "z": size_class(len(message.text))},
            },
        )  # fmt: skip
    return True
