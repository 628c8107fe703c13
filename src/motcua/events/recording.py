"""Writing an event: one statement, in the transaction of the action that it tells of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from psycopg.types.json import Jsonb

from motcua.events.clock import recorded_at
from motcua.identity.actor import Actor

# Who takes events from the outbox. A consumer missing here never hears of anything.
CONSUMERS = ("notices", "ledger")

_INSERT = """
WITH told AS (
    INSERT INTO events_event
        (kind, subject, subject_id, n, at, person_id, office, on_behalf_of, data, request_id,
         recorded_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
            COALESCE(%s::timestamptz, STATEMENT_TIMESTAMP()))
    RETURNING id
)
INSERT INTO events_outbox (event_id, consumer)
SELECT told.id, consumer FROM told, unnest(%s::text[]) AS consumer
RETURNING event_id
"""


class OutsideTransactionError(RuntimeError):
    """`record` was called where nothing holds the event and its cause together."""


class RepeatedRequestError(Exception):
    """The request was carried out before; nothing has been written now."""


def record(
    kind: str,
    *,
    subject: str,
    subject_id: int,
    n: int,
    at: datetime,
    actor: Actor,
    data: Mapping[str, Any],
    request_id: UUID | None = None,
) -> int:
    """Record what happened and return the event's number.

    Parameters
    ----------
    n
        The subject's own count of events; its row lock keeps it without gaps.
    at
        When it happened; aware.
    data
        Plain values of JSON; no personal data beyond the numbers of people.
    request_id
        The asker's own number of the request.

    Raises
    ------
    OutsideTransactionError
        When called outside a transaction.
    RepeatedRequestError
        When an event with this request id stands already.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(f"{kind} of {subject} {subject_id}")
    values: list[Any] = [
        kind, subject, subject_id, n, at, actor.person_id, actor.office, actor.on_behalf_of,
        Jsonb(dict(data)), request_id, recorded_at(at), list(CONSUMERS),
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, values)
            return int(cursor.fetchone()[0])
    except IntegrityError as error:
        if "request_id" in str(error):
            raise RepeatedRequestError(str(request_id)) from error
        raise
