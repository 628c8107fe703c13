"""What every test may use; the cast and the builders live in files of their own."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MOTCUA_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of outside benchmark data, or skip: the product does not need it."""
    if not SHARED.exists():
        pytest.skip("no outside reference data beside the checkout (MOTCUA_SHARED)")
    return SHARED
