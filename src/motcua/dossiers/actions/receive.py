"""The counter takes a dossier: a complete one starts the legal clock and gets a receipt."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.charging import charge
from motcua.dossiers.actions.entering import enter
from motcua.dossiers.actions.parts import open_parts
from motcua.dossiers.actions.taking import action, lock, snapshot, take
from motcua.dossiers.knowledge import facts_of, missing, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.actor import Actor
from motcua.worktime.instants import local_day


@action
def receive(
    *, dossier_id: int, actor: Actor, at: datetime, request_id: UUID, seen: int | None = None
) -> Dossier:
    """Take a complete dossier: from the counter's draft, or one handed in online.

    Which verb the table is asked for follows from where the dossier stands: `receive` for a draft
    made at the counter, `accept` for what waits online. Opens the interlinked parts.
    """
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    verb = "receive" if dossier.status == Status.DRAFT else "accept"
    before, needs = snapshot(dossier), needs_of(dossier)
    dossier.received_at_point = dossier.received_at_point or actor.office
    facts = facts_of(
        dossier,
        actor=actor,
        at=at,
        limit=needs.limit,
        **missing(dossier, needs, today=local_day(at)),
    )
    if not (facts.form_errors or facts.papers_missing):
        enter(dossier, needs, at=at)
        facts = facts_of(dossier, actor=actor, at=at, limit=needs.limit)

    def also(row: Dossier) -> None:
        row.return_point = row.return_point or actor.office
        row.open_parts = len(facts.definition.interlinked)

    take(dossier, verb, actor=actor, facts=facts, request_id=request_id, also=also, before=before)
    charge(dossier, "fee", dossier.fee_due - dossier.fee_paid, actor=actor, at=at)
    open_parts(dossier, after="", actor=actor, at=at)
    return dossier
