"""A bank transfer was matched to a charge: the dossier it was for counts it as paid."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from motcua.dossiers.actions.credit_fee import credit_fee
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor
from motcua.payments.actions.confirm import Confirmation


def credit_transfer(confirmation: Confirmation, *, actor: Actor, at: datetime) -> Dossier | None:
    """Credit what a confirmed transfer paid; None where it paid for no dossier."""
    charge = confirmation.charge
    if not confirmation.paid or charge is None or not charge.subject.startswith("dossier:"):
        return None
    return credit_fee(
        dossier_id=int(charge.subject.removeprefix("dossier:")),
        amount=charge.amount,
        actor=actor,
        at=at,
        request_id=uuid5(NAMESPACE_URL, f"motcua:credit:{charge.reference}"),
        charge=charge.reference,
    )
