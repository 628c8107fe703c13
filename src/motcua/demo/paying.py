"""Applicants pay what is asked by a transfer that the test bank reports."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.credit_transfer import credit_transfer
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor
from motcua.payments.actions.confirm import confirm
from motcua.payments.queries import of_subject
from motcua.payments.states import Status


def pay_by_transfer(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Dossier:
    """Pay every open charge of a dossier, each by its own transfer."""
    charges = of_subject(f"dossier:{dossier_id}")
    for number, charge in enumerate(c for c in charges if c.status == Status.REQUESTED):
        done = confirm(
            gateway="test",
            gateway_reference=f"{request_id.hex}-{number}",
            amount=charge.amount,
            memo=charge.reference,
            paid_at=at,
            actor=actor,
            at=at,
        )
        credit_transfer(done, actor=actor, at=at)
    return Dossier.objects.get(pk=dossier_id)
