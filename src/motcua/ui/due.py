"""How near a due date is, in words and colour: early, on time, soon, late, or standing still."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from motcua.ui.formats import duration, moment
from motcua.ui.language import t

Nearness = Literal["early", "on_time", "soon", "late", "standing"]
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as shown: how near, the words on the badge, and the date in full."""

    nearness: Nearness
    words: str
    when: str


def due(
    due_at: datetime | None,
    *,
    now: datetime,
    finished_at: datetime | None = None,
    standing: bool = False,
    soon: timedelta = SOON,
    early: timedelta = SOON,
) -> Due | None:
    """Say how near a due date is.

    Parameters
    ----------
    finished_at
        When the work ended; then the badge says how it ended instead of what is left.
    standing
        The legal clock stands still (the applicant is awaited), so that nothing can be late.
    soon, early
        From how much time left a date is near, and from how much time spared an end is early.
    """
    if due_at is None:
        return None
    left = due_at - (finished_at or now)
    if finished_at is not None:
        return Due(*_ended(left, early), moment(due_at))
    if standing:
        return Due("standing", t("Đang tạm dừng tính giờ", "Clock stopped"), moment(due_at))
    return Due(*_running(left, soon), moment(due_at))


def _ended(left: timedelta, early: timedelta) -> tuple[Nearness, str]:
    if left < timedelta(0):
        return "late", t("Trễ {by}", "{by} late", by=duration(left))
    if left >= early:
        return "early", t("Sớm {by}", "{by} early", by=duration(left))
    return "on_time", t("Đúng hạn", "On time")


def _running(left: timedelta, soon: timedelta) -> tuple[Nearness, str]:
    if left < timedelta(0):
        return "late", t("Quá hạn {by}", "{by} overdue", by=duration(left))
    words = t("Còn {by}", "{by} left", by=duration(left))
    return ("soon" if left <= soon else "on_time"), words
