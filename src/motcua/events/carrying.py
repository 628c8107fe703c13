"""What an action carries out once for each request, its texts screened before anything is written."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models, transaction

from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.queries import by_request
from motcua.events.recording import RepeatedRequestError
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.actor import Actor

Row = TypeVar("Row", bound=models.Model)
USED_ELSEWHERE = Refusal(
    "request_id_used",
    Text(
        "Mã yêu cầu này đã dùng cho việc khác. Hãy tải lại trang rồi làm lại.",
        "This request number was used for something else. Reload the page and repeat.",
    ),
)


def screened(
    texts: Mapping[str, str], *, subject: str, subject_id: int, actor: Actor, at: datetime
) -> None:
    """Refuse texts that lead around the centre, and put the attempt on record.

    Called before the transaction of the act, which the refusal would undo.

    Parameters
    ----------
    subject, subject_id
        What the texts are about, for the record; 0 for something new.

    Raises
    ------
    WayOfContact
        With what was found, at its field.
    """
    try:
        let_through(texts)
    except WayOfContact as found:
        record_blocked(found.blocked, subject=subject, subject_id=subject_id, actor=actor, at=at)
        raise


def once(work: Callable[[], Row], done: Callable[[], Row | None]) -> Row:
    """Do the work in one transaction, unless the same request did it before.

    Parameters
    ----------
    done
        Returns the row that the request has made or changed, or None.

    Raises
    ------
    Refused
        `request_id_used` when the number belongs to another request.
    """
    try:
        with transaction.atomic():
            return done() or work()
    except RepeatedRequestError as repeated:
        row = done()
        if row is None:
            raise Refused(USED_ELSEWHERE) from repeated
        return row


def made_before(kind: type[Row], subject: str, request_id: UUID) -> Row | None:
    """Return the row whose event, of the given subject, the request caused.

    Raises
    ------
    Refused
        `request_id_used` when the event is of another subject.
    """
    event = by_request(request_id)
    if event is None:
        return None
    if event.subject != subject:
        raise Refused(USED_ELSEWHERE)
    return kind._default_manager.get(pk=event.subject_id)  # noqa: SLF001 - Django's own name
