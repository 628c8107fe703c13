from __future__ import annotations

import pytest

from motcua.worktime.errors import LimitError
from motcua.worktime.units import SAME_DAY, TimeLimit, Unit, describe, working_days

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("limit", "vi", "en"),
    [
        (working_days(20), "20 ngày làm việc", "20 working days"),
        (working_days(1), "1 ngày làm việc", "1 working day"),
        (SAME_DAY, "trong ngày làm việc", "within the working day"),
        (TimeLimit(8, Unit.WORKING_HOUR), "8 giờ làm việc", "8 working hours"),
        (TimeLimit(30, Unit.WORKING_MINUTE), "30 phút làm việc", "30 working minutes"),
        (TimeLimit(24, Unit.HOUR), "24 giờ", "24 hours"),
        (TimeLimit(12, Unit.CALENDAR_DAY), "12 ngày", "12 calendar days"),
        (TimeLimit(1, Unit.MONTH), "1 tháng", "1 month"),
    ],
)
def test_words(limit: TimeLimit, vi: str, en: str) -> None:
    assert describe(limit) == vi
    assert describe(limit, "en") == en


def test_unknown_language_is_refused() -> None:
    with pytest.raises(LimitError, match="'fr'"):
        describe(SAME_DAY, "fr")


def test_a_unit_must_be_a_unit() -> None:
    with pytest.raises(LimitError, match=r"Unit\.WORKING_DAY"):
        TimeLimit(1, "working_day")  # type: ignore[arg-type]
    assert TimeLimit(1, Unit("working_day")) == working_days(1)
