"""Giving money nobody could place to the charge it was meant for."""

from datetime import datetime

from django.db import transaction

from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.payments.actions.confirm import settle
from motcua.payments.models import Charge, Payment
from motcua.payments.moving import locked
from motcua.payments.states import Status, Told


def assign(*, payment_id: int, reference: str, actor: Actor, at: datetime) -> Charge:
    """Take a transfer whose message was unreadable as the payment of an open charge.

    Raises
    ------
    Refused
        When the actor may not handle money, the payment is placed already, or the charge is
        unknown, closed or of another amount.
    """
    if not actor.may(P.DESK_CASH):
        raise refuse(
            "not_permitted",
            "Chỉ thu ngân mới được gán khoản tiền vào khoản thu.",
            "Only a cashier may give money to a charge.",
        )
    with transaction.atomic():
        charge = locked(reference)
        payment = Payment.objects.select_for_update().filter(pk=payment_id).first()
        if payment is None or payment.outcome != Payment.Outcome.UNKNOWN:
            raise refuse(
                "payment_placed",
                "Khoản tiền này không còn chờ xác định. Hãy tải lại danh sách.",
                "This money no longer waits to be placed. Reload the list.",
                "payment_id",
            )
        if charge.status != Status.REQUESTED or charge.amount != payment.amount:
            raise refuse(
                "charge_does_not_fit",
                f"Khoản thu {charge.reference} không còn chờ đúng số tiền {payment.amount:,} đ. "
                "Hãy chọn khoản thu khác.",
                f"The charge {charge.reference} does not wait for {payment.amount:,} đ. "
                "Choose another charge.",
                "reference",
            )
        payment.charge, payment.outcome = charge, Payment.Outcome.MATCHED
        payment.save(update_fields=["charge", "outcome"])
        record(
            Told.ASSIGNED, subject="payment", subject_id=payment.pk, n=1, at=at, actor=actor,
            data={"charge": charge.reference},
        )  # fmt: skip
        settle(charge, payment, actor, at)
    return charge
