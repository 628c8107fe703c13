"""Boards of long ago are emptied: their figures are of use for weeks, not for years."""

from datetime import datetime, timedelta

from motcua.planning.kinds import Kind
from motcua.planning.models import Run

KEPT = timedelta(days=35)


def forget_old_boards(*, at: datetime) -> int:
    """Empty the figures of boards older than five weeks; return how many."""
    old = Run.objects.filter(scenario__kind=Kind.BOARD, ended_at__lt=at - KEPT).exclude(figures={})
    return old.update(figures={})
