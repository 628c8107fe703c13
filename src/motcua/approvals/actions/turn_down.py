"""The second person does not approve, or the asker takes the request back: it stays as it is."""

from datetime import datetime
from uuid import UUID

from motcua.approvals.actions.telling import ABSENT, carried, known, tell, waiting
from motcua.approvals.kinds import RULES, Kind, State
from motcua.approvals.models import Request
from motcua.approvals.told import Told
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor


def turn_down(*, number: int, reason: str, actor: Actor, at: datetime, request_id: UUID) -> Request:
    """Close a request undone, with the reason for the asker; who asked takes it back instead.

    Raises
    ------
    Refused
        `absent`, `reason_missing`.
    """

    def work() -> Request:
        row = waiting(number, at)
        own = row.asked_by == known(actor)
        if not own and not actor.may(RULES[Kind(row.kind)].approves):
            raise Refused(ABSENT)
        if not own and not reason.strip():
            raise refuse("reason_missing", "Hãy nêu lý do.", "State the reason.", "reason")
        row.state = State.TAKEN_BACK if own else State.TURNED_DOWN
        row.closed_at, row.answer = at, reason.strip()
        kind = Told.TAKEN_BACK if own else Told.TURNED_DOWN
        tell(row, kind, actor=actor, at=at, request_id=request_id)
        return row

    return carried(work, texts={"reason": reason}, actor=actor, at=at, request_id=request_id,
                   number=number)  # fmt: skip
