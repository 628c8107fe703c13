"""Every move of the transition table as an operation: `POST /dossiers/{code}/moves/{verb}`.

The paths, names, permissions and refusals come from the table, the bodies from the actions.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path, Router

from motcua.api.access import Session, actor_of
from motcua.api.arguments import MoveIn, body_of, given, takes_seen
from motcua.api.dossiers import DossierOut, Name, etag, shown
from motcua.api.problems import PreconditionFailedError, Problem
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Status
from motcua.dossiers.views.remote import found, stands_for
from motcua.events.queries import by_request
from motcua.flow.refusal import Refusal, Refused, refuse
from motcua.flow.table import NOT_PERMITTED, WRONG_STATUS, Move
from motcua.identity.permissions import P

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier

router = Router(tags=["moves"], auth=Session())
Action = Callable[..., "Dossier"]
# An action is its verb's module of the same name; these take two verbs each.
TAKEN_BY = {
    "accept": "receive", "supplement": "complete", "assign_by_hand": "approve_by_hand",
    "approve_break_glass_untold": "approve_break_glass",
}  # fmt: skip


def action_of(move: Move[Status]) -> Action | None:
    """Return the action that takes a move; None for the platform's own (permission SYSTEM).

    Those have operations, too, which refuse everybody who is not the platform.

    Raises
    ------
    ImportError, AttributeError
        When a verb has no action: the table and the actions have drifted apart.
    """
    if move.needs == P.SYSTEM:
        return None
    name = TAKEN_BY.get(move.verb, move.verb)
    found: Action = getattr(import_module(f"motcua.dossiers.actions.{name}"), name)
    return found


ACTIONS: Mapping[str, Action] = {
    move.verb: action for move in DOSSIER.moves if (action := action_of(move))
}
RESPONSES: Any = {200: DossierOut} | dict.fromkeys((400, 401, 403, 404, 409, 412, 422), Problem)


def take(
    request: HttpRequest, name: str, move: Move[Status], body: MoveIn, if_match: str | None
) -> "Dossier":
    """Take a move for whoever asks; a repeated request gets the dossier as it stands.

    Raises
    ------
    Refused
        `absent`, `request_id_used`, what the table and the action refuse.
    PreconditionFailedError
        When `If-Match` names another state.
    """
    actor, row = actor_of(request), found(actor_of(request), name, timezone.now())
    stands_for(row, actor, move)
    if _done_before(row, move, body):
        return row
    _check_state(row, if_match)
    _check_move(row, move, actor.held)
    action = ACTIONS[move.verb]
    arguments = given(body) | ({"seen": body.seen} if takes_seen(action) else {})
    if body.seen is not None and body.seen != row.event_count:
        raise refuse(
            "stale",
            "Hồ sơ đã thay đổi từ khi bạn đọc. Hãy đọc lại rồi thực hiện lại.",
            "The dossier has changed since you read it. Read it again and repeat.",
            "seen",
        )
    return action(
        dossier_id=row.pk,
        actor=actor,
        at=timezone.now(),
        request_id=body.request_id,
        **arguments,
    )


def _done_before(row: "Dossier", move: Move[Status], body: MoveIn) -> bool:
    event = by_request(body.request_id)
    if event is None:
        return False
    same = (event.subject, event.subject_id) == ("dossier", row.pk)
    told = event.data.get("verb", move.verb)
    # One action may tell another of its verbs than the one it was asked by.
    if same and ACTIONS.get(told) is ACTIONS.get(move.verb):
        return True
    raise refuse(
        "request_id_used",
        "Mã yêu cầu này đã dùng cho một yêu cầu khác. Mỗi yêu cầu cần một mã mới.",
        "This request_id belongs to another request. Each request needs its own.",
        "request_id",
    )


def _check_state(row: "Dossier", if_match: str | None) -> None:
    named = {one.strip() for one in (if_match or "*").split(",")}
    if not named & {"*", etag(row.event_count)}:
        raise PreconditionFailedError


def _check_move(row: "Dossier", move: Move[Status], held: frozenset[P]) -> None:
    """Refuse what the action would understand as another verb, or nobody may ask for here."""
    if move.needs not in held or move.verb not in ACTIONS:
        raise Refused(Refusal("not_permitted", NOT_PERMITTED))
    if DOSSIER.status_of(row) not in move.source:
        raise Refused(Refusal("wrong_status", WRONG_STATUS))


def _add(move: Move[Status]) -> None:
    body_type = body_of(move.verb, ACTIONS.get(move.verb))

    def operation(
        request: HttpRequest,
        response: HttpResponse,
        code: Annotated[Name, Path()],
        body: body_type,  # type: ignore[valid-type]
        if_match: Annotated[str | None, Header(alias="If-Match", max_length=200)] = None,
    ) -> dict[str, Any]:
        return shown(request, response, take(request, code, move, body, if_match))

    starts = ", ".join(sorted(status.name for status in move.source))
    target = move.target.name if move.target is not None else "unchanged"
    router.post(
        f"/{{code}}/moves/{move.verb}",
        response=RESPONSES,
        operation_id=f"move_{move.verb}",
        summary=move.label.en,
        description=f"{move.label.vi}. From {starts} to {target}; needs `{move.needs}`. "
        f"Basis: {move.basis}.",
    )(operation)


for _move in DOSSIER.moves:
    _add(_move)
