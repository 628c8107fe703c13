"""Small logs with answers worked out by hand."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.mining.log import EventLog
from motcua.mining.tables import EventRow, read_rows

START = datetime(2025, 7, 7, 8, 0, tzinfo=UTC)  # a Monday


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def row(
    case: str, activity: str, hours: float, resource: str | None = None, **more: Any
) -> EventRow:
    return EventRow(case, activity, at(hours), resource, **more)


@pytest.fixture
def permits() -> EventLog:
    """Three cases: two straight ones, one with a supplement loop and repeated checking.

    Waits: receive→check 1, 3, 2 h; check→decide 10, 20, 4 h; check→ask 5; ask→bring 48;
    bring→check 1.
    """
    field = {"field": "land"}
    other = {"field": "building"}
    return read_rows(
        [
            row("NA", "receive", 0, "An", attributes=field),
            row("null", "receive", 1, "An", attributes=field),
            row("NA", "check", 1, "Binh"),
            row("7", "receive", 2, "Chi", attributes=other),
            row("null", "check", 4, "Binh"),
            row("7", "check", 4, "An"),
            row("7", "ask", 9, "An"),
            row("NA", "decide", 11, "Dung"),
            row("null", "decide", 24, "Dung"),
            row("7", "bring", 57, None),
            row("7", "check", 58, "Binh"),
            row("7", "decide", 62, "Dung"),
        ],
        source="permits",
    )


@pytest.fixture(scope="session")
def published_logs() -> Path:
    """A folder of published logs with reference figures, where the machine has one."""
    default = Path(__file__).parents[2].parent / "shared"
    folder = Path(os.environ.get("MOTCUA_SHARED", default)) / "data" / "logs"
    if not (folder / "reference_pm4py.json").is_file():
        pytest.skip("no folder of published logs (MOTCUA_SHARED)")
    return folder


@pytest.fixture(scope="session")
def reference(published_logs: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((published_logs / "reference_pm4py.json").read_text())
    return found
