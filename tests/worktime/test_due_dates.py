"""Due dates worked out by hand on a wall calendar of Vietnamese public offices, 2024 to 2026."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.worktime.arithmetic import add
from motcua.worktime.instants import LOCAL
from motcua.worktime.units import SAME_DAY, TimeLimit, Unit
from motcua.worktime.vietnam import hanoi

pytestmark = pytest.mark.pure

WD, WH, WM = Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.WORKING_MINUTE
HOUR, DAY, MONTH = Unit.HOUR, Unit.CALENDAR_DAY, Unit.MONTH


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("start", "value", "unit", "due"),
    [
        # an ordinary week
        ("2025-03-03 09:00", 1, WD, "2025-03-04 17:00"),
        ("2025-03-07 16:59", 1, WD, "2025-03-10 17:00"),
        ("2025-03-08 10:00", 1, WD, "2025-03-10 17:00"),
        ("2025-03-03 00:00", 5, WD, "2025-03-10 17:00"),
        # Tết 2024 (8 to 14 February), 2025 (27 to 31 January), 2026 (16 to 20 February)
        ("2024-02-07 09:00", 1, WD, "2024-02-15 17:00"),
        ("2025-01-24 09:00", 1, WD, "2025-02-03 17:00"),
        ("2025-01-23 09:00", 5, WD, "2025-02-06 17:00"),
        ("2025-01-02 09:00", 20, WD, "2025-02-06 17:00"),
        ("2026-02-13 09:00", 3, WD, "2026-02-25 17:00"),
        # Hùng Kings: 18/4/2024, 7/4/2025, and 27/4/2026 because the day itself is a Sunday
        ("2024-04-17 09:00", 1, WD, "2024-04-19 17:00"),
        ("2025-04-04 09:00", 1, WD, "2025-04-08 17:00"),
        ("2026-04-24 09:00", 1, WD, "2026-04-28 17:00"),
        # 30 April and 1 May; Saturdays 4/5/2024 and 26/4/2025 are worked
        ("2024-04-26 09:00", 3, WD, "2024-05-04 17:00"),
        ("2025-04-25 09:00", 1, WD, "2025-04-26 17:00"),
        ("2025-04-25 09:00", 5, WD, "2025-05-06 17:00"),
        ("2025-04-29 09:00", 1, WD, "2025-05-05 17:00"),
        ("2026-04-24 09:00", 3, WD, "2026-05-04 17:00"),
        # National Day; Saturday 22/8/2026 is worked for Monday 31/8
        ("2025-08-29 09:00", 1, WD, "2025-09-03 17:00"),
        ("2026-08-21 09:00", 1, WD, "2026-08-22 17:00"),
        ("2026-08-28 09:00", 1, WD, "2026-09-03 17:00"),
        ("2026-08-21 09:00", 10, WD, "2026-09-08 17:00"),
        # New Year 2026; Saturday 10/1 is worked for Friday 2/1
        ("2025-12-31 09:00", 1, WD, "2026-01-05 17:00"),
        ("2025-12-31 09:00", 6, WD, "2026-01-10 17:00"),
        ("2025-12-31 09:00", 7, WD, "2026-01-12 17:00"),
        # Culture Day 24/11/2026, and a leap day that is worked
        ("2026-11-23 09:00", 1, WD, "2026-11-25 17:00"),
        ("2024-02-28 09:00", 2, WD, "2024-03-01 17:00"),
        # working hours and minutes run from the minute, over lunch, nights and Tết
        ("2025-03-03 08:00", 8, WH, "2025-03-03 17:00"),
        ("2025-03-03 08:00", 4, WH, "2025-03-03 12:00"),
        ("2025-03-03 11:30", 1, WH, "2025-03-03 13:30"),
        ("2025-03-03 12:15", 4, WH, "2025-03-03 17:00"),
        ("2025-03-03 05:00", 1, WH, "2025-03-03 09:00"),
        ("2025-03-07 16:00", 2, WH, "2025-03-10 09:00"),
        ("2025-03-08 10:00", 1, WH, "2025-03-10 09:00"),
        ("2025-01-24 15:00", 4, WH, "2025-02-03 10:00"),
        ("2025-04-25 16:30", 1, WH, "2025-04-26 08:30"),
        ("2025-03-03 11:59", 2, WM, "2025-03-03 13:01"),
        ("2025-03-03 16:59:59", 1, WM, "2025-03-03 17:00"),
        # consecutive hours never stop
        ("2025-03-07 16:00", 24, HOUR, "2025-03-08 16:00"),
        # calendar days, and a last day that is a day off
        ("2025-03-03 16:00", 10, DAY, "2025-03-13 17:00"),
        ("2025-03-03 16:00", 5, DAY, "2025-03-10 17:00"),
        ("2025-01-20 16:00", 10, DAY, "2025-02-03 17:00"),
        ("2025-04-20 16:00", 10, DAY, "2025-05-05 17:00"),
        ("2025-04-16 16:00", 10, DAY, "2025-04-26 17:00"),
        # months: month ends, leap years, days off
        ("2025-01-31 09:00", 1, MONTH, "2025-02-28 17:00"),
        ("2024-01-31 09:00", 1, MONTH, "2024-02-29 17:00"),
        ("2024-02-29 09:00", 12, MONTH, "2025-02-28 17:00"),
        ("2024-12-30 09:00", 2, MONTH, "2025-02-28 17:00"),
        ("2025-03-31 09:00", 1, MONTH, "2025-05-05 17:00"),
        ("2025-05-30 09:00", 3, MONTH, "2025-09-03 17:00"),
        ("2025-10-15 09:00", 3, MONTH, "2026-01-15 17:00"),
        # within the working day
        ("2025-03-03 09:00", 0, WD, "2025-03-03 17:00"),
        ("2025-03-03 17:00", 0, WD, "2025-03-03 17:00"),
        ("2025-03-03 17:01", 0, WD, "2025-03-04 17:00"),
        ("2025-03-08 09:00", 0, WD, "2025-03-10 17:00"),
    ],
)
def test_due_date(start: str, value: int, unit: Unit, due: str) -> None:
    assert add(hanoi(), at(start), TimeLimit(value, unit)) == at(due)


def test_the_answer_is_in_local_time_whatever_zone_asks() -> None:
    utc = datetime.fromisoformat("2025-03-03T18:30:00+00:00")  # already Tuesday 01:30 in Hanoi
    due = add(hanoi(), utc, SAME_DAY)
    assert due == at("2025-03-04 17:00")
    assert due.utcoffset() == at("2025-03-04 17:00").utcoffset()
