"""The demonstration lives by the real actions: what it leaves is what its events retell."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.db.models import F

from motcua.contact.models import Hearing, Message, Note
from motcua.contact.states import Status as HearingStatus
from motcua.demo import people
from motcua.demo.acts import Dice
from motcua.demo.arrivals import arrivals
from motcua.demo.life import apply, live
from motcua.demo.staff import Staff
from motcua.demo.volumes import Chances
from motcua.dossiers.actions.taking import TOLD_FIELDS, plain
from motcua.dossiers.fold import fold
from motcua.dossiers.models import AccessRecord, Dossier, Glass, Reveal
from motcua.dossiers.status import Status
from motcua.events.clock import simulated_past
from motcua.events.models import Event
from motcua.events.queries import of_subject
from motcua.worktime.instants import LOCAL

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=LOCAL)

OFTEN = Chances(progress_asked=0.2, clarified=0.2, heard=0.2, called=0.15, revealed=0.15,
                broken_glass=0.1)  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def lived(city) -> list[Dossier]:
    people.appoint_everybody(NOW.date())
    people.make_cast(NOW.date())
    staff = Staff(NOW.date())
    dice = Dice(staff, Random(7), chances=OFTEN, looks=True)
    with simulated_past():
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
    _every_kind_of_contact()
    _nothing_after_the_fact()


def _every_kind_of_contact() -> None:
    """A newcomer finds no empty page of the talk, of looks or of reveals."""
    for kind in (Message, Hearing, Note, Reveal, Glass, AccessRecord):
        assert kind.objects.exists(), kind.__name__
    assert set(AccessRecord.objects.values_list("purpose", flat=True)) >= {"settle", "decide"}
    assert Hearing.objects.filter(status=HearingStatus.CLOSED).exists()
    assert {m.kind for m in Message.objects.filter(released=True)} >= {
        "progress",
        "answer",
        "clarify",
    }
    assert not Message.objects.filter(
        released=False, release_at__lt=NOW - timedelta(hours=1)
    ).exists()


def _nothing_after_the_fact() -> None:
    late = Event.objects.filter(recorded_at__gt=F("at") + timedelta(minutes=1))
    assert set(late.values_list("subject", flat=True)) <= {
        "person",
        "office",
        "procedure",
        "appointment",
    }


def test_the_cast_is_made_once(city):
    today = NOW.date()
    first = people.make_cast(today)
    assert people.make_cast(today) == first
    assert len({login.login for login in first}) == len(first)
