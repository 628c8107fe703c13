"""An inspector takes note of an alert: from then on it is known who looks into it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.identity.actor import Actor
from motcua.insight.actions.judging import is_done, locked, tell
from motcua.insight.models import Alert
from motcua.insight.told import Told


@transaction.atomic
def see_alert(*, uid: UUID, actor: Actor, at: datetime, request_id: UUID) -> Alert:
    """Put down who saw the alert first; seeing it again changes nothing.

    Raises
    ------
    Refused
        `absent`, or `own_alert` for whom it is about.
    """
    alert = locked(uid, actor)
    if alert.seen_at is None and not is_done(request_id):
        alert.seen_by, alert.seen_at = actor.person_id, at
        tell(alert, Told.SEEN, actor=actor, at=at, request_id=request_id, data={})
    return alert
