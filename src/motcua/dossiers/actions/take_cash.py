"""The cashier takes cash for a charge of a dossier, and the dossier counts it as paid."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.credit_fee import credit_fee
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.payments.actions.take_cash import take_cash as book_cash
from motcua.payments.queries import by_reference


@transaction.atomic
def take_cash(
    *, dossier_id: int, reference: str, amount: int, actor: Actor, at: datetime, request_id: UUID
) -> Dossier:
    """Book the cash and credit the dossier in one transaction; a double click is one payment."""
    charge = by_reference(reference)
    if charge is None or charge.subject != f"dossier:{dossier_id}":
        raise Refused(ABSENT)
    paid = book_cash(reference=reference, amount=amount, actor=actor, at=at, request_id=request_id)
    return credit_fee(
        dossier_id=dossier_id,
        amount=paid.amount,
        actor=actor,
        at=at,
        request_id=uuid5(NAMESPACE_URL, f"motcua:credit:{paid.reference}"),
        charge=paid.reference,
    )
