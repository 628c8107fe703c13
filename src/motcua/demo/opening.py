"""Opening the demonstration city: geography, catalogue, people, and the weeks behind it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from motcua.catalogue.actions.publish_shipped import publish_shipped
from motcua.demo import people
from motcua.demo.desks import lay_work_out
from motcua.demo.history import live_through
from motcua.demo.people import SINCE
from motcua.demo.planned import Plans
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.offices.actions.load_city import load_city
from motcua.worktime.instants import local_day, midnight

DAYS, PER_DAY, ON_THE_DESKS, SEED = 30, 125, 150, 20250701


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the opening, as the progress display names it."""

    name: str
    total: int


Show = Callable[[Step], Callable[[int], None]]


def is_open(home: Path) -> bool:
    """Say whether a finished demonstration city is kept in the home folder."""
    return _marker(home).exists()


def open_city(
    *, home: Path, now: datetime, show: Show, days: int = DAYS, per_day: int = PER_DAY
) -> int:
    """Make the city in an empty database; return how many dossiers it has lived through."""
    today = local_day(now)
    advance = show(Step("Hanoi: communes, agencies, points", 1))
    load_city(city="hanoi")
    advance(1)
    advance = show(Step("People at every office, and the cast", 1))
    with transaction.atomic():
        people.appoint_everybody(today)
        people.make_cast(today)
    advance(1)
    advance = show(Step("Procedures, proposed and published by two people", 1))
    _publish()
    offices.forget()
    advance(1)
    advance = show(Step("The past weeks, by the real actions", days * per_day))
    plans = Plans(now)
    lived = live_through(
        now=now, days=days, per_day=per_day, seed=SEED, progress=plans.beside(advance)
    )
    advance = show(Step("Work on every desk of the cast", ON_THE_DESKS))
    lived += lay_work_out(now=now, count=ON_THE_DESKS, seed=SEED, progress=plans.beside(advance))
    advance = show(Step("A plan of the network, published by two people", 1))
    plans.finish()
    advance(1)
    _marker(home).write_text(
        json.dumps({"opened": now.isoformat(), "dossiers": lived}), encoding="utf-8"
    )
    return lived


def _publish() -> None:
    editor, publisher = (
        Actor.with_roles(frozenset({role}), person_id=Person.objects.get(login=login).pk)
        for login, role in (("bien-tap", Role.EDITOR), ("cong-bo", Role.PUBLISHER))
    )
    publish_shipped(proposer=editor, approver=publisher, at=midnight(SINCE))


def _marker(home: Path) -> Path:
    return home / "demonstration.json"
