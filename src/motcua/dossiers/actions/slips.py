"""Forms handed to the applicant and the lines of the suspension ledger they open and close."""

from collections.abc import Sequence
from datetime import datetime

from motcua.dossiers.facts import Item
from motcua.dossiers.models import Dossier, Slip, Suspension
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor


def issue(
    dossier: Dossier,
    form: Form,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    ground: str = "",
    items: Sequence[Item] = (),
    due_at: datetime | None = None,
) -> Slip:
    """Keep a form as it was issued."""
    return Slip.objects.create(
        dossier=dossier,
        form=form,
        at=at,
        person_id=actor.person_id,
        office=actor.office,
        reason=reason,
        ground=ground,
        items=[{"what": i.what, "reason": i.reason, "basis": i.basis} for i in items],
        due_at=due_at,
    )


def suspend(
    dossier: Dossier,
    form: Form,
    *,
    actor: Actor,
    at: datetime,
    reason: str,
    ground: str = "",
    restarts: bool = False,
) -> None:
    """Open a line of the ledger; the database allows one open line at a time."""
    Suspension.objects.create(
        dossier=dossier,
        form=form,
        reason=reason,
        ground=ground,
        person_id=actor.person_id,
        begins=at,
        restarts=restarts,
    )


def end_suspension(dossier: Dossier, *, at: datetime) -> list[Suspension]:
    """Close the open line and return the whole ledger of the dossier."""
    rows = list(Suspension.objects.filter(dossier=dossier).order_by("begins", "pk"))
    for row in rows:
        if row.ends is None:
            row.ends = at
            row.save(update_fields=["ends"])
    return rows
