"""Reading requests: what waits for somebody, what somebody asked for, changes of the roster."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from motcua.approvals.kinds import OPEN, RULES, Kind, State
from motcua.approvals.models import Request
from motcua.approvals.rostering import Change
from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.models import Appointment
from motcua.worktime.instants import local_day

ROSTERS = (Kind.ROSTER, Kind.ROSTER_AT_ONCE)
MOST = 100


@shows(Thing.REQUEST, names="request.kind", approvals="request.first_approver", needed=WORDS,
       mine=WORDS, may_approve=WORDS)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the two people, and inspectors, read it.

    `mine`: the reader asked for it. `may_approve`: the reader may be the second person, or third.
    """

    id: int
    kind: Kind
    state: State
    names: Text
    asked_by: int
    office: str
    asked_at: datetime
    reason: str
    ground: str
    wanted: Mapping[str, Any]
    about: int | None
    approvals: int
    needed: int
    lapses_at: datetime
    approved_at: datetime | None
    in_force_from: datetime | None
    closed_at: datetime | None
    answer: str
    mine: bool
    may_approve: bool

    @property
    def at_once(self) -> bool:
        return self.kind is Kind.ROSTER_AT_ONCE


def waiting_for(actor: Actor, at: datetime) -> list[Asked]:
    """Return the requests that wait, of the kinds the actor approves; their own among them."""
    kinds = [kind for kind, rule in RULES.items() if actor.may(rule.approves)]
    rows = Request.objects.filter(state=State.WAITING, kind__in=kinds, lapses_at__gt=at)
    return [_asked(row, actor) for row in rows.order_by("asked_at", "pk")[:MOST]]


def own(actor: Actor, kinds: Collection[Kind]) -> list[Asked]:
    """Return what the actor asked for at their office, open ones first, then the newest."""
    rows = Request.objects.filter(asked_by=actor.person_id or 0, office=actor.office)
    rows = rows.filter(kind__in=list(kinds)).order_by("-asked_at", "-pk")[:MOST]
    return sorted((_asked(row, actor) for row in rows), key=lambda one: one.state not in OPEN)


def roster_changes(actor: Actor, at: datetime, *, about: int | None = None) -> list[Asked]:
    """Return the changes of the roster that wait or are approved and do not count yet."""
    rows = _rosters().filter(
        Q(state=State.WAITING, lapses_at__gt=at) | Q(state=State.APPROVED, in_force_from__gt=at)
    )
    rows = rows if about is None else rows.filter(about=about)
    return [_asked(row, actor) for row in rows.order_by("asked_at", "pk")[:MOST]]


def emergencies(actor: Actor, since: datetime) -> list[Asked]:
    """Return the changes of the roster in force at once, the newest first."""
    rows = Request.objects.filter(kind=Kind.ROSTER_AT_ONCE, asked_at__gte=since)
    return [_asked(row, actor) for row in rows.order_by("-asked_at", "-pk")[:MOST]]


def emergencies_in_public(at: datetime) -> dict[str, int]:
    """Return by month how many changes were in force at once in the last twelve: for everybody."""
    rows = Request.objects.filter(
        kind=Kind.ROSTER_AT_ONCE, approved_at__gt=at - timedelta(days=366), approved_at__lte=at
    )
    counts: dict[str, int] = {}
    for approved in rows.order_by("approved_at").values_list("approved_at", flat=True):
        month = f"{local_day(approved or at):%Y-%m}"
        counts[month] = counts.get(month, 0) + 1
    return counts


def offices_of(one: Asked) -> list[str]:
    """Return the offices whose roster a change touches: of the post, else all the person's."""
    if Change(one.wanted["change"]) is not Change.ADJUST:
        return [str(one.wanted["office"])]
    rows = Appointment.objects.filter(person_id=one.about or 0, valid_until=None)
    return sorted(set(rows.values_list("office", flat=True)))


def _rosters() -> QuerySet[Request]:
    return Request.objects.filter(kind__in=ROSTERS)


def _asked(row: Request, actor: Actor) -> Asked:
    kind = Kind(row.kind)
    rule = RULES[kind]
    concerned = (row.asked_by, row.about, *row.approvers)
    return Asked(
        id=row.pk,
        kind=kind,
        state=State(row.state),
        names=rule.names,
        asked_by=row.asked_by,
        office=row.office,
        asked_at=row.asked_at,
        reason=row.reason,
        ground=row.ground,
        wanted=row.wanted,
        about=row.about,
        approvals=len(row.approvers),
        needed=rule.approvals,
        lapses_at=row.lapses_at,
        approved_at=row.approved_at,
        in_force_from=row.in_force_from,
        closed_at=row.closed_at,
        answer=row.answer,
        mine=row.asked_by == actor.person_id,
        may_approve=actor.may(rule.approves) and actor.person_id not in concerned,
    )
