"""Giving money back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.identity.actor import Actor
from motcua.payments.models import Charge
from motcua.payments.moving import locked, move
from motcua.payments.states import Status


def refund(
    *, reference: str, voucher: str, actor: Actor, at: datetime, request_id: UUID | None = None
) -> Charge:
    """Record that the money went back; `voucher` is the number of the transfer or cash voucher.

    Raises
    ------
    Refused
        When it is unknown, no refund is due, or the actor may not handle money.
    """
    with transaction.atomic():
        charge = locked(reference)
        if charge.status != Status.REFUNDED:
            move(
                charge, "refund", held=actor.held, actor=actor, at=at,
                data={"voucher": voucher[:100]}, request_id=request_id,
            )  # fmt: skip
    return charge
