"""Tell an event of a procedure, with its own number, under the procedure's row lock."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.catalogue.events import SUBJECT, ProposalTurnedDown, VersionProposed, VersionPublished
from motcua.catalogue.models import Procedure
from motcua.events.recording import record
from motcua.identity.actor import Actor

Told = VersionProposed | VersionPublished | ProposalTurnedDown


def tell(
    procedure: Procedure, event: Told, *, actor: Actor, at: datetime, request_id: UUID | None
) -> None:
    """Record the event; `procedure` must be locked."""
    record(
        event.kind,
        subject=SUBJECT,
        subject_id=procedure.pk,
        n=procedure.told,
        at=at,
        actor=actor,
        data={word: _plain(value) for word, value in asdict(event).items()},
        request_id=request_id,
    )
    procedure.told += 1
    procedure.save(update_fields=["told"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
