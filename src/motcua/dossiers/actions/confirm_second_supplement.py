"""A second person confirms a second supplement; form 02 goes out, flagged as the second."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import (
    Kind,
    close,
    facts_of_request,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.slips import issue, suspend
from motcua.dossiers.actions.supplement_time import supplement_until
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


@action
def confirm_second_supplement(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Issue form 02 with the lines as they were asked for; there is no third."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    request, until = waiting(dossier, Kind.SUPPLEMENT), supplement_until(dossier, at)
    items = tuple(Item(**line) for line in request.wanted["items"]) if request else ()
    facts = facts_of(dossier, actor=actor, at=at, items=items, until=until,
                     **facts_of_request(request))  # fmt: skip
    take(dossier, "confirm_second_supplement", actor=actor, facts=facts, request_id=request_id,
         told={"second": True, "ground": facts.ground})  # fmt: skip
    if request:
        issue(dossier, Form.SUPPLEMENT, actor=actor, at=at, items=items, due_at=until,
              reason=request.reason, ground=request.ground)  # fmt: skip
        suspend(dossier, Form.SUPPLEMENT, actor=actor, at=at, reason=request.reason,
                ground=request.ground, restarts=True)  # fmt: skip
        close(request, actor=actor, at=at)
    return dossier
