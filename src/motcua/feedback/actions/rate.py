"""Rating with a one-time token; the holder needs no login."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.recording import record
from motcua.feedback.answers import Answers, problems, readable
from motcua.feedback.models import Invitation, Rating
from motcua.feedback.tokens import hashed
from motcua.feedback.told import SUBJECT, Told
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import VISITOR, Actor


def rate(*, token: str, answers: Answers, at: datetime, actor: Actor = VISITOR) -> Rating:
    """Keep the rating and use up the token.

    Raises
    ------
    Refused
        When the token is unknown, replaced, used or expired, or with every answer that is wrong.
        The token is then as good as before.
    """
    wrong = problems(answers)
    if wrong:
        raise Refused(*wrong)
    try:
        let_through({"comment": answers.comment})
    except WayOfContact as found:
        invitation = Invitation.objects.filter(token_hash=hashed(token)).first()
        if invitation is not None:
            record_blocked(
                found.blocked, subject=SUBJECT, subject_id=invitation.pk, actor=actor, at=at
            )
        raise
    with transaction.atomic():
        invitation = _invitation(token, at)
        values = asdict(answers) | {"comment": readable(answers.comment)}
        rating = Rating.objects.create(invitation=invitation, at=at, **values)
        invitation.used_at = at
        invitation.event_count += 1
        invitation.save()
        record(
            Told.GIVEN, subject=SUBJECT, subject_id=invitation.pk, n=invitation.event_count - 1,
            at=at, actor=actor,
            data={"subject": invitation.subject, "time": answers.time, "overall": answers.overall},
        )  # fmt: skip
    return rating


def _invitation(token: str, at: datetime) -> Invitation:
    """Return the token's invitation, locked: two clicks are one rating."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=hashed(token)).first()
    if invitation is None:
        raise refuse(
            "token_unknown",
            "Đường dẫn đánh giá không đúng hoặc đã được thay bằng đường dẫn mới hơn. "
            "Hãy mở đường dẫn trong tin nhắn gần nhất.",
            "This link is wrong or was replaced by a newer one. Open the one in the latest message.",
        )
    if invitation.used_at:
        raise refuse(
            "token_used",
            "Đường dẫn này đã được dùng để đánh giá. Cảm ơn bạn.",
            "This link has been used for a rating already. Thank you.",
        )
    if at >= invitation.expires_at:
        raise refuse(
            "token_expired",
            "Đường dẫn đánh giá đã hết hạn sau 30 ngày. Bạn có thể gửi phản ánh, kiến nghị.",
            "This link has expired after 30 days. You can send a petition instead.",
        )
    return invitation
