"""Taking a move of the charge table: lock, ask, change, save, record."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.payments.models import Charge
from motcua.payments.states import CHARGE, SUBJECT

# What follows from something permitted elsewhere is taken as the platform.
AS_PLATFORM = frozenset({P.SYSTEM})


def locked(reference: str) -> Charge:
    """Return the charge with its row locked.

    Raises
    ------
    Refused
        When no charge has the reference.
    """
    charge = Charge.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if charge is None:
        raise unknown_reference()
    return charge


def unknown_reference() -> Refused:
    return refuse(
        "charge_unknown",
        "Không có khoản thu nào mang mã này. Hãy kiểm tra lại mã thanh toán trên phiếu.",
        "No charge has this reference. Check the payment reference on the slip.",
        "reference",
    )


def move(
    charge: Charge,
    verb: str,
    *,
    held: Collection[str],
    actor: Actor,
    at: datetime,
    data: Mapping[str, Any],
    request_id: UUID | None = None,
    **values: Any,
) -> None:
    """Take a move with a locked charge, set the values, save the row and record the event.

    Raises
    ------
    Refused
        When the table closes the move; nothing has been changed then.
    """
    taken = CHARGE.take(charge, verb, held, None)
    for name, value in values.items():
        setattr(charge, name, value)
    charge.event_count += 1
    charge.save()
    tell(charge, taken.tells, actor, at, data, request_id)


def tell(
    charge: Charge,
    kind: str,
    actor: Actor,
    at: datetime,
    data: Mapping[str, Any],
    request_id: UUID | None,
) -> None:
    """Record the latest of the charge's events."""
    about = {"subject": charge.subject, "reference": charge.reference, "amount": charge.amount}
    record(
        kind, subject=SUBJECT, subject_id=charge.pk, n=charge.event_count - 1, at=at, actor=actor,
        data=about | dict(data), request_id=request_id,
    )  # fmt: skip
