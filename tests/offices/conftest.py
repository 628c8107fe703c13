"""The city as its files tell it, read once; and the same in a database."""

from collections.abc import Iterator

import pytest

from motcua.offices import queries
from motcua.offices.actions.load_city import load_city
from motcua.offices.city_register import read_city
from motcua.offices.register import Register


@pytest.fixture(scope="session")
def hanoi() -> Register:
    return read_city("hanoi")


@pytest.fixture
def loaded(db: None) -> Iterator[None]:
    """Hanoi in the tables; forgotten afterwards, because the test's rows are rolled back."""
    load_city(city="hanoi")
    yield
    queries.forget()
