"""The asker uses what was approved: once, at the office it was asked for, within its time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.approvals.actions.telling import ABSENT, known, tell, waiting
from motcua.approvals.kinds import Kind, State
from motcua.approvals.models import Request
from motcua.approvals.told import Told
from motcua.events.carrying import USED_ELSEWHERE
from motcua.events.recording import RepeatedRequestError
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor


def usable(*, number: int, kind: Kind, actor: Actor, at: datetime) -> Request:
    """Return the approved request, locked until the transaction that uses it ends.

    Raises
    ------
    Refused
        `absent`: not approved, used, too late, somebody else's, or asked for another office.
    """
    row = waiting(number, at, State.APPROVED)
    if (row.kind, row.asked_by, row.office) != (kind, known(actor), actor.office):
        raise Refused(ABSENT)
    return row


def use(row: Request, *, actor: Actor, at: datetime, request_id: UUID, **told: Any) -> None:
    """Use a request that `usable` has given; `told` says what came of it, e.g. how many rows.

    Raises
    ------
    Refused
        `request_id_used` for a number that belongs to another request.
    """
    row.state, row.closed_at = State.USED, at
    try:
        tell(row, Told.USED, actor=actor, at=at, request_id=request_id, **told)
    except RepeatedRequestError as repeated:
        raise Refused(USED_ELSEWHERE) from repeated
