"""Asking no longer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.identity.actor import Actor
from motcua.payments.models import Charge
from motcua.payments.moving import AS_PLATFORM, locked, move
from motcua.payments.states import Status


def cancel(
    *, reference: str, reason: str, actor: Actor, at: datetime, request_id: UUID | None = None
) -> Charge:
    """Cancel an open charge; one that is cancelled already stays so.

    Raises
    ------
    Refused
        When it is unknown or has been paid (then a refund is owed instead).
    """
    with transaction.atomic():
        charge = locked(reference)
        if charge.status != Status.CANCELLED:
            move(
                charge, "cancel", held=AS_PLATFORM, actor=actor, at=at, data={"reason": reason},
                request_id=request_id,
            )  # fmt: skip
    return charge
