"""Signing in to the console as somebody with a role, and a few dossiers to look at."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.catalogue.vocabulary import FIELDS
from motcua.console.places import CENTRE
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.actions.appoint import appoint
from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Official, Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from tests.builders import a_dossier
from tests.cast import DAY, SINCE, Cast

Enter = Callable[[Actor], Client]
LIVES = (Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT_REQUIRED,
         Status.WITHDRAWN, Status.DONE, Status.RETURNED)  # fmt: skip


@pytest.fixture
def enter() -> Enter:
    """Return a function that gives a browser in which somebody is signed in at their office."""

    def signed_in(who: Actor) -> Client:
        # The second factor has its own tests.
        Official.objects.filter(person_id=who.person_id).update(must_use_totp=False)
        client = Client()
        client.force_login(Person.objects.get(pk=who.person_id))
        session = client.session
        session[OFFICE_KEY] = who.office
        session.save()
        return client

    return signed_in


@pytest.fixture
def official(city: None) -> Callable[..., Actor]:
    """Return a function that makes an official of a role at an office."""

    def made(role: Role, office: str = CENTRE, login: str = "") -> Actor:
        name = f"Mẫu {role.value.replace('_', ' ').title()}"
        person = Person.objects.create(
            login=login or f"mau.{role.value}", full_name=name, kind="official"
        )
        appoint(
            person_id=person.pk, role=role, office=office, valid_from=SINCE, skills=list(FIELDS)
        )
        return actor(person, office, DAY)

    return made


@pytest.fixture
def now(monday: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Make it the evening of the day after the tests' Monday for every page."""
    at = monday + timedelta(days=1, hours=9)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.fixture
def lives(cast: Cast, monday: datetime) -> list[Dossier]:
    """Return one dossier at each of the usual statuses, begun on Monday."""
    return [a_dossier(cast, status, at=monday) for status in LIVES]
