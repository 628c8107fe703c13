"""Charges, the money that came in, and receipt numbers."""

from django.db import models
from django.db.models import Q

from motcua.payments.states import Status


class Charge(models.Model):
    """An amount asked for one purpose of one subject; the amount never changes (trigger)."""

    # What it is for, e.g. `dossier:17`.
    subject = models.CharField(max_length=60, db_index=True)
    # "fee", or the key of a financial duty.
    purpose = models.CharField(max_length=60)
    # Dong.
    amount = models.BigIntegerField()
    # What the payer writes in the transfer.
    reference = models.CharField(max_length=25, unique=True)
    # The agency the money is for; receipts are numbered per unit and day.
    unit = models.CharField(max_length=40)
    status = models.SmallIntegerField(default=Status.REQUESTED)
    requested_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    # "cash", or the gateway's name.
    method = models.CharField(max_length=20, blank=True)
    receipt_number = models.CharField(max_length=60, blank=True)
    refund_reason = models.CharField(max_length=300, blank=True)
    event_count = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "paid_at"]),
            models.Index(fields=["status", "requested_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_of_something"),
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="charge_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.REQUESTED, Status.CANCELLED], paid_at__isnull=True)
                | Q(
                    status__in=[Status.PAID, Status.REFUND_DUE, Status.REFUNDED],
                    paid_at__isnull=False,
                ),
                name="charge_paid_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PAID) | ~Q(receipt_number=""),
                name="charge_paid_has_receipt",
            ),
            models.UniqueConstraint(
                fields=["receipt_number"],
                condition=~Q(receipt_number=""),
                name="receipt_number_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "purpose"],
                condition=Q(status=Status.REQUESTED),
                name="one_open_charge_a_purpose",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Payment(models.Model):
    """Money that came in; kept also when nobody knows what it is for. Never deleted (trigger)."""

    class Outcome(models.TextChoices):
        """What became of it; all but the first need somebody to look."""

        MATCHED = "matched"
        LATE = "late"  # its charge had been cancelled: refund due
        WRONG_AMOUNT = "wrong_amount"
        DUPLICATE = "duplicate"  # its charge was paid already
        UNKNOWN = "unknown"  # no charge fits the message

    gateway = models.CharField(max_length=20)
    # The bank's own number of the transaction.
    gateway_reference = models.CharField(max_length=100)
    amount = models.BigIntegerField()
    memo = models.CharField(max_length=500, blank=True)
    paid_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments", null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)

    class Meta:
        indexes = [
            models.Index(
                fields=["recorded_at"], condition=~Q(outcome="matched"), name="payment_to_look_at"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
            # A report that comes twice is one payment.
            models.UniqueConstraint(
                fields=["gateway", "gateway_reference"], name="payment_once_a_gateway_reference"
            ),
            models.UniqueConstraint(
                fields=["charge"], condition=Q(outcome="matched"), name="one_payment_a_charge"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.gateway_reference}"


class ReceiptSerial(models.Model):
    """The last receipt number a unit gave on a day."""

    unit = models.CharField(max_length=40)
    day = models.DateField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="one_receipt_serial_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}: {self.last}"
