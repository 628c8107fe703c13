"""Dossiers: those somebody may see, one of them, its open moves; and tracking by code alone."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import AfterValidator, Field

from motcua.api.access import ByAddress, ByPerson, Session, actor_of
from motcua.api.catalogue import LimitOut, limit_out
from motcua.api.problems import Fault, Problem, fault, language_of
from motcua.api.words import Bilingual, both, printable
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.queries import tracked
from motcua.dossiers.status import COMPLETION, Status
from motcua.dossiers.views.open_to import moves_for
from motcua.dossiers.views.record import AskedFor
from motcua.dossiers.views.remote import (
    RemoteDossier,
    RemoteLine,
    found,
    remote_dossier,
    remote_lines,
)
from motcua.flow.refusal import Refused
from motcua.ui.readonly import only_reads

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier

router = Router(tags=["dossiers"], auth=Session())
tracking = Router(tags=["tracking"])
TRACKING_RATE = "60/m"
# One dossier a second, all day: more than anybody reads, less than copies a city.
READING_RATE = "60/m"
Name = Annotated[
    str,
    Field(max_length=36, min_length=1, examples=["H26.12-260810-0001"],
          description="Code of the dossier; of a draft its private number (uid)"),
    AfterValidator(printable),
]  # fmt: skip


class Tracked(Schema):
    """What anybody may know: the code and the degree of completion in percent."""

    code: str
    completion: int


class LineOut(Schema):
    uid: UUID
    code: str
    procedure: str
    names: Bilingual
    status: int
    status_names: Bilingual
    completion: int
    registered_at: datetime | None
    due_at: datetime | None
    event_count: int


class ListOut(Schema):
    total: int
    items: list[LineOut]


class DossierOut(LineOut):
    """One dossier. The ETag is its `event_count`; send it back as `If-Match` or `seen`."""

    case: str
    channel: str
    agency: str
    agency_names: Bilingual | None
    received_at_point: str
    accepted_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    first_due_at: datetime | None
    supplement_due_at: datetime | None
    clock: str
    limit: LimitOut | None
    outcome: str
    fee_due: int
    fee_paid: int
    return_way: str
    return_point: str
    masked: bool
    answers: dict[str, Any]


class AskedOut(Schema):
    """A request that a move confirms or turns down; `mine` when the asker may not be the second."""

    kind: str
    names: Bilingual
    asked_at: datetime
    reason: Bilingual
    ground: str
    approvals: int
    mine: bool
    named: str
    items: list[str]


class MoveOut(Schema):
    """A move this status and these permissions know; `closed` says why it cannot be taken now.

    `asked`: the requests of others that it would confirm or turn down.
    """

    verb: str
    label: Bilingual
    href: str
    closed: Fault | None
    asked: list[AskedOut]


@tracking.get(
    "/{code}", response={200: Tracked, 404: Problem, 422: Problem, 429: Problem},
    throttle=[ByAddress(TRACKING_RATE)], operation_id="track_dossier",
)  # fmt: skip
def track_dossier(request: HttpRequest, code: Annotated[Name, Path()]) -> dict[str, Any]:  # noqa: ARG001
    """Return how far a dossier is; without signing in, and nothing else of it."""
    with only_reads():
        row = tracked(code)
    if row is None or row.code is None:
        raise Refused(ABSENT)
    return {"code": row.code, "completion": COMPLETION[Status(row.status)]}


@router.get("", response={200: ListOut, 401: Problem, 422: Problem}, operation_id="list_dossiers")
def list_dossiers(
    request: HttpRequest,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """List the dossiers the person may see at the office of the session, the newest first."""
    with only_reads():
        total, lines = remote_lines(actor_of(request), offset, limit)
    return {"total": total, "items": [_line(one) for one in lines]}


@router.get(
    "/{code}", response={200: DossierOut, 401: Problem, 404: Problem, 422: Problem, 429: Problem},
    throttle=[ByPerson(READING_RATE)], operation_id="get_dossier",
)  # fmt: skip
def get_dossier(
    request: HttpRequest, response: HttpResponse, code: Annotated[Name, Path()]
) -> dict[str, Any]:
    """Return one dossier; the settling side gets the answers without identity fields."""
    with only_reads():
        return shown(request, response, found(actor_of(request), code, timezone.now()))


@router.get(
    "/{code}/moves", response={200: list[MoveOut], 401: Problem, 404: Problem, 422: Problem},
    operation_id="list_moves",
)  # fmt: skip
def list_moves(request: HttpRequest, code: Annotated[Name, Path()]) -> list[dict[str, Any]]:
    """Return what may be done with the dossier now, and what closes the rest."""
    language = language_of(request)
    with only_reads():
        row = found(actor_of(request), code, timezone.now())
        moves = moves_for(row, actor_of(request), timezone.now())
    return [
        {
            "verb": one.verb,
            "label": both(one.label),
            "href": f"{request.path.rstrip('/')}/{one.verb}",
            "closed": fault(one.closed, language) if one.closed else None,
            "asked": [_asked(request) for request in one.asked],
        }
        for one in moves
    ]


def _asked(one: AskedFor) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "names": both(one.names),
        "asked_at": one.asked_at,
        "reason": both(one.reason),
        "ground": one.ground,
        "approvals": one.approvals,
        "mine": one.mine,
        "named": one.named,
        "items": list(one.items),
    }


def shown(request: HttpRequest, response: HttpResponse, row: "Dossier") -> dict[str, Any]:
    """Return the dossier for the asker, and put its state on the response as ETag."""
    response.headers["ETag"] = etag(row.event_count)
    response.headers["Cache-Control"] = "private, no-store"
    return _dossier(remote_dossier(row, actor_of(request), timezone.now()))


def etag(event_count: int) -> str:
    return f'"{event_count}"'


def _line(one: RemoteLine) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "code": one.code,
        "procedure": one.procedure,
        "names": both(one.names),
        "status": int(one.status),
        "status_names": both(one.status_names),
        "completion": one.completion,
        "registered_at": one.registered_at,
        "due_at": one.due_at,
        "event_count": one.event_count,
    }


def _dossier(one: RemoteDossier) -> dict[str, Any]:
    return _line(one.line) | {
        "case": one.case,
        "channel": one.channel,
        "agency": one.agency,
        "agency_names": both(one.agency_names) if one.agency_names else None,
        "received_at_point": one.received_at_point,
        "accepted_at": one.accepted_at,
        "settled_at": one.settled_at,
        "returned_at": one.returned_at,
        "first_due_at": one.first_due_at,
        "supplement_due_at": one.supplement_due_at,
        "clock": one.clock,
        "limit": limit_out(one.limit) if one.limit else None,
        "outcome": one.outcome,
        "fee_due": one.fee_due,
        "fee_paid": one.fee_paid,
        "return_way": one.return_way,
        "return_point": one.return_point,
        "masked": one.masked,
        "answers": dict(one.answers),
    }
