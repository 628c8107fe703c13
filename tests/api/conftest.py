"""Asking the API as somebody, with the CSRF token as a browser would hold it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Official, Person

API = "/api/v1"
TOKEN = "t" * 32


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(db: None) -> None:
    cache.clear()


class Asker:
    """A program that holds somebody's session."""

    def __init__(self, who: Actor | None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.cookies["csrftoken"] = TOKEN
        if who is not None:
            Official.objects.filter(person_id=who.person_id).update(must_use_totp=False)
            self.client.force_login(Person.objects.get(pk=who.person_id))
            session = self.client.session
            session[OFFICE_KEY] = who.office
            session.save()

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(API + path, headers=headers)

    def post(self, path: str, body: Any, *, token: str = TOKEN, **headers: str) -> Any:
        return self.client.post(
            API + path, body, content_type="application/json",
            headers={"X-CSRFToken": token, **headers} if token else headers,
        )  # fmt: skip

    def move(
        self, code: str, verb: str, *, headers: dict[str, str] | None = None, **body: Any
    ) -> Any:
        body.setdefault("request_id", str(uuid4()))
        return self.post(f"/dossiers/{code}/moves/{verb}", body, **(headers or {}))


@pytest.fixture
def ask() -> Callable[[Actor | None], Asker]:
    return Asker


@pytest.fixture
def now(monday: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make it the afternoon of the tests' Monday for every request."""
    at = monday.replace(hour=14)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at
