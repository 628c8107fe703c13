"""What the worker does: watches every day that is over, once."""

from datetime import datetime, timedelta

from motcua.identity.actor import Actor
from motcua.insight.actions.raise_alerts import is_watched, raise_alerts
from motcua.worktime.instants import local_day

BACK = 7
"""Days a watch that stood still catches up with; what lies further back is in the figures."""


def watch(at: datetime) -> int:
    """Watch the days that are over and have not been watched; return how many."""
    today = local_day(at)
    due = [day for n in range(BACK, 0, -1) if not is_watched(day := today - timedelta(days=n))]
    for day in due:
        raise_alerts(day=day, actor=Actor.system("watch"), at=at)
    return len(due)
