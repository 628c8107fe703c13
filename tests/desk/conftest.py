"""Officials signed in at their counter; every page they get is checked as it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.queries import person
from tests.ui.html_laws import offences


class Browser(Client):
    """A test client that looks at every page: none breaks the laws of a page."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            response.text_shown = response.content.decode()
            if "<!doctype html>" in response.text_shown:
                assert offences(response.text_shown) == [], request["PATH_INFO"]
        return response


@pytest.fixture
def at_work() -> Callable[..., Browser]:
    """Return a function that gives the browser of an official at their office."""

    def sign_in(actor: Actor, language: str = "vi") -> Browser:
        browser = Browser()
        browser.force_login(person(actor.person_id))
        session = browser.session
        session[OFFICE_KEY] = actor.office
        session.save()
        browser.cookies["django_language"] = language
        return browser

    return sign_in
