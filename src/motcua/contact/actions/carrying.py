"""What every contact action does the same way: once for each request, and blocked texts on record."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from motcua.dossiers.actions.taking import snapshot, tell
from motcua.dossiers.models import Dossier
from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.carrying import made_before, once
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
        return once(work, lambda: made_before(kind, subject, request_id))
    except WayOfContact as found:  # also of what the work itself reads: names, enclosures
        put_on_record(found, dossier_id=dossier_id, actor=actor, at=at)
        raise


def put_on_record(found: WayOfContact, *, dossier_id: int, actor: Actor, at: datetime) -> None:
    """Record what was not let through."""
    record_blocked(found.blocked, subject="dossier", subject_id=dossier_id, actor=actor, at=at)


def tell_dossier(
    dossier: Dossier, kind: str, *, actor: Actor, at: datetime, told: dict[str, Any],
    **changed: Any,
) -> None:  # fmt: skip
    """Let the (locked) dossier tell a contact, with the fields of it that change."""
    before = snapshot(dossier)
    for name, value in changed.items():
        setattr(dossier, name, value)
    tell(dossier, kind, before=before, actor=actor, at=at, told=told)
