"""The city of canaries."""

from typing import Any

import pytest
from django.core.cache import cache

from tests.cast import Cast
from tests.disclosure.world import World, make_world


@pytest.fixture
def world(cast: Cast, settings: Any) -> World:
    cache.clear()
    return make_world(cast)
