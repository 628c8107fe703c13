"""The dossier's fee as a charge of `payments`, asked for in the transaction that makes it due."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor
from motcua.payments.actions.request import request


def subject_of(dossier: Dossier) -> str:
    """Return the name by which payments and documents know a dossier."""
    return f"dossier:{dossier.pk}"


def charge(dossier: Dossier, purpose: str, amount: int, *, actor: Actor, at: datetime) -> None:
    """Ask for an amount; nothing is asked for where nothing is due."""
    if amount <= 0:
        return
    number = uuid5(NAMESPACE_URL, f"motcua:charge:{dossier.uid}:{purpose}:{dossier.event_count}")
    request(
        subject=subject_of(dossier),
        purpose=purpose,
        amount=amount,
        unit=dossier.agency or dossier.received_at_point,
        actor=actor,
        at=at,
        request_id=number,
    )
