"""What the worker runs: requests nobody answered or used lapse."""

from datetime import datetime

from django.db import transaction

from motcua.approvals.actions.telling import tell
from motcua.approvals.kinds import Kind, State
from motcua.approvals.models import Request
from motcua.approvals.told import Told
from motcua.identity.actor import Actor

BATCH = 100
# An approved change of the roster has been made; only what is still to be used can lapse.
_LAPSING = {State.WAITING: tuple(Kind), State.APPROVED: (Kind.EXPORT,)}


@transaction.atomic
def lapse_requests(at: datetime) -> int:
    """Close what waited or stood approved too long; return how many."""
    done = 0
    for state, kinds in _LAPSING.items():
        rows = Request.objects.select_for_update(skip_locked=True)
        rows = rows.filter(state=state, kind__in=kinds, lapses_at__lte=at).order_by("pk")
        for row in rows[:BATCH]:
            row.state, row.closed_at = State.LAPSED, at
            tell(row, Told.LAPSED, actor=Actor.system("lapse"), at=at)
            done += 1
    return done
