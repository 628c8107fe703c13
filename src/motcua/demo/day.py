"""A slow simulated day while the demonstration is open: somebody applies, somebody works."""

import logging
from random import Random
from threading import Event
from uuid import uuid4

from django.db import close_old_connections
from django.utils import timezone

from motcua.demo.acts import Dice
from motcua.demo.arrivals import City
from motcua.demo.life import apply
from motcua.demo.staff import Staff
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import open_ones
from motcua.flow.refusal import Refused
from motcua.worktime.instants import local_day

log = logging.getLogger("motcua.demo")
PAUSE = 12.0
APPLIES = 0.5


def go_on(ended: Event) -> None:
    """Do one thing every few seconds until told to end; the cast's own work is left to you."""
    today = local_day(timezone.now())
    staff, random = Staff(today), Random()
    city, dice = City(today), Dice(staff, random)
    number = 1_000_000
    while not ended.wait(PAUSE):
        close_old_connections()
        try:
            if random.random() < APPLIES:
                number += 1
                apply(city.arrival(number, timezone.now(), random), staff, random)
            else:
                _work(staff, dice)
        except Refused as refused:
            log.debug("refused why=%s", refused.refusal.code)


def _work(staff: Staff, dice: Dice) -> None:
    waiting = open_ones().exclude(official_id__in=staff.cast).order_by("?").first()
    if waiting is None:
        return
    now = timezone.now()
    act = dice.next(Dossier.objects.get(pk=waiting.pk), now)
    if act and act.actor.person_id not in staff.cast:
        act.take(waiting, now, uuid4())
