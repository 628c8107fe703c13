"""The applicant picks where the result is handed over: any point, by post, or online."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.offices import queries as offices

WAYS = frozenset({"point", "post", "online"})


@action
def choose_return(
    *, dossier_id: int, way: str, point: str, actor: Actor, at: datetime, request_id: UUID
) -> Dossier:
    """Change the way and the point of return until the result has been handed over."""
    if way not in WAYS:
        raise refuse("way_unknown", "Hãy chọn cách nhận kết quả.",
                     "Choose how to get the result.", "way")  # fmt: skip
    if way == "point":
        offices.point(point)
    dossier = lock(dossier_id, request_id=request_id)
    facts = facts_of(dossier, actor=actor, at=at)

    def also(row: Dossier) -> None:
        row.return_way, row.return_point = way, point if way == "point" else ""

    take(dossier, "choose_return", actor=actor, facts=facts, request_id=request_id, also=also)
    return dossier
