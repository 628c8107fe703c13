"""A drawer that is killed (SIGKILL) at each step of a round: the next one draws the same official."""

import os
import signal
from collections.abc import Callable

import pytest
from django.db import connection

from motcua.dossiers.drawn_for import know
from motcua.dossiers.models import Draw
from motcua.ledger.drawing import rounds
from motcua.ledger.drawing.rounds import Drawer
from motcua.ledger.models import Ask, Round
from motcua.offices import queries as offices
from tests import world
from tests.cast import make_cast
from tests.dossiers.drawing import MONDAY, Centre, fresh, make_centre, unlock, waiting

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(transactional_db, made_world, tmp_path, settings, outside):
    """The centre in a database that other processes see."""
    world.enter(made_world)
    centre = make_centre(make_cast(), tmp_path, settings, MONDAY, outside)
    centre.open()
    yield centre
    unlock()
    offices.forget()


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(work: Callable) -> Callable:
    def run(*given, **named):
        work(*given, **named)
        die()

    return run


def answered(centre: Centre) -> Callable:
    """Die when one beacon has answered and the other has not."""

    def send(url: str, body: bytes) -> tuple[int, bytes]:
        answer = centre.beacons.send(url, body)
        if "b2" in url:
            die()
        return answer

    return send


STEPS = ("asked", "before-leaf", "after-leaf", "before-commit", "after-commit")


def draw_and_die(centre: Centre, step: str) -> None:
    """Draw in a process of its own that dies at a step."""
    child = os.fork()
    if child:
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL, step
        return
    connection.connection = None  # the parent's; psycopg leaves it alone after a fork
    send = centre.beacons.send
    if step == "asked":
        send = answered(centre)
    elif step == "before-leaf":
        rounds.put_in_outbox = die
    elif step == "after-leaf":
        rounds.put_in_outbox = after(rounds.put_in_outbox)
    elif step == "before-commit":
        Round.save = after(Round.save)
    else:
        rounds._store = after(rounds._store)
    Drawer(know, send).draw(centre.log.now)
    os._exit(0)


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_round_changes_nothing(kept, step):
    kept.draw()  # checkpoints that nobody asks at
    dossier = waiting(kept)
    kept.publish()
    draw_and_die(kept, step)
    committed = step == "after-commit"
    assert (Ask.objects.count(), Round.objects.count()) == (committed, committed)
    kept.draw()
    first = Draw.objects.get(dossier=dossier).chosen
    assert bytes(Ask.objects.get().officer).hex() == first
    assert fresh(dossier).official_id
    assert "draws 1" in kept.right()
