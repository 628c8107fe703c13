"""Effects of the transition table: each changes fields of the dossier in memory, nothing else."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.dossiers.green_lane import GREEN, lane_of
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Outcome
from motcua.worktime.deadlines import clock_start, deadline


def register(dossier: Any, facts: Facts) -> None:
    dossier.registered_at = dossier.registered_at or facts.at


def start_clock(dossier: Any, facts: Facts) -> None:
    """Begin legal time at complete reception (Decree 309/2026 art. 17.3), 15:00 rule observed."""
    register(dossier, facts)
    dossier.accepted_at = facts.at
    dossier.received_by = facts.person_id
    dossier.priority = lane_of(facts.limit)
    dossier.supplement_due_at = None
    # The electronic file reaches the competent agency with its acceptance, so that the three
    # beginnings the decrees name fall together.
    start = clock_start(facts.rules, received=facts.at, complete=facts.at, competent=facts.at)
    if facts.limit is None or start is None:
        return
    counted = deadline(facts.calendar, facts.rules, start, facts.limit)
    dossier.clock_started_at = counted.start
    dossier.limit_value, dossier.limit_unit = facts.limit.value, str(facts.limit.unit)
    dossier.due_at = counted.due
    dossier.first_due_at = dossier.first_due_at or dossier.due_at


def count_again(dossier: Any, facts: Facts) -> None:
    """Recompute the due date from the ledger once a suspension has ended."""
    if facts.limit is None or dossier.clock_started_at is None:
        return
    counted = deadline(
        facts.calendar, facts.rules, dossier.clock_started_at, facts.limit, facts.suspensions
    ).due
    if counted is not None and (not dossier.extended or counted > dossier.due_at):
        dossier.due_at = counted
    dossier.step_due_at = facts.step_due or dossier.step_due_at


def enter_route(dossier: Any, facts: Facts) -> None:
    dossier.step, dossier.step_due_at = 0, facts.step_due
    dossier.official_id = facts.official


def take_official(dossier: Any, facts: Facts) -> None:
    dossier.official_id = facts.official


def next_step(dossier: Any, facts: Facts) -> None:
    dossier.step += 1
    dossier.step_due_at = facts.step_due


def propose_outcome(dossier: Any, facts: Facts) -> None:
    dossier.proposal = str(facts.proposal)
    dossier.proposal_reason, dossier.proposal_ground = facts.reason, facts.ground
    dossier.proposed_by = facts.person_id
    dossier.step = decision_at(facts.definition.route)
    dossier.step_due_at = facts.step_due


def drop_proposal(dossier: Any, facts: Facts) -> None:
    dossier.proposal = dossier.proposal_reason = dossier.proposal_ground = ""
    dossier.proposed_by = None
    dossier.step = max(0, decision_at(facts.definition.route) - 1)
    dossier.step_due_at = facts.step_due


def settle(dossier: Any, facts: Facts) -> None:
    dossier.outcome = dossier.proposal
    dossier.decided_by, dossier.settled_at = facts.person_id, facts.at
    dossier.step, dossier.step_due_at = len(facts.definition.route), None


def settle_here(dossier: Any, facts: Facts) -> None:
    dossier.outcome, dossier.settled_at = str(Outcome.GRANTED), facts.at
    dossier.decided_by = facts.person_id
    dossier.step = len(facts.definition.route)


def reopen(dossier: Any, facts: Facts) -> None:
    dossier.outcome, dossier.decided_by, dossier.settled_at = "", None, None
    dossier.priority = GREEN  # whoever waited for an error of the agency does not wait twice
    drop_proposal(dossier, facts)


def await_supplement(dossier: Any, facts: Facts) -> None:
    register(dossier, facts)
    dossier.supplement_rounds += 1
    dossier.supplement_due_at = facts.until


def supplement_received(dossier: Any, facts: Facts) -> None:  # noqa: ARG001
    dossier.supplement_due_at = None


def move_appointment(dossier: Any, facts: Facts) -> None:
    dossier.due_at, dossier.extended = facts.new_due, True


def hand_result_over(dossier: Any, facts: Facts) -> None:
    dossier.returned_at, dossier.returned_by = facts.at, facts.person_id
