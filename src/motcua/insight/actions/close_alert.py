"""An inspector closes an alert: how it ended, in words."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.insight.actions.judging import is_done, locked, tell
from motcua.insight.models import Alert
from motcua.insight.told import ALERT, Told
from motcua.insight.verdicts import Verdict

FEWEST_WORDS = 10
MOST_WORDS = 2000


def close_alert(
    *, uid: UUID, verdict: str, words: str, actor: Actor, at: datetime, request_id: UUID
) -> Alert:
    """Close the alert for good; the record keeps a hash of the words, the alert the words.

    Raises
    ------
    Refused
        `absent`; `own_alert`; `closed_already`; `verdict_missing`; `words_missing`.
    WayOfContact
        When the words hold a way of contact; the attempt is then on record.
    """
    try:
        let_through({"words": words})
    except WayOfContact as found:
        number = Alert.objects.filter(uid=uid).values_list("pk", flat=True).first()
        if number is not None:
            record_blocked(found.blocked, subject=ALERT, subject_id=number, actor=actor, at=at)
        raise
    return _close(uid, verdict, words.strip(), actor, at, request_id)


@transaction.atomic
def _close(
    uid: UUID, verdict: str, words: str, actor: Actor, at: datetime, request_id: UUID
) -> Alert:
    alert = locked(uid, actor)
    if is_done(request_id):
        return alert
    if alert.closed_at is not None:
        raise refuse("closed_already", "Cảnh báo này đã được đóng.", "The alert is closed already.")
    if verdict not in set(Verdict):
        raise refuse("verdict_missing", "Hãy chọn kết luận.", "Choose how it ended.", "verdict")
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
        raise refuse("words_missing", f"Hãy viết kết luận, từ {FEWEST_WORDS} đến {MOST_WORDS} ký tự.",
                     f"Say what you found, in {FEWEST_WORDS} to {MOST_WORDS} signs.",
                     "words")  # fmt: skip
    if alert.seen_at is None:
        alert.seen_by, alert.seen_at = actor.person_id, at
    alert.closed_by, alert.closed_at = actor.person_id, at
    alert.verdict, alert.words = verdict, words
    said = {"verdict": verdict, "words": sha256(words.encode()).hexdigest()}
    tell(alert, Told.CLOSED, actor=actor, at=at, request_id=request_id, data=said)
    return alert
