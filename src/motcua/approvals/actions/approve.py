"""Another person approves; where two have to, the second approval does it."""

from datetime import datetime
from uuid import UUID

from motcua.approvals.actions.telling import ABSENT, carried, known, tell, waiting
from motcua.approvals.kinds import RULES, Kind, State
from motcua.approvals.models import Request
from motcua.approvals.rostering import in_force_from, make_change
from motcua.approvals.told import Told
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor


def approve(*, number: int, actor: Actor, at: datetime, request_id: UUID) -> Request:
    """Approve a request; a change of the roster is made now and counts as its kind says.

    Raises
    ------
    Refused
        `absent`, `second_person` for whoever asked, approved before or is concerned, and what the
        change itself refuses.
    """

    def work() -> Request:
        row = waiting(number, at)
        rule, person = RULES[Kind(row.kind)], known(actor)
        if not actor.may(rule.approves):
            raise Refused(ABSENT)
        _another(row, person)
        if row.first_approver is None:
            row.first_approver = person
        else:
            row.second_approver = person
        if len(row.approvers) < rule.approvals:
            tell(row, Told.APPROVED_ONCE, actor=actor, at=at, request_id=request_id)
        else:
            _grant(row, at)
            tell(row, Told.APPROVED, actor=actor, at=at, request_id=request_id, **_counts(row))
        return row

    return carried(work, texts={}, actor=actor, at=at, request_id=request_id, number=number)


def _another(row: Request, person: int) -> None:
    if person in (row.asked_by, row.about, *row.approvers):
        raise refuse(
            "second_person",
            "Người duyệt phải khác người đề nghị, người đã duyệt và cán bộ có liên quan.",
            "Whoever approves must be another person than who asked, approved or is concerned.",
        )


def _grant(row: Request, at: datetime) -> None:
    kind = Kind(row.kind)
    row.state, row.approved_at = State.APPROVED, at
    if RULES[kind].good_for is not None:
        row.lapses_at = at + (RULES[kind].good_for or at - at)
        return
    at_once = kind is Kind.ROSTER_AT_ONCE
    row.in_force_from = in_force_from(row.wanted, at, at_once=at_once)
    make_change(row.wanted, at=at, at_once=at_once)
    row.closed_at = at


def _counts(row: Request) -> dict[str, str]:
    return {"in_force_from": row.in_force_from.isoformat()} if row.in_force_from else {}
