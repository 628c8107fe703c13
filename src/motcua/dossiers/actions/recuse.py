"""A second person confirms the recusal; the dossier is drawn anew without the recused."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.assigning import pick, released, settle, told_of
from motcua.dossiers.actions.countersigning import (
    Kind,
    close,
    facts_of_request,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.handing_over import hand_over
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor


@action
def recuse(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Confirm what the official asked for; whoever recused is never drawn for it again."""
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    request, former = waiting(dossier, Kind.RECUSAL), dossier.official_id
    chosen = pick(dossier, at=at, without=former) if request else None
    facts = facts_of(dossier, actor=actor, at=at, **facts_of_request(request),
                     official=chosen.person_id if chosen else None)  # fmt: skip

    said = released(dossier, facts.reason, at=at, actor=actor) if former else {}

    def also(row: Dossier) -> None:
        row.alias = chosen.alias if chosen else ""

    told = told_of(chosen, said) | {"reason": facts.reason}
    take(dossier, "recuse", actor=actor, facts=facts, request_id=request_id, also=also, told=told)
    if request:
        settle(dossier, chosen, at=at, reason="recused", former=former)
        close(request, actor=actor, at=at)
        hand_over(dossier, "reassign", actor=actor, at=at, due_at=None)
    return dossier
