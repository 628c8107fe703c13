"""Lines of the control sheet (form 06): every hand-over with giver, receiver and punctuality."""

from datetime import datetime, timedelta

from motcua.dossiers.models import Dossier, HandOver
from motcua.identity.actor import Actor

# Within a quarter of an hour of the deadline counts as on time rather than early.
ON_TIME = timedelta(minutes=15)


def hand_over(
    dossier: Dossier,
    step: str,
    *,
    actor: Actor,
    at: datetime,
    due_at: datetime | None,
    receiver: int | None = None,
    office: str = "",
) -> HandOver:
    """Write a line: the actor gives, the dossier's official (or the one named) receives.

    Parameters
    ----------
    due_at
        The deadline of the step that ends here; None at the first hand-over.
    """
    return HandOver.objects.create(
        dossier=dossier,
        at=at,
        step=step,
        giver=actor.person_id,
        giving_office=actor.office,
        # A hand-over to another office names no person: who takes it up there is not known yet.
        receiver=receiver if receiver is not None or office else dossier.official_id,
        receiving_office=office or dossier.agency,
        due_at=due_at,
        outcome=punctuality(at, due_at),
    )


def punctuality(at: datetime, due_at: datetime | None) -> str:
    """Return early, on_time or late; nothing where there was no deadline."""
    if due_at is None:
        return ""
    if at > due_at:
        return "late"
    return "on_time" if due_at - at <= ON_TIME else "early"
