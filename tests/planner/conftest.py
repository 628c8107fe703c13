"""Compiles the searches once, so that no test pays for it and no stopping rule is used up by it."""

import pytest

from motcua.planner.warm import warm


@pytest.fixture(scope="session")
def compiled():
    warm()
