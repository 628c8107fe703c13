"""What the log says of itself: its keys when they change, a sign of life each day, closed months."""

from datetime import datetime

from motcua.ledger.actions.close_month import close_month
from motcua.ledger.actions.system_leaf import say, unless_said
from motcua.ledger.models import Entry
from motcua.ledger.writing import local_day
from motcua.tlog.policy import Policy


def keep_house(policy: Policy, at: datetime) -> int:
    """Let the leaves of the day wait, each once; returns how many there were."""
    keys = {
        "l": sorted(log.verifier.vkey for log in policy.logs),
        "w": sorted(each.verifier.vkey for each in policy.witnesses.values()),
        "x": [],
    }
    said = unless_said("keys", keys, at=at)
    if not _alive_on(local_day(at).isoformat()):
        say("heartbeat", {}, at=at)
        said += 1
    return said + close_month(at)


def _alive_on(day: str) -> bool:
    newest = Entry.objects.filter(kind="heartbeat").order_by("-idx").first()
    return newest is not None and day.encode() in bytes(newest.leaf)
