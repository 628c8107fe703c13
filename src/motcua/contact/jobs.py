"""What the worker does: releases messages at their slots, finds hosts, closes hearings."""

from datetime import datetime

from motcua.contact.actions.release_message import release_message
from motcua.contact.models import Message
from motcua.contact.slots import shuffled_key
from motcua.identity.actor import Actor

BATCH = 200


def release_due(at: datetime) -> int:
    """Release what is due, the messages of one slot in an order that says nothing."""
    rows = Message.objects.filter(released=False, release_at__lte=at).order_by("release_at")
    due = sorted(rows[:BATCH], key=lambda row: (row.release_at, shuffled_key(str(row.uid))))
    clock = Actor.system("release")
    return sum(release_message(message_id=row.pk, actor=clock, at=at) for row in due)
