"""A run is asked to stop: the worker interrupts it, and what it has so far is kept."""

from uuid import UUID

from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import must_hold
from motcua.planning.kinds import OPEN
from motcua.planning.models import Run


def stop_run(*, scenario: UUID, actor: Actor) -> bool:
    """Ask for it; return whether there was a run to stop. Asking twice is asking once."""
    must_hold(actor, P.PLAN_WRITE)
    open_runs = Run.objects.filter(scenario__uid=scenario, standing__in=OPEN)
    return bool(open_runs.update(stop_asked=True))
