"""Two people of the catalogue, and a small procedure to change."""

from datetime import UTC, datetime
from typing import Any

import pytest

from motcua.catalogue import shipped
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role

AT = datetime(2026, 8, 10, 2, 0, tzinfo=UTC)


def person(login: str, *roles: Role) -> Actor:
    row = Person.objects.create(login=login, kind="official", full_name=f"Người thử {login}")
    return Actor.with_roles(frozenset(roles), person_id=row.pk, name=login)


@pytest.fixture
def editor(db: None) -> Actor:
    return person("bien.tap", Role.EDITOR)


@pytest.fixture
def publisher(db: None) -> Actor:
    return person("cong.bo", Role.PUBLISHER)


@pytest.fixture
def both(db: None) -> Actor:
    """Somebody who holds both permissions, and still may not do both."""
    return person("kiem.nhiem", Role.EDITOR, Role.PUBLISHER)


@pytest.fixture
def written() -> dict[str, Any]:
    """The certified copy, as plain data to be changed."""
    [found] = [one for one in shipped.checked() if one.written["code"] == "2.000815"]
    return dict(found.written)


@pytest.fixture
def place() -> dict[str, str]:
    return {"field": "certification", "slug": "certified-copy"}
