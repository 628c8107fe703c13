"""Somebody asks for what takes a second person; nothing happens before it is approved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.approvals.actions.telling import ABSENT, carried, known, tell
from motcua.approvals.kinds import RULES, Kind
from motcua.approvals.models import Request
from motcua.approvals.told import Told
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor


def ask(
    *,
    kind: Kind,
    reason: str,
    wanted: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    request_id: UUID,
    ground: str = "",
    about: int | None = None,
) -> Request:
    """Open a request; it lapses by itself when nobody answers.

    Parameters
    ----------
    wanted
        Exactly what is asked for, in plain values of JSON; approval covers nothing else.
    about
        The official concerned, who may neither ask nor approve.

    Raises
    ------
    Refused
        `absent` without the permission, `reason_missing`, `own_matter`.
    """
    if not actor.may(RULES[kind].asks):
        raise Refused(ABSENT)
    if not reason.strip():
        raise refuse("reason_missing", "Hãy nêu lý do.", "State the reason.", "reason")
    if about is not None and about == actor.person_id:
        raise refuse("own_matter", "Không thể tự đề nghị thay đổi cho chính mình.",
                     "Nobody asks for a change of their own post.")  # fmt: skip

    def work() -> Request:
        row = Request(
            kind=kind, asked_by=known(actor), office=actor.office, asked_at=at,
            reason=reason.strip(), ground=ground.strip(), wanted=dict(wanted), about=about,
            lapses_at=at + RULES[kind].waits,
        )  # fmt: skip
        row.save()
        tell(row, Told.ASKED, actor=actor, at=at, request_id=request_id)
        return row

    return carried(work, texts={"reason": reason, "ground": ground}, actor=actor, at=at,
                   request_id=request_id)  # fmt: skip
