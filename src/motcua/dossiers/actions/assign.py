"""What the draw gave is handed to its official: the platform does this, and nobody else can."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import FIRST, pick, pick_here, settle, told_of
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.assignment import Chosen
from motcua.dossiers.by_beacons import drawn_by_beacons, passed_over
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def assign(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Give the dossier to whom the beacons' draw gave it.

    Where no beacon is listed any more, or the rounds passed the dossier over, it is drawn here.
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    chosen = _chosen(dossier, at)
    facts = facts_of(dossier, actor=actor, at=at, official=chosen.person_id if chosen else None)

    def also(row: Dossier) -> None:
        row.alias = chosen.alias if chosen else ""

    take(dossier, "assign", actor=actor, facts=facts, request_id=request_id, also=also,
         told=told_of(chosen))  # fmt: skip
    settle(dossier, chosen, at=at, reason=FIRST, former=None)
    hand_over(dossier, "assign", actor=actor, at=at, due_at=None)
    return dossier


def _chosen(dossier: Dossier, at: datetime) -> Chosen | None:
    if dossier.official_id is not None:
        return None
    chosen = drawn_by_beacons(dossier) or pick(dossier, at=at)
    if chosen is None and passed_over(dossier):
        return pick_here(dossier, at=at)
    return chosen
