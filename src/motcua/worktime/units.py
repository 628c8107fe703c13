"""Time limits as the procedures state them: a number and a unit, and how to say them.

Units found in the national procedure database: working day (by far the most), calendar day,
hour, month, and "within the working day" (here: zero working days).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.worktime.errors import LimitError


class Unit(StrEnum):
    WORKING_MINUTE = "working_minute"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"

    @property
    def is_working(self) -> bool:
        """Whether the unit counts only working time."""
        return self in (Unit.WORKING_MINUTE, Unit.WORKING_HOUR, Unit.WORKING_DAY)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many units. Zero is allowed for working days alone: due within the working day.

    Raises LimitError for negative, fractional or otherwise meaningless values.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        _check_limit(self.value, self.unit)

    @property
    def is_same_day(self) -> bool:
        """Due within the working day of reception ("trong ngày làm việc")."""
        return self.value == 0


def _check_limit(value: object, unit: object) -> None:
    if not isinstance(unit, Unit):
        known = ", ".join(f"Unit.{known.name}" for known in Unit)
        raise LimitError(f"unknown unit {unit!r} of a time limit; give one of {known}")
    if isinstance(value, bool) or not isinstance(value, int):
        raise LimitError(f"time limit {value!r}: give a whole number of {unit}s")
    least = 0 if unit is Unit.WORKING_DAY else 1
    if value < least:
        raise LimitError(f"time limit of {value} {unit}s: must be at least {least}")


def working_days(value: int) -> TimeLimit:
    """Shorthand for the commonest unit."""
    return TimeLimit(value, Unit.WORKING_DAY)


SAME_DAY = TimeLimit(0, Unit.WORKING_DAY)


_VI = {
    Unit.WORKING_MINUTE: "phút làm việc",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.HOUR: "giờ",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
_EN = {
    Unit.WORKING_MINUTE: "working minute",
    Unit.WORKING_HOUR: "working hour",
    Unit.WORKING_DAY: "working day",
    Unit.HOUR: "hour",
    Unit.CALENDAR_DAY: "calendar day",
    Unit.MONTH: "month",
}


def describe(limit: TimeLimit, lang: str = "vi") -> str:
    """The limit in words: "20 ngày làm việc" (`vi`) or "20 working days" (`en`).

    Any other language raises LimitError.
    """
    if lang == "vi":
        return "trong ngày làm việc" if limit.is_same_day else f"{limit.value} {_VI[limit.unit]}"
    if lang == "en":
        if limit.is_same_day:
            return "within the working day"
        return f"{limit.value} {_EN[limit.unit]}{'' if limit.value == 1 else 's'}"
    raise LimitError(f"no words for time limits in language {lang!r}; known: vi, en")
