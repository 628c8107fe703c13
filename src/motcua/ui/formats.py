"""How dates, times, amounts and sizes are written in the reader's language (Vietnamese: 15:04,
03/02/2026, 1.000 đ).
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from motcua.ui.language import lang, t

WEEKDAYS = (
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ Nhật", "Sunday"),
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def local(moment: datetime) -> datetime:
    """Return a moment on the clock of the centre."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(value: date | datetime | None) -> str:
    """Write a day: 03/02/2026, in English 3 February 2026."""
    if value is None:
        return ""
    on = local(value).date() if isinstance(value, datetime) else value
    if lang() == "vi":
        return f"{on:%d/%m/%Y}"
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def clock(value: time | datetime | None) -> str:
    """Write a time of day: 15:04."""
    if value is None:
        return ""
    return f"{local(value) if isinstance(value, datetime) else value:%H:%M}"


def moment(value: datetime | None) -> str:
    """Write a moment: 15:04, 03/02/2026."""
    return f"{clock(value)}, {day(value)}" if value is not None else ""


def weekday(value: date | datetime) -> str:
    """Write the day of the week and the day: Thứ Ba, 03/02/2026."""
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{t(*WEEKDAYS[on.weekday()])}, {day(on)}"


def number(value: float | Decimal | None, digits: int = 0) -> str:
    """Write a number with dots between thousands: 1.000,5; in English 1,000.5."""
    if value is None:
        return ""
    written = f"{value:,.{digits}f}"
    return written.translate(str.maketrans(",.", ".,")) if lang() == "vi" else written


def money(value: float | Decimal | None) -> str:
    """Write an amount in đồng: 1.000 đ."""
    return f"{number(value)}\N{NO-BREAK SPACE}đ" if value is not None else ""


def percent(share: float | None, digits: int = 0) -> str:
    """Write a share of one as a percentage: 0.25 is 25 %."""
    return f"{number(share * 100, digits)}\N{NO-BREAK SPACE}%" if share is not None else ""


def duration(value: timedelta | None) -> str:
    """Write a length of time by its two largest units: 2 ngày 3 giờ."""
    if value is None:
        return ""
    minutes = abs(int(value.total_seconds())) // 60
    parts = (
        (minutes // 1440, "{n} ngày", "{n} days", "{n} day"),
        (minutes // 60 % 24, "{n} giờ", "{n} hours", "{n} hour"),
        (minutes % 60, "{n} phút", "{n} minutes", "{n} minute"),
    )
    first = next((index for index, part in enumerate(parts) if part[0]), 2)
    shown = [part for part in parts[first : first + 2] if part[0]] or [parts[2]]
    return " ".join(t(vi, en, one=one, n=count) for count, vi, en, one in shown)


def file_size(count: int | None) -> str:
    """Write a number of bytes: 340 kB, 2,5 MB (a kB is 1024 bytes, as in the upload limit)."""
    if count is None:
        return ""
    if count < 1024:
        return t("{n} byte", "{n} bytes", one="{n} byte", n=count)
    if count < 1 << 20:
        return f"{number(count / 1024)}\N{NO-BREAK SPACE}kB"
    megabytes = count / (1 << 20)
    return f"{number(megabytes, 0 if megabytes == int(megabytes) else 1)}\N{NO-BREAK SPACE}MB"


def machine(value: date | datetime | time) -> str:
    """Write a date or time for machines (ISO 8601), as `<time datetime>` wants it."""
    return value.isoformat()
