"""How dates, times, amounts and sizes read in both languages."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.ui import formats

AT = datetime(2026, 2, 3, 8, 4, tzinfo=UTC)  # 15:04 in Hanoi
LATE = datetime(2026, 2, 3, 20, 0, tzinfo=UTC)  # already the next day there
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("write", "value", "vi", "en"),
    [
        (formats.day, date(2026, 2, 3), "03/02/2026", "3 February 2026"),
        (formats.day, LATE, "04/02/2026", "4 February 2026"),
        (formats.clock, time(7, 5), "07:05", "07:05"),
        (formats.moment, AT, "15:04, 03/02/2026", "15:04, 3 February 2026"),
        (formats.weekday, AT, "Thứ Ba, 03/02/2026", "Tuesday, 3 February 2026"),
        (formats.number, 1234567, "1.234.567", "1,234,567"),
        (formats.number, -1000, "-1.000", "-1,000"),
        (formats.money, Decimal(75000), f"75.000{SPACE}đ", f"75,000{SPACE}đ"),
        (formats.percent, 0.974, f"97{SPACE}%", f"97{SPACE}%"),
        (formats.duration, timedelta(days=2, hours=3, minutes=9), "2 ngày 3 giờ", "2 days 3 hours"),
        (formats.duration, timedelta(days=1), "1 ngày", "1 day"),
        (formats.duration, timedelta(days=1, minutes=5), "1 ngày", "1 day"),
        (formats.duration, timedelta(minutes=61), "1 giờ 1 phút", "1 hour 1 minute"),
        (formats.duration, timedelta(seconds=30), "0 phút", "0 minutes"),
        (formats.duration, -timedelta(hours=5), "5 giờ", "5 hours"),
        (formats.file_size, 1, "1 byte", "1 byte"),
        (formats.file_size, 340 * 1024, f"340{SPACE}kB", f"340{SPACE}kB"),
        (formats.file_size, 20 << 20, f"20{SPACE}MB", f"20{SPACE}MB"),
        (formats.file_size, 5 << 19, f"2,5{SPACE}MB", f"2.5{SPACE}MB"),
    ],
)
def test_both_languages(write: Callable[[Any], str], value: Any, vi: str, en: str) -> None:
    with translation.override("vi"):
        assert write(value) == vi
    with translation.override("en"):
        assert write(value) == en


@pytest.mark.parametrize(
    "write",
    [
        formats.day,
        formats.clock,
        formats.moment,
        formats.number,
        formats.money,
        formats.percent,
        formats.duration,
        formats.file_size,
    ],
)
def test_nothing_is_written_as_nothing(write: Callable[[Any], str]) -> None:
    assert write(None) == ""


@given(st.integers(-(10**15), 10**15))
def test_a_number_can_be_read_back(value: int) -> None:
    with translation.override("vi"):
        assert int(formats.number(value).replace(".", "")) == value


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)))
def test_a_duration_is_never_empty_and_has_at_most_two_parts(value: timedelta) -> None:
    with translation.override("en"):
        assert len(formats.duration(value).split()) in {2, 4}
