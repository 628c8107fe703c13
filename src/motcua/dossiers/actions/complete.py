"""The applicant hands in what form 02 asked for: before acceptance, or during settlement."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.slips import end_suspension
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import as_ledger, facts_of, missing, needs_of
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor
from motcua.worktime.instants import local_day


@action
def complete(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Dossier:
    """Hand in the supplement.

    Before acceptance the dossier waits for the counter again (`complete`). During settlement the
    pause ends and the time limit counts anew from the beginning (`supplement`; art. 19.4).
    """
    dossier = lock(dossier_id, request_id=request_id)
    needs = needs_of(dossier)
    gaps = missing(dossier, needs, today=local_day(at))
    if dossier.accepted_at is None:
        facts = facts_of(dossier, actor=actor, at=at, **gaps)
        take(dossier, "complete", actor=actor, facts=facts, request_id=request_id,
             also=lambda row: enter(row, needs, at=at))  # fmt: skip
        return dossier
    ledger = as_ledger(end_suspension(dossier, at=at))
    facts = facts_of(dossier, actor=actor, at=at, suspensions=ledger, **gaps)
    take(dossier, "supplement", actor=actor, facts=facts, request_id=request_id)
    return dossier
