"""Asking for money."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.events.queries import by_request
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.payments.models import Charge
from motcua.payments.moving import tell
from motcua.payments.reference import reference
from motcua.payments.states import SUBJECT, Status, Told

# EMVCo field 54 has 13 characters; no fee comes near.
MOST = 10**12


def request(
    *,
    subject: str,
    purpose: str,
    amount: int,
    unit: str,
    actor: Actor,
    at: datetime,
    request_id: UUID | None = None,
) -> Charge:
    """Ask for an amount and return the charge; asked again for the same, return the open one.

    Parameters
    ----------
    subject
        What it is for, e.g. `dossier:17`.
    purpose
        Why, e.g. `fee`; one open charge per subject and purpose.
    amount
        Dong, as the fee rule says; more than 0.
    unit
        The agency the money is for; its receipts carry the code.

    Raises
    ------
    ValueError
        When the amount is none: a free procedure has no charge.
    Refused
        When another amount is still open for the purpose.
    """
    if not 0 < amount <= MOST:
        raise ValueError(f"cannot ask for {amount} dong")
    done = by_request(request_id) if request_id else None
    if done and done.subject == SUBJECT:
        return Charge.objects.get(pk=done.subject_id)
    with transaction.atomic():
        _one_at_a_time(subject, purpose)
        standing = Charge.objects.filter(
            subject=subject, purpose=purpose, status=Status.REQUESTED
        ).first()
        if standing is None:
            return _new(subject, purpose, amount, unit, actor, at, request_id)
        if standing.amount != amount:
            raise refuse(
                "charge_open",
                f"Khoản thu {standing.reference} với số tiền khác đang chờ thanh toán. "
                "Hãy huỷ khoản đó trước khi yêu cầu số tiền mới.",
                f"The charge {standing.reference} of another amount is still open. "
                "Cancel it before asking for a new amount.",
                "amount",
            )
        return standing


def _one_at_a_time(subject: str, purpose: str) -> None:
    """Let two requests for the same thing wait for each other instead of one failing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"charge {subject} {purpose}"]
        )


def _new(
    subject: str, purpose: str, amount: int, unit: str, actor: Actor, at: datetime,
    request_id: UUID | None,
) -> Charge:  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('payments_charge', 'id'))")
        number = int(cursor.fetchone()[0])
    charge = Charge(
        pk=number, subject=subject, purpose=purpose, amount=amount, unit=unit,
        reference=reference(number), requested_at=at, event_count=1,
    )  # fmt: skip
    charge.save(force_insert=True)
    tell(charge, Told.REQUESTED, actor, at, {"purpose": purpose, "unit": unit}, request_id)
    return charge
