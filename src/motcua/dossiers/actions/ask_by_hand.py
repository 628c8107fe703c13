"""The head asks to name the official instead of drawing one: only on a legal ground."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import Kind, ask
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.queries import workers
from motcua.identity.roles import Role
from motcua.worktime.instants import local_day


@action
def ask_by_hand(
    *,
    dossier_id: int,
    official: int,
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Ask for an official of the agency by number; two others have to approve.

    Raises
    ------
    Refused
        `official_unknown` for somebody who is no specialist of the agency, or not there.
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, ground=ground)
    take(dossier, "ask_by_hand", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason, "ground": ground})  # fmt: skip
    here = workers(dossier.agency, Role.SPECIALIST, local_day(at))
    if official not in {one.person_id for one in here}:
        raise refuse("official_unknown", "Hãy chọn một chuyên viên đang làm việc tại cơ quan.",
                     "Choose a specialist of the agency who is there.", "official")  # fmt: skip
    ask(dossier, Kind.BY_HAND, actor=actor, at=at, reason=reason, ground=ground,
        wanted={"official": official})  # fmt: skip
    return dossier
