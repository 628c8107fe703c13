"""A centre with an open log whose officials are drawn by beacons."""

import pytest

from tests.dossiers.drawing import MONDAY, make_centre, unlock
from tests.ledger.conftest import outside

__all__ = ["outside"]


@pytest.fixture
def centre(cast, tmp_path, settings, outside):
    """The centre at half past eight on a Monday, its rosters told and published."""
    made = make_centre(cast, tmp_path, settings, MONDAY, outside)
    made.open()
    yield made
    unlock()
