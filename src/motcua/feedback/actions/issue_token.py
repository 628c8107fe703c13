"""Inviting an applicant to rate, once the result was handed over."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.events.recording import record
from motcua.feedback.models import Invitation
from motcua.feedback.tokens import draw, hashed
from motcua.feedback.told import SUBJECT, Told
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor

VALID = timedelta(days=30)


def issue_token(
    *, subject: str, actor: Actor, at: datetime, unit: str = "", draw: Callable[[], str] = draw
) -> str:
    """Return the token that lets its holder rate the subject once within 30 days.

    Issued again (a lost message), the new token takes the place of the old one; the number of
    invitations does not grow.

    Parameters
    ----------
    subject
        What is rated, e.g. `dossier:17`.
    unit
        The agency that is rated.

    Raises
    ------
    Refused
        When the subject has been rated already.
    """
    token = draw()
    with transaction.atomic():
        values = {"token_hash": hashed(token), "expires_at": at + VALID}
        invitation, new = Invitation.objects.select_for_update().get_or_create(
            subject=subject, defaults=values | {"issued_at": at, "unit": unit, "event_count": 1}
        )
        if invitation.used_at:
            raise refuse(
                "rated_already",
                "Hồ sơ này đã được đánh giá. Cảm ơn bạn.",
                "This dossier has been rated already. Thank you.",
            )
        if not new:
            _replace(invitation, values)
        record(
            Told.INVITED, subject=SUBJECT, subject_id=invitation.pk, n=invitation.event_count - 1,
            at=at, actor=actor, data={"subject": subject},
        )  # fmt: skip
    return token


def _replace(invitation: Invitation, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(invitation, name, value)
    invitation.event_count += 1
    invitation.save()
