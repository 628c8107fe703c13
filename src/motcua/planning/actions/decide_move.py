"""A suggested move of staff is accepted or declined, with a reason; who moves is for the roster."""

from datetime import datetime
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import carried, must_hold, stated
from motcua.planning.kinds import Verdict
from motcua.planning.models import Move
from motcua.planning.told import MOVE, Told

_TOLD = {Verdict.ACCEPTED: Told.MOVE_ACCEPTED, Verdict.DECLINED: Told.MOVE_DECLINED}


def decide_move(
    *, move: int, verdict: Verdict, reason: str, actor: Actor, at: datetime, request_id: UUID
) -> Move:
    """Decide it.

    Raises
    ------
    Refused
        Without a reason; when it was decided before.
    """
    person = must_hold(actor, P.MOVES_DECIDE)
    reason = stated(reason)
    if verdict not in _TOLD:
        raise refuse("verdict_missing", "Hãy chọn.", "Choose.", "verdict")

    def work() -> Move:
        one = Move.objects.select_for_update().filter(pk=move).first()
        if one is None or one.verdict != Verdict.OPEN:
            raise refuse("move_decided", "Đề xuất này đã được quyết định.",
                         "This suggestion was decided already.")  # fmt: skip
        one.verdict, one.decided_by, one.decided_at, one.reason = verdict, person, at, reason
        number = one.event_count
        one.event_count += 1
        one.save(update_fields=["verdict", "decided_by", "decided_at", "reason", "event_count"])
        record(
            _TOLD[verdict], subject=MOVE, subject_id=one.pk, n=number, at=at, actor=actor,
            data={"people": one.people, "from": one.source, "to": one.target, "reason": reason},
            request_id=request_id,
        )  # fmt: skip
        return one

    return carried(
        work, kind=Move, subject=MOVE, request_id=request_id, texts={"reason": reason}, about=move,
        actor=actor, at=at,
    )  # fmt: skip
