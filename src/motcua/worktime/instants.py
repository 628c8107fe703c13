"""Vietnamese legal time. Hides how an instant becomes a minute on the local clock.

Vietnam has kept UTC+7 without summer time since 1975, so a fixed offset is exact, needs no time
zone database on the machine, and gives the same due date on every one of them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from motcua.worktime.errors import EndBeforeStart, NaiveInstant

LOCAL = timezone(timedelta(hours=7), "+07")
MINUTES = tuple(timedelta(minutes=m) for m in range(24 * 60 + 1))
"""Minute of day -> timedelta; looked up, because building one costs more than the arithmetic."""


def to_minute(at: datetime) -> datetime:
    """The local minute in which `at` lies: seconds are cut off, as on a receipt (HH:MM).

    Raises NaiveInstant when `at` has no time zone.
    """
    if at.tzinfo is None or at.utcoffset() is None:
        raise naive(at)
    return at.astimezone(LOCAL).replace(second=0, microsecond=0)


def local_day(at: datetime) -> date:
    """The date on the Vietnamese wall calendar at that instant."""
    return to_minute(at).date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


def minutes_between(begins: datetime, ends: datetime) -> int:
    """Calendar minutes from one whole minute to another (UTC+7, nights and holidays included)."""
    return int((to_minute(ends) - to_minute(begins)).total_seconds()) // 60


def naive(at: object) -> NaiveInstant:
    return NaiveInstant(
        f"{at!r} is not an instant: give a datetime with a time zone "
        "(for local time: tzinfo=motcua.worktime.instants.LOCAL)"
    )


def require_order(begins: datetime, ends: datetime) -> None:
    """Raise EndBeforeStart unless begins <= ends."""
    if ends < begins:
        raise EndBeforeStart(f"the end {ends.isoformat()} lies before {begins.isoformat()}")
