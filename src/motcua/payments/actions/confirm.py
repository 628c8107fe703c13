"""A transfer has come: find its charge and settle it, or keep the money for somebody to look at."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.payments.models import Charge, Payment
from motcua.payments.moving import AS_PLATFORM, move
from motcua.payments.receipts import next_number
from motcua.payments.reference import references
from motcua.payments.states import Status, Told

O = Payment.Outcome  # noqa: E741


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of a transfer; `charge` is the one it was meant for, if that is known.

    `repeated` tells that the transfer had been reported before and nothing was done now.
    """

    outcome: Payment.Outcome
    payment_id: int
    charge: Charge | None
    repeated: bool = False

    @property
    def paid(self) -> bool:
        return self.outcome == O.MATCHED


def confirm(
    *,
    gateway: str,
    gateway_reference: str,
    amount: int,
    memo: str,
    paid_at: datetime,
    actor: Actor,
    at: datetime,
) -> Confirmation:
    """Record a transfer that the bank reports, once.

    Never refuses: the money is there. A wrong amount, a paid, cancelled or unknown charge each
    has its outcome, is told as an event and stays in `queries.unsettled` until it is settled.
    """
    with transaction.atomic():
        _one_at_a_time(gateway, gateway_reference)
        known = Payment.objects.filter(gateway=gateway, gateway_reference=gateway_reference).first()
        if known:
            return Confirmation(O(known.outcome), known.pk, known.charge, repeated=True)
        charge = _charge(memo, amount)
        outcome = _outcome(charge, amount)
        payment = Payment.objects.create(
            gateway=gateway, gateway_reference=gateway_reference, amount=amount, memo=memo,
            paid_at=paid_at, recorded_at=at, charge=charge, outcome=outcome,
        )  # fmt: skip
        _follow(payment, charge, actor, at)
    return Confirmation(outcome, payment.pk, charge)


def _one_at_a_time(gateway: str, gateway_reference: str) -> None:
    """Let two copies of one report wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"payment {gateway} {gateway_reference}"],
        )


def _charge(memo: str, amount: int) -> Charge | None:
    """Return the charge the message names; of several, the open one of this amount first."""
    rows = list(
        Charge.objects.select_for_update(of=("self",))
        .filter(reference__in=references(memo))
        .order_by("pk")
    )
    return min(
        rows, key=lambda c: (c.status != Status.REQUESTED, c.amount != amount, c.pk), default=None
    )


def _outcome(charge: Charge | None, amount: int) -> Payment.Outcome:
    if charge is None:
        return O.UNKNOWN
    if charge.amount != amount:
        return O.WRONG_AMOUNT
    if charge.status == Status.REQUESTED:
        return O.MATCHED
    return O.LATE if charge.status == Status.CANCELLED else O.DUPLICATE


def _follow(payment: Payment, charge: Charge | None, actor: Actor, at: datetime) -> None:
    data = {"gateway": payment.gateway, "gateway_reference": payment.gateway_reference}
    if charge and payment.outcome == O.MATCHED:
        settle(charge, payment, actor, at)
    elif charge and payment.outcome == O.LATE:
        move(
            charge, "confirm_late", held=AS_PLATFORM, actor=actor, at=at, data=data,
            paid_at=payment.paid_at, method=payment.gateway,
            refund_reason="paid after the charge was cancelled",
        )  # fmt: skip
    else:
        record(
            Told.UNMATCHED, subject="payment", subject_id=payment.pk, n=0, at=at, actor=actor,
            data=data | {"outcome": payment.outcome, "amount": payment.amount,
                         "charge": charge.reference if charge else None},
        )  # fmt: skip


def settle(charge: Charge, payment: Payment, actor: Actor, at: datetime) -> None:
    """Take a locked open charge as paid by the payment, with a receipt of the day of booking."""
    move(
        charge, "confirm", held=AS_PLATFORM, actor=actor, at=at,
        data={"method": payment.gateway, "gateway_reference": payment.gateway_reference},
        paid_at=payment.paid_at, method=payment.gateway,
        receipt_number=next_number(charge.unit, at),
    )  # fmt: skip
