"""What every contact action does the same way: once for each request, and blocked texts on record."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from motcua.dossiers.actions.taking import USED_ELSEWHERE, snapshot, tell
from motcua.dossiers.models import Dossier
from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.queries import by_request
from motcua.events.recording import RepeatedRequestError
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor

Row = TypeVar("Row", bound=models.Model)


def carried(
    work: Callable[[], Row],
    *,
    kind: type[Row],
    subject: str,
    request_id: UUID,
    texts: dict[str, str],
    dossier_id: int,
    actor: Actor,
    at: datetime,
) -> Row:
    """Screen the texts and do the work in one transaction; a repeated request gives the same row.

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
        put_on_record(found, dossier_id=dossier_id, actor=actor, at=at)
        raise
    except RepeatedRequestError as repeated:
        row = _known(kind, subject, request_id)
        if row is None:
            raise Refused(USED_ELSEWHERE) from repeated
        return row


def put_on_record(found: WayOfContact, *, dossier_id: int, actor: Actor, at: datetime) -> None:
    """Record what was not let through."""
    record_blocked(found.blocked, subject="dossier", subject_id=dossier_id, actor=actor, at=at)


def _known(kind: type[Row], subject: str, request_id: UUID) -> Row | None:
    event = by_request(request_id)
    if event is None:
        return None
    if event.subject != subject:
        raise Refused(USED_ELSEWHERE)
    return kind._default_manager.get(pk=event.subject_id)  # noqa: SLF001 - Django's own name


def tell_dossier(
    dossier: Dossier, kind: str, *, actor: Actor, at: datetime, told: dict[str, Any],
    **changed: Any,
) -> None:  # fmt: skip
    """Let the (locked) dossier tell a contact, with the fields of it that change."""
    before = snapshot(dossier)
    for name, value in changed.items():
        setattr(dossier, name, value)
    tell(dossier, kind, before=before, actor=actor, at=at, told=told)
