"""Reading charges, receipts and money that nobody could place.

A subject's charges are for whoever may see the subject: the domain that owns it asks for them by
a subject it has already allowed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.payments.models import Charge, Payment
from motcua.payments.states import Status
from motcua.payments.words import amount_in_words


@shows(Thing.CHARGE)
@dataclass(frozen=True, slots=True)
class ChargeInfo:
    """What a page may say of a charge."""

    reference: str
    subject: str
    purpose: str
    amount: int
    unit: str
    status: Status
    requested_at: datetime
    paid_at: datetime | None
    method: str
    receipt_number: str

    @property
    def open(self) -> bool:
        return self.status == Status.REQUESTED


@shows(Thing.CHARGE, number="charge.receipt_number")
@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands on a receipt beside the names of payer and agency; amount in dong."""

    number: str
    reference: str
    subject: str
    purpose: str
    amount: int
    unit: str
    method: str
    paid_at: datetime

    @property
    def in_words(self) -> str:
        return amount_in_words(self.amount)


@shows(Thing.PAYMENT, payment_id=WORDS)
@dataclass(frozen=True, slots=True)
class Unsettled:
    """Money somebody must look at."""

    payment_id: int
    gateway: str
    gateway_reference: str
    amount: int
    memo: str
    paid_at: datetime
    outcome: str
    charge: str | None


@shows(method=WORDS, charges=WORDS, amount=WORDS)
@dataclass(frozen=True, slots=True)
class DayTotal:
    """What came in for a unit on a day by one method; dong."""

    method: str
    charges: int
    amount: int


def of_subject(subject: str) -> list[ChargeInfo]:
    """Return the subject's charges in the order they were asked."""
    return [info(charge) for charge in Charge.objects.filter(subject=subject).order_by("pk")]


def by_reference(reference: str) -> ChargeInfo | None:
    charge = Charge.objects.filter(reference=reference).first()
    return info(charge) if charge else None


def paid(subject: str) -> int:
    """Return how much has been paid for the subject and is not to be given back; dong."""
    rows = Charge.objects.filter(subject=subject, status=Status.PAID)
    return int(rows.aggregate(total=Sum("amount", default=0))["total"])


def receipt(reference: str) -> Receipt | None:
    """Return the receipt of a paid charge, also after it was refunded; None before."""
    charge = Charge.objects.filter(reference=reference).exclude(receipt_number="").first()
    if charge is None or charge.paid_at is None:
        return None
    return Receipt(
        number=charge.receipt_number, reference=charge.reference, subject=charge.subject,
        purpose=charge.purpose, amount=charge.amount, unit=charge.unit, method=charge.method,
        paid_at=charge.paid_at,
    )  # fmt: skip


def unsettled(limit: int = 100) -> list[Unsettled]:
    """Return money that matches no open charge, the oldest first."""
    rows = Payment.objects.exclude(outcome=Payment.Outcome.MATCHED).exclude(
        charge__status=Status.REFUNDED, outcome=Payment.Outcome.LATE
    )
    return [
        Unsettled(
            payment_id=row.pk, gateway=row.gateway, gateway_reference=row.gateway_reference,
            amount=row.amount, memo=row.memo, paid_at=row.paid_at, outcome=row.outcome,
            charge=row.charge.reference if row.charge else None,
        )
        for row in rows.select_related("charge").order_by("recorded_at", "pk")[:limit]
    ]  # fmt: skip


def day_totals(unit: str, day: date) -> list[DayTotal]:
    """Return what a unit took on a local day, by method: the cashier's closing sheet."""
    rows = (
        Charge.objects.filter(unit=unit, paid_at__date=day)
        .exclude(receipt_number="")
        .values("method")
        .annotate(charges=Count("pk"), total=Sum("amount"))
        .order_by("method")
    )
    return [DayTotal(row["method"], row["charges"], row["total"]) for row in rows]


def info(charge: Charge) -> ChargeInfo:
    return ChargeInfo(
        reference=charge.reference, subject=charge.subject, purpose=charge.purpose,
        amount=charge.amount, unit=charge.unit, status=Status(charge.status),
        requested_at=charge.requested_at, paid_at=charge.paid_at, method=charge.method,
        receipt_number=charge.receipt_number,
    )  # fmt: skip
