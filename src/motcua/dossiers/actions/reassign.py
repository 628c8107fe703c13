"""Another official takes the dossier over, because the first is away or must not settle it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import keep, pick, told_of
from motcua.dossiers.actions.countersigning import Kind, close, facts_of_request, waiting
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Countersign, Dossier, Draw
from motcua.identity.actor import Actor
from motcua.identity.permissions import P

ABSENT = "absent"
BY_ONE = "reassigned"
CONFIRMED = "reassigned_by_two"


@action
def reassign(
    *,
    dossier_id: int,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Draw anew by the same rule as the first time, without the official it is taken from.

    A person may do so once for a dossier; after that somebody else has to have asked for it
    (`ask_reassign`), and nobody who had the dossier is drawn again, so that drawing until it suits
    leads nowhere. The platform's own redraw after an absence needs neither.
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    former, rule = dossier.official_id, actor.may(P.SYSTEM)
    request = None if rule else waiting(dossier, Kind.REASSIGNMENT)
    facts = facts_of(dossier, actor=actor, at=at,
                     **(facts_of_request(request) | {"reason": reason}),
                     redrawn=0 if rule else _redrawn(dossier))  # fmt: skip
    chosen = pick(dossier, at=at, without=former, spare_earlier=not rule)
    facts = replace(facts, official=chosen.person_id)

    def also(row: Dossier) -> None:
        row.alias = chosen.alias

    take(dossier, "reassign", actor=actor, facts=facts, request_id=request_id, also=also,
         told=told_of(chosen) | {"reason": reason, "by_one": not rule and request is None})  # fmt: skip
    why = ABSENT if rule else CONFIRMED if request else BY_ONE
    keep(dossier, chosen, at=at, reason=why, former=former)
    _close(request, actor, at)
    hand_over(dossier, "reassign", actor=actor, at=at, due_at=None)
    return dossier


def _redrawn(dossier: Dossier) -> int:
    return Draw.objects.filter(dossier=dossier, reason__in=[BY_ONE, CONFIRMED]).count()


def _close(request: Countersign | None, actor: Actor, at: datetime) -> None:
    if request:
        close(request, actor=actor, at=at)
