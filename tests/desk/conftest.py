"""Officials signed in at their counter."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.queries import person


@pytest.fixture
def at_work() -> Callable[[Actor], Client]:
    """Return a function that gives the browser of an official at their office."""

    def sign_in(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(person(actor.person_id))
        session = browser.session
        session[OFFICE_KEY] = actor.office
        session.save()
        return browser

    return sign_in
