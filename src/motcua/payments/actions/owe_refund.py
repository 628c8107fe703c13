"""Owing money back: the dossier was withdrawn or declined after the fee was paid."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.identity.actor import Actor
from motcua.payments.models import Charge
from motcua.payments.moving import AS_PLATFORM, locked, move
from motcua.payments.states import Status


def owe_refund(
    *, reference: str, reason: str, actor: Actor, at: datetime, request_id: UUID | None = None
) -> Charge:
    """Mark a paid charge as to be refunded; once marked it stays so.

    Raises
    ------
    Refused
        When it is unknown, not paid, or refunded already.
    """
    with transaction.atomic():
        charge = locked(reference)
        if charge.status != Status.REFUND_DUE:
            move(
                charge, "owe_refund", held=AS_PLATFORM, actor=actor, at=at,
                data={"reason": reason}, request_id=request_id, refund_reason=reason[:300],
            )  # fmt: skip
    return charge
