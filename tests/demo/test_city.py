"""The demonstration lives by the real actions: what it leaves is what its events retell."""

from datetime import datetime, timedelta
from random import Random

import pytest

from motcua.demo import people
from motcua.demo.acts import Dice
from motcua.demo.arrivals import arrivals
from motcua.demo.life import apply, live
from motcua.demo.staff import Staff
from motcua.dossiers.actions.taking import TOLD_FIELDS, plain
from motcua.dossiers.fold import fold
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.queries import of_subject
from motcua.worktime.instants import LOCAL

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=LOCAL)

pytestmark = pytest.mark.slow


@pytest.fixture
def lived(city) -> list[Dossier]:
    people.appoint_everybody(NOW.date())
    staff = Staff(NOW.date())
    dice = Dice(staff, Random(7))
    for arrival in arrivals(NOW.date(), days=12, per_day=5, seed=3):
        dossier = apply(arrival, staff, dice.random)
        if dossier:
            live(dossier, dice, since=arrival.at, until=NOW)
    return list(Dossier.objects.all())


def test_lives_are_retold_and_plausible(lived):
    assert len(lived) >= 60
    for dossier in lived:
        told = of_subject("dossier", dossier.pk)
        state = fold(event.data for event in told)
        assert state == {f.attname: plain(getattr(dossier, f.attname)) for f in TOLD_FIELDS}
        times = [event.at for event in told]
        assert times == sorted(times)
        assert times[-1] <= NOW + timedelta(minutes=1)
    ended = [d for d in lived if d.status in (Status.RETURNED, Status.DONE)]
    assert len(ended) > len(lived) / 3
    assert {d.channel for d in lived} >= {"online", "counter"}


def test_the_cast_is_made_once(city):
    today = NOW.date()
    first = people.make_cast(today)
    assert people.make_cast(today) == first
    assert len({login.login for login in first}) == len(first)
