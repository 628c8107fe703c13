"""People who ask and approve."""

from collections.abc import Callable

import pytest

from motcua.identity.actions.appoint import appoint
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from tests.cast import DAY, SINCE


@pytest.fixture
def who(city: None) -> Callable[..., Actor]:
    """Return a function that makes an official of a role."""

    def made(login: str, role: Role = Role.ADMINISTRATOR, office: str = "centre-office") -> Actor:
        person = Person.objects.create(login=login, full_name=f"Mẫu {login}", kind="official")
        appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE)
        return actor(person, office, DAY)

    return made
