"""Attackers: whoever they are, they hold a real session and send real requests."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Official, Person
from tests.builders import a_dossier
from tests.cast import Cast

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def _no_counted_tries(db: None) -> None:
    cache.clear()


@pytest.fixture
def now(monday: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Make it the afternoon of the tests' Monday for every request."""
    at = monday + timedelta(hours=6)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.fixture
def enter() -> Enter:
    """Return a function that gives a browser with somebody's session; None is a stranger."""

    def signed_in(who: Actor | None = None, *, strict: bool = False) -> Client:
        client = Client(enforce_csrf_checks=strict)
        if who is not None:
            Official.objects.filter(person_id=who.person_id).update(must_use_totp=False)
            client.force_login(Person.objects.get(pk=who.person_id))
            session = client.session
            session[OFFICE_KEY] = who.office
            session.save()
        return client

    return signed_in


@pytest.fixture
def dossier(cast: Cast, now: datetime, monday: datetime) -> Dossier:
    """Return a dossier of An that is being processed."""
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def settling(cast: Cast, dossier: Dossier) -> Actor:
    """Return who settles it."""
    return cast.chi if dossier.official_id == cast.chi.person_id else cast.giang


@pytest.fixture
def bystander(cast: Cast, dossier: Dossier) -> Actor:
    """Return the colleague who does not."""
    return cast.giang if dossier.official_id == cast.chi.person_id else cast.chi
