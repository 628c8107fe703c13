"""How near a due date is, in words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from motcua.ui.due import due

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
H = timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "finished", "standing", "nearness", "words"),
    [
        (60 * H, None, False, "on_time", "2 days 12 hours left"),
        (24 * H, None, False, "soon", "1 day left"),
        (0 * H, None, False, "soon", "0 minutes left"),
        (-H, None, False, "late", "1 hour overdue"),
        (-H, None, True, "standing", "Clock stopped"),
        (0 * H, -48 * H, False, "early", "2 days early"),
        (0 * H, -H, False, "on_time", "On time"),
        (0 * H, 3 * H, True, "late", "3 hours late"),
    ],
)
def test_each_state(
    left: timedelta, finished: timedelta | None, standing: bool, nearness: str, words: str
) -> None:
    with translation.override("en"):
        ended = None if finished is None else NOW + finished
        badge = due(NOW + left, now=NOW, finished_at=ended, standing=standing)
    assert badge is not None
    assert (badge.nearness, badge.words) == (nearness, words)


def test_no_date_no_badge() -> None:
    assert due(None, now=NOW) is None
