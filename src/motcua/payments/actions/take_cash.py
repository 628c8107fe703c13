"""Cash at the counter: a person is waiting, so whatever does not fit is refused at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.payments.models import Charge, Payment
from motcua.payments.moving import locked, move
from motcua.payments.receipts import next_number
from motcua.payments.states import Status

CASH = "cash"


def take_cash(
    *, reference: str, amount: int, actor: Actor, at: datetime, request_id: UUID | None = None
) -> Charge:
    """Record cash for a charge and give it a receipt; a double click is one payment.

    Raises
    ------
    Refused
        When the charge is unknown, paid another way or cancelled, the amount differs, or the
        actor is no cashier.
    """
    with transaction.atomic():
        charge = locked(reference)
        if charge.status == Status.PAID and charge.method == CASH and charge.amount == amount:
            return charge
        if charge.status == Status.PAID:
            raise _paid_already(charge)
        if charge.amount != amount:
            raise _wrong_amount(charge, amount)
        move(
            charge, "take_cash", held=actor.held, actor=actor, at=at, data={"method": CASH},
            request_id=request_id, paid_at=at, method=CASH,
            receipt_number=next_number(charge.unit, at),
        )  # fmt: skip
        Payment.objects.create(
            gateway=CASH, gateway_reference=charge.receipt_number, amount=amount, paid_at=at,
            recorded_at=at, charge=charge, outcome=Payment.Outcome.MATCHED,
        )  # fmt: skip
    return charge


def _paid_already(charge: Charge) -> Exception:
    return refuse(
        "charge_paid",
        f"Khoản thu {charge.reference} đã được thanh toán. Hãy in lại biên lai, không thu thêm.",
        f"The charge {charge.reference} is paid already. Print the receipt, take no money.",
        "reference",
    )


def _wrong_amount(charge: Charge, amount: int) -> Exception:
    return refuse(
        "amount_wrong",
        f"Số tiền phải thu là {charge.amount:,} đ, không phải {amount:,} đ. Hãy thu đúng số tiền.",
        f"The amount due is {charge.amount:,} đ, not {amount:,} đ. Take the exact amount.",
        "amount",
    )
