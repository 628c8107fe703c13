"""What every test may use; the cast and the builders live in files of their own."""

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

from motcua.offices import queries as offices
from tests import world
from tests.cast import Cast, make_cast

# A busy machine is no defect: time is measured in benches only.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

# A shell gives what it starts in the background a deaf ear for Ctrl-C, and children inherit it: the
# commands that tests interrupt would never hear.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SHARED = Path(os.environ.get("MOTCUA_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of outside benchmark data, or skip: the product does not need it."""
    if not SHARED.exists():
        pytest.skip("no outside reference data beside the checkout (MOTCUA_SHARED)")
    return SHARED


@pytest.fixture
def cast(city: None) -> Cast:
    """Return the people of the tests, in a city with its catalogue."""
    return make_cast()


@pytest.fixture
def monday() -> datetime:
    """Return a Monday morning without holidays near: 2026-08-10, 09:00."""
    return datetime(2026, 8, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Let tests that commit clean up by TRUNCATE, which events otherwise refuse."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS events_no_truncate ON events_event")


@pytest.fixture(scope="session")
def made_world(django_db_setup: None, django_db_blocker) -> world.World:
    """Make Hanoi and the catalogue once a run."""
    with django_db_blocker.unblock():
        return world.make()


@pytest.fixture
def city(db: None, made_world: world.World) -> Iterator[None]:
    """Hanoi with its catalogue, in the test's own transaction."""
    world.enter(made_world)
    yield
    offices.forget()
