"""Rosters and absences told to the log, each once: what draws are made from.

A roster takes effect at the second midnight after it was told, which is 24 hours at least; the first
of a branch and an emergency at once. Absences are never taken back: a pseudonym that was told to be
away stays away.
"""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.ledger.actions.system_leaf import say
from motcua.ledger.drawing.standing import RESERVE
from motcua.ledger.models import SaidAbsence, SaidRoster, State
from motcua.ledger.numbering import unb64
from motcua.ledger.writing import waiting_events
from motcua.tlog.leaf import LeafError

log = logging.getLogger("motcua.ledger")


def may_begin() -> bool:
    """Whether the first roster may be told: the log has begun, and no event waits to be written.

    What happened before is then in earlier entries, so that nobody is held to a roster that was not
    there yet.
    """
    begun = State.objects.filter(size__gt=0).exists()
    return SaidRoster.objects.exists() or (begun and not waiting_events())


def in_force(day: date) -> dict[str, dict[str, Any]]:
    """The roster of each branch as told for a day: the latest to take effect, then the newest."""
    rows = SaidRoster.objects.filter(effective__lte=day).order_by("branch", "-effective", "-pk")
    return {row.branch: row.said for row in rows.distinct("branch")}


def lists_beacons(branch: str, day: date) -> bool:
    """Whether officials of a branch are drawn by beacons on a day."""
    rows = SaidRoster.objects.filter(branch=branch, effective__lte=day)
    newest = rows.order_by("-effective", "-pk").values_list("beacons", flat=True).first()
    return bool(newest)


def any_beacons(day: date) -> bool:
    """Whether officials are drawn by beacons on a day: all branches change their list together."""
    rows = SaidRoster.objects.filter(effective__lte=day).exclude(branch=RESERVE)
    newest = rows.order_by("-effective", "-pk").values_list("beacons", flat=True).first()
    return bool(newest)


def tell_roster(
    branch: str, own: Mapping[str, Any], *, effective: date, at: datetime, emergency: bool = False
) -> int:
    """Tell a roster (`c`, `nb`, `o`); returns 1, or 0 where it does not fit into a leaf."""
    fields = {**own, "b": branch, "e": int(emergency), "from": effective.isoformat()}
    try:
        with transaction.atomic():
            say("roster", fields, at=at)
            SaidRoster.objects.create(
                branch=branch, effective=effective, said=dict(own), beacons=bool(own["c"])
            )
    except LeafError as error:
        log.error("roster_not_told branch=%s why=%s", branch, error)
        return 0
    return 1


def tell_absence(officer: str, first: date, last: date, reason: str, *, at: datetime) -> int:
    """Tell that an official (pseudonym in base64url) is away; returns 1 if it is news."""
    with transaction.atomic():
        _, news = SaidAbsence.objects.get_or_create(officer=unb64(officer), first=first, last=last)
        if news:
            own = {"first": first.isoformat(), "last": last.isoformat(), "o": officer, "r": reason}
            say("absence", own, at=at)
    return int(news)
