"""What seeing and closing an alert do the same way: who may, once for each request, on record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.events.queries import by_request
from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.insight.models import Alert
from motcua.insight.told import ALERT, Told


def locked(uid: UUID, actor: Actor) -> Alert:
    """Return the alert, locked, for an inspector whom it is not about.

    Raises
    ------
    Refused
        `absent` without the alert or for anybody else; `own_alert` for whom it is about.
    """
    alert = Alert.objects.select_for_update().filter(uid=uid).first()
    if alert is None or actor.person_id is None or not actor.may(P.AUDIT):
        raise refuse("absent", "Không tìm thấy cảnh báo.", "No such alert.")
    if is_about(alert, actor.person_id):
        raise refuse("own_alert", "Cảnh báo này nói về chính bạn; người khác phải xử lý.",
                     "This alert is about you; somebody else has to deal with it.")  # fmt: skip
    return alert


def is_about(alert: Alert, person_id: int) -> bool:
    """Tell whether the alert is about a person."""
    return alert.who == pseudonym(person_id, epoch_of(alert.day)).hex()


def is_done(request_id: UUID) -> bool:
    """Tell whether the request was carried out before."""
    return by_request(request_id) is not None


def tell(
    alert: Alert, kind: Told, *, actor: Actor, at: datetime, request_id: UUID, data: dict[str, Any]
) -> None:
    """Save the alert and record what was said of it."""
    number, alert.event_count = alert.event_count, alert.event_count + 1
    alert.save()
    record(kind, subject=ALERT, subject_id=alert.pk, n=number, at=at, actor=actor, data=data,
           request_id=request_id)  # fmt: skip
