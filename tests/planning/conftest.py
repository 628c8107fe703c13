"""A month of dossiers for planning: one real life, lived again at other places and times."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.events.models import Event
from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from motcua.planning.actions.make_scenario import make_scenario
from motcua.planning.kinds import Kind, Standing
from motcua.planning.models import Run, Scenario
from motcua.planning.registers import known_on
from motcua.planning.running import Hands
from tests.builders import BIRTH, a_dossier
from tests.cast import OTHER_WARD, WARD, Cast
from tests.console.conftest import enter, official  # noqa: F401 - fixtures of this room too

CANARY = "Zuqtên Bí Mật"
MONTH = {"first": "2026-08-10", "last": "2026-08-31"}
PATIENCE = 120.0


@dataclass(frozen=True)
class Planning:
    """The people of planning."""

    planner: Actor
    director: Actor
    today: datetime


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.PLANNING_FOLDER = tmp_path / "planning"


@pytest.fixture
def people(official, monday) -> Planning:  # noqa: F811
    return Planning(official(Role.PLANNER), official(Role.DIRECTOR), monday + timedelta(days=25))


@pytest.fixture
def month(cast: Cast, monday: datetime) -> list[Dossier]:
    """Return 66 dossiers of three weeks: births and marriage statuses, counter and online."""
    return live_month(cast, monday)


def live_month(cast: Cast, monday: datetime) -> list[Dossier]:
    models = [a_dossier(cast, Status.RETURNED, at=monday, channel=Channel.COUNTER),
              a_dossier(cast, Status.RETURNED, at=monday),
              a_dossier(cast, Status.RETURNED, at=monday, procedure=BIRTH)]  # fmt: skip
    made: list[Dossier] = []
    for n in range(63):
        model = models[n % len(models)]
        made.append(lived_again(model, n, timedelta(days=n % 5 + 7 * (n % 3), minutes=7 * n)))
    return [*models, *made]


def lived_again(model: Dossier, n: int, later: timedelta) -> Dossier:
    """Copy a dossier and its events to another time, and mostly to another ward."""
    fields = {f.attname: getattr(model, f.attname) for f in Dossier._meta.concrete_fields}
    for name, value in fields.items():
        if isinstance(value, datetime):
            fields[name] = value + later
    fields |= {"id": None, "uid": uuid4(), "code": f"H26.99-260810-{n:04}",
               "commune": OTHER_WARD if n % 4 == 0 else WARD}  # fmt: skip
    copy = Dossier.objects.create(**fields)
    told = Event.objects.filter(subject="dossier", subject_id=model.pk)
    Event.objects.bulk_create(
        Event(kind=e.kind, subject=e.subject, subject_id=copy.pk, n=e.n, at=e.at + later,
              person_id=e.person_id, office=e.office, data=e.data)
        for e in told
    )  # fmt: skip
    return copy


def a_scenario(who: Planning, kind: Kind, name: str = "Phương án mẫu", **typed: str) -> Scenario:
    """Make a scenario of the month; `typed` are answers that differ from the defaults."""
    return make_scenario(
        kind=kind, name=name, typed=MONTH | typed, known=known_on(who.today.date()),
        actor=who.planner, at=who.today, request_id=uuid4(),
    )  # fmt: skip


def run_out(hands: Hands | None = None, patience: float = PATIENCE) -> Hands:
    """Let a worker do every waiting run, by the real commands."""
    hands, began = hands or Hands(), monotonic()
    while Run.objects.filter(standing__in=[Standing.QUEUED, Standing.RUNNING]).exists():
        hands.turn(timezone.now())
        assert monotonic() - began < patience, [r.progress for r in Run.objects.all()]
        sleep(0.05)
    return hands


def done(scenario: Scenario) -> Run:
    run = Run.objects.get(scenario=scenario)
    assert run.standing == Standing.DONE, run.problem
    return run


Given = Callable[..., Any]
