"""A folder of its own for each test, and somebody who hands papers in."""

from pathlib import Path

import pytest

from motcua.identity.actor import Actor
from motcua.identity.models import Person


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, settings) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "motcua.documents.folder.DurableFolder",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    return tmp_path / "papers"


@pytest.fixture
def owner(db) -> Person:
    return Person.objects.create(login="sender", full_name="Người Nộp Mẫu")


@pytest.fixture
def actor(owner) -> Actor:
    return Actor(person_id=owner.pk)
