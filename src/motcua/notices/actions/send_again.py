"""A person decides that a message that did not arrive is sent again."""

from datetime import datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.notices.models import Notice


@transaction.atomic
def send_again(*, notice_id: int, actor: Actor, at: datetime) -> Notice:
    """Put a failed or uncertain message back into the queue.

    Raises
    ------
    Refused
        Without the permission, or for a message that is on its way or has gone.
    """
    notice = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None or not actor.may(P.NOTICES_OVERSEE):
        raise refuse("absent", "Không tìm thấy thông báo.", "No such message.")
    if notice.state not in (Notice.State.FAILED, Notice.State.UNCERTAIN):
        raise refuse(
            "not_undelivered",
            "Chỉ gửi lại thông báo chưa đến được.",
            "Only a message that did not arrive is sent again.",
        )
    notice.state, notice.attempts, notice.next_at = Notice.State.PENDING, 0, at
    notice.save(update_fields=["state", "attempts", "next_at"])
    return notice
