"""What every action of planning does the same way: permission, screening, once for each request."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models

from motcua.events.carrying import made_before, once, screened
from motcua.flow.refusal import refuse
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


def carried(
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
    screened(texts, subject=subject, subject_id=about, actor=actor, at=at)
    return once(work, lambda: made_before(kind, subject, request_id))
