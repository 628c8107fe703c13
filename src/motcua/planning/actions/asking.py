"""What every action of planning does the same way: permission, screening, once for each request."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models, transaction

from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.queries import by_request
from motcua.events.recording import RepeatedRequestError
from motcua.flow.refusal import Refusal, Refused, Text, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P

Row = TypeVar("Row", bound=models.Model)
LONGEST_REASON = 1000


def must_hold(actor: Actor, permission: P) -> int:
    """Return the actor's number; refuse who may not."""
    if not actor.may(permission) or actor.person_id is None:
        raise refuse("not_permitted", "Bạn không có quyền này.", "You may not do this.")
    return actor.person_id


def stated(reason: str, where: str = "reason") -> str:
    """Return a reason somebody can read; refuse an empty or endless one."""
    reason = reason.strip()
    if not reason:
        raise refuse("reason_missing", "Hãy nêu lý do.", "State the reason.", where)
    if len(reason) > LONGEST_REASON:
        raise refuse("reason_long", f"Nhiều nhất {LONGEST_REASON} ký tự.",
                     f"At most {LONGEST_REASON} characters.", where)  # fmt: skip
    return reason


def once(
    work: Callable[[], Row],
    *,
    kind: type[Row],
    subject: str,
    request_id: UUID,
    texts: Mapping[str, str],
    about: int,
    actor: Actor,
    at: datetime,
) -> Row:
    """Screen the texts and do the work in one transaction; a repeated request gives the same row.

    Parameters
    ----------
    about
        The number of what the texts are about (0 for something new), for the record of a blocked one.

    Raises
    ------
    WayOfContact
        When a text leads around the centre; the attempt is then on record.
    """
    try:
        let_through(texts)
        with transaction.atomic():
            return _known(kind, subject, request_id) or work()
    except WayOfContact as found:
        record_blocked(found.blocked, subject=subject, subject_id=about, actor=actor, at=at)
        raise
    except RepeatedRequestError as repeated:
        row = _known(kind, subject, request_id)
        if row is None:
            raise Refused(_USED) from repeated
        return row


_USED = Refusal(
    "request_id_used",
    Text(
        "Mã yêu cầu này đã dùng cho việc khác. Hãy tải lại trang rồi làm lại.",
        "This request number was used for something else. Reload the page and repeat.",
    ),
)


def _known(kind: type[Row], subject: str, request_id: UUID) -> Row | None:
    event = by_request(request_id)
    if event is None:
        return None
    if event.subject != subject:
        raise Refused(_USED)
    return kind._default_manager.get(pk=event.subject_id)  # noqa: SLF001 - Django's own name
