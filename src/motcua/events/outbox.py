"""Taking events out of the outbox, in batches that survive a crash and never overlap."""

from collections.abc import Callable

from django.db import connection, transaction

from motcua.events.models import Event

_TAKE = """
DELETE FROM events_outbox WHERE id IN (
    SELECT id FROM events_outbox WHERE consumer = %s
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING event_id
"""


def consume(consumer: str, handle: Callable[[list[Event]], None], *, batch: int = 200) -> int:
    """Hand a batch of events to a consumer and forget them once it has returned.

    What `handle` writes and the emptied outbox commit together: after a crash the batch comes
    again, so nothing is lost and nothing is done twice.

    Returns
    -------
    int
        How many events were handled; 0 when the outbox is empty.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [consumer, batch])
            ids = [row[0] for row in cursor.fetchall()]
        if ids:
            handle(list(Event.objects.filter(pk__in=ids).order_by("pk")))
    return len(ids)
