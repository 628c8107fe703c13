"""The city of canaries: made once for the tests of a module, since nothing they do stays done."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from motcua.offices import queries as offices
from tests import world as shipped
from tests.cast import make_cast
from tests.disclosure.world import World, make_world


@pytest.fixture(scope="module")
def made_canaries(
    django_db_setup: None, django_db_blocker, made_world: shipped.World
) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        shipped.enter(made_world)
        yield make_world(make_cast())
        transaction.set_rollback(True)
    offices.forget()


@pytest.fixture
def world(made_canaries: World, db: None, settings: Any) -> World:
    """Return the city; whatever a test does to it is undone with the test's own savepoint."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    cache.clear()
    return made_canaries
