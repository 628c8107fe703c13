"""People at their browsers: a citizen signed in, a visitor, and pages checked as they come."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.identity.actor import Actor
from motcua.identity.models import Person
from tests.cast import Cast
from tests.ui.html_laws import offences


@pytest.fixture(autouse=True)
def _no_counted_tries() -> None:
    cache.clear()


class Browser(Client):
    """A test client that looks at every page it gets: no page breaks the laws of a page."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            text = response.content.decode()
            if "<!doctype html>" in text:
                assert offences(text) == [], request["PATH_INFO"]
        return response


@pytest.fixture
def browser() -> Browser:
    """Somebody without a session."""
    return Browser()


@pytest.fixture
def signed_in() -> Callable[[Actor], Browser]:
    """Return a function that gives a browser with a person's session."""

    def make(who: Actor, office: str = "") -> Browser:
        client = Browser()
        client.force_login(Person.objects.get(pk=who.person_id))
        if office:
            session = client.session
            session["office"] = office
            session.save()
        return client

    return make


@pytest.fixture
def an(cast: Cast, signed_in: Callable[[Actor], Browser]) -> Browser:
    """Return An's browser, signed in."""
    return signed_in(cast.an)
