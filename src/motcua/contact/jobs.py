"""What the worker does: releases messages at their slots, finds hosts, follows minutes up."""

from datetime import datetime

from motcua.contact.actions.follow_up_minutes import follow_up_minutes
from motcua.contact.actions.release_message import release_message
from motcua.contact.actions.seek_host import seek_host
from motcua.contact.models import Hearing, Message
from motcua.contact.slots import shuffled_key
from motcua.contact.states import Status
from motcua.identity.actor import Actor

BATCH = 200


def release_due(at: datetime) -> int:
    """Release what is due, the messages of one slot in an order that says nothing."""
    rows = Message.objects.filter(released=False, release_at__lte=at).order_by("release_at")
    due = sorted(rows[:BATCH], key=lambda row: (row.release_at, shuffled_key(str(row.uid))))
    clock = Actor.system("release")
    return sum(release_message(message_id=row.pk, actor=clock, at=at) for row in due)


def find_hosts(at: datetime) -> int:
    """Give hearings that wait without a host one, as soon as somebody is there."""
    rows = Hearing.objects.filter(host=None, status=Status.ASKED).order_by("asked_at")
    clock = Actor.system("hosts")
    waiting = list(rows.values_list("dossier_id", flat=True)[:BATCH])
    return sum(seek_host(dossier_id=one, actor=clock, at=at) for one in waiting)


def follow_up(at: datetime) -> int:
    """Remind of minutes that nobody confirmed, and close what stays unconfirmed."""
    rows = Hearing.objects.filter(status=Status.HELD).order_by("held_at")
    clock = Actor.system("minutes")
    held = list(rows.values_list("dossier_id", flat=True)[:BATCH])
    return sum(follow_up_minutes(dossier_id=one, actor=clock, at=at) for one in held)
