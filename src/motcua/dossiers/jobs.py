"""What the worker does for dossiers; each job calls an action and may run in several workers."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.dossiers.actions.accept_by_time import accept_by_time, acceptance_limit
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.lapse import lapse
from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.actions.tell_of_glass import tell_of_glass
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.by_beacons import drawn_by_beacons, passed_over, waits_for_beacons
from motcua.dossiers.drawn_for import know
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.queries import absent
from motcua.ledger.drawing import results
from motcua.ledger.drawing.rounds import Drawer
from motcua.offices import queries as offices
from motcua.worktime.arithmetic import subtract
from motcua.worktime.instants import local_day
from motcua.worktime.opening import is_working_day, previous_working_day

log = logging.getLogger("motcua.dossiers")
BATCH = 500


def transfer_accepted(at: datetime) -> int:
    """Send accepted electronic files to their agencies (art. 18: the same working day).

    What may be settled at the counter waits there; a person sends it on when it is not.
    """
    system, done = Actor.system("transfer"), 0
    waiting = Dossier.objects.filter(status=Status.ACCEPTED).order_by("accepted_at")[:BATCH]
    for dossier in waiting:
        if definition_of(dossier).on_the_spot and dossier.channel != Channel.ONLINE:
            continue
        try:
            transfer(
                dossier_id=dossier.pk, actor=system, at=at, request_id=_once("transfer", dossier)
            )
            done += 1
        except Refused as refused:
            log.info("transfer_waits code=%s why=%s", dossier.code, refused.refusal.code)
    return done


def assign_drawn(at: datetime) -> int:
    """Hand over what the beacons' draws gave."""
    system, done = Actor.system("assign"), 0
    waiting = Dossier.objects.filter(status=Status.PROCESSING, official=None).order_by("pk")
    known = results.drawn(waiting.values_list("pk", flat=True))
    for dossier in waiting.filter(pk__in=known)[:BATCH]:
        if drawn_by_beacons(dossier):
            done += _tried(assign, dossier, system, at, _once("assign", dossier))
    return done


def assign_stranded(at: datetime) -> int:
    """Draw here for what no beacon will be asked for: none is listed any more, or it came too early."""
    system, done = Actor.system("assign"), 0
    waiting = Dossier.objects.filter(status=Status.PROCESSING, official=None).order_by("pk")
    for dossier in waiting[:BATCH]:
        if not waits_for_beacons(dossier, at) or passed_over(dossier):
            done += _tried(assign, dossier, system, at, _once("assign", dossier))
    return done


_drawer = Drawer(know)


def draw(at: datetime) -> int:
    """Make the rounds of the open log's draws that are due."""
    return _drawer.draw(at)


def lapse_overdue(at: datetime) -> int:
    """Stop dossiers whose supplement was never handed in."""
    system = Actor.system("lapse")
    late = Dossier.objects.filter(status=Status.SUPPLEMENT_REQUIRED, supplement_due_at__lt=at)[
        :BATCH
    ]
    for dossier in late:
        lapse(dossier_id=dossier.pk, actor=system, at=at, request_id=_once("lapse", dossier))
    return len(late)


def accept_left_lying(at: datetime) -> int:
    """Accept online dossiers that nobody at their point looked at within the acceptance limit."""
    system, done = Actor.system("accept_by_time"), 0
    long_ago = subtract(offices.calendar("office"), at, acceptance_limit())
    lying = Dossier.objects.filter(
        status=Status.REGISTERED, channel=Channel.ONLINE, registered_at__lt=long_ago
    ).order_by("registered_at")[:BATCH]
    for dossier in lying:
        done += _tried(accept_by_time, dossier, system, at, _once("accept_by_time", dossier))
    return done


def tell_of_emergencies(at: datetime) -> int:
    """Tell applicants of emergencies whose notice was delayed until now."""
    system, done = Actor.system("tell_of_glass"), 0
    for dossier in Dossier.objects.filter(
        glasses__told_at=None, glasses__tell_at__lte=at
    ).distinct()[:BATCH]:
        done += _tried(tell_of_glass, dossier, system, at, _once("tell_of_glass", dossier))
    return done


def redraw_absent(at: datetime) -> int:
    """Draw anew what lies with officials who have been away for a whole working day.

    By rule, not by a boss: planned absences are known before, sudden ones wait one working day.
    """
    system, day, done = Actor.system("redraw"), local_day(at), 0
    calendar = offices.calendar("office")
    if not is_working_day(calendar, day):
        return 0
    yesterday = previous_working_day(calendar, day)
    held = Dossier.objects.filter(status=Status.PROCESSING, proposal="", official__isnull=False)
    officials = set(held.values_list("official_id", flat=True).distinct())
    away = absent(officials, day) & absent(officials, yesterday)
    for dossier in held.filter(official__in=away).order_by("due_at", "pk")[:BATCH]:
        done += _tried(reassign, dossier, system, at, _once("redraw", dossier), reason="absent")
    return done


def _tried(
    act: Callable[..., Dossier],
    dossier: Dossier,
    system: Actor,
    at: datetime,
    request_id: UUID,
    **given: Any,
) -> int:
    try:
        act(dossier_id=dossier.pk, actor=system, at=at, request_id=request_id, **given)
    except Refused as refused:
        log.info("job_waits code=%s why=%s", dossier.code, refused.refusal.code)
        return 0
    return 1


def _once(verb: str, dossier: Dossier) -> UUID:
    return uuid5(NAMESPACE_URL, f"motcua:{verb}:{dossier.uid}:{dossier.event_count}")
