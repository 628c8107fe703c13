"""Which moves an official's page may offer: what the pages' own forms will ask for is taken as said.

The guards that stay closed are then those the official cannot fill in: another's work, a
consultation still open, a fee not paid, a date that has passed.
"""

from datetime import datetime, timedelta

from motcua.dossiers.actions.consultation_silence import still_open
from motcua.dossiers.facts import Item
from motcua.dossiers.knowledge import Missing, facts_of, missing, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.views.asked_for import CONFIRMED, requests_of, shown_to, told_to, waits_for
from motcua.dossiers.views.record import OpenMove
from motcua.identity.actor import Actor
from motcua.worktime.instants import local_day

SAID = "…"
# Moves that ask whether form and papers are complete.
_BEFORE_ACCEPTANCE = frozenset({Status.DRAFT, Status.REGISTERED, Status.SUPPLEMENT_REQUIRED})


NOTHING_MISSING: Missing = {"form_errors": (), "papers_missing": ()}


def moves_for(row: Dossier, actor: Actor, at: datetime) -> tuple[OpenMove, ...]:
    """Return the moves with what closes each of them now."""
    asks = row.status == Status.PROCESSING
    gaps = NOTHING_MISSING
    if row.status in _BEFORE_ACCEPTANCE:
        gaps = missing(row, needs_of(row), today=local_day(at))
    facts = facts_of(
        row,
        actor=actor,
        at=at,
        reason=SAID,
        ground=SAID,
        items=(Item(SAID, SAID, SAID),),
        proposal=Outcome.GRANTED,
        new_due=max(row.due_at or at, at) + timedelta(days=1),
        unanswered=still_open(row, at=at) if asks else (),
        **gaps,
    )
    found = DOSSIER.open_moves(row, actor.held, facts)
    open_ones = requests_of(row, actor) if any(m.verb in CONFIRMED for m, _ in found) else ()
    made = []
    for move, closed in found:
        asked = [one for one in open_ones if waits_for(one, move.verb)]
        if asked:
            closed = DOSSIER.refusal(row, move.verb, actor.held, told_to(facts, asked[0]))
        made.append(OpenMove(move.verb, move.label, closed, shown_to(row, actor, asked)))
    return tuple(made)
