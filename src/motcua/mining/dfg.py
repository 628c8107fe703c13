"""The directly-follows graph with waiting on its edges, and the ranking of bottlenecks.

For an edge a → b let w₁ … wₙ be the waits between the end of an ``a`` and the beginning of the
``b`` that follows it directly in the same case. Reported are n, mean, median, 90th percentile
(linear interpolation), sum, and the sum's share of all waiting of the log. Mean and median stand
side by side because they can differ a thousandfold: a few cases lie for weeks, most go on at once.

Source: van der Aalst, *Process Mining: Data Science in Action*, 2nd ed. 2016, ch. 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.mining.log import HOUR_US, EventLog


class Clock(StrEnum):
    """Which time is counted."""

    CALENDAR = "calendar"
    """every hour of the week"""
    WORKING = "working"
    """only hours inside opening times; needs ``with_calendar``"""


@dataclass(frozen=True, slots=True)
class Edge:
    """A directly-follows pair; times in hours."""

    source: str
    target: str
    n: int
    cases: int
    mean_h: float
    median_h: float
    p90_h: float
    sum_h: float
    share: float
    """of all waiting in the log, 0 … 1"""


def waiting(clock: Clock) -> str:
    """SQL for the wait before an event, in microseconds; overlapping work waits zero."""
    if clock is Clock.WORKING:
        return "greatest(work_began - prev_work, 0)"
    return "greatest(began - prev_ts, 0)"


def need_calendar(log: EventLog, clock: Clock) -> None:
    """Raise ``ValueError`` when working time is asked of a log without a calendar."""
    if clock is Clock.WORKING and not log.has_calendar:
        raise ValueError("working time needs a calendar: log = with_calendar(log, calendar)")


def directly_follows(log: EventLog, clock: Clock = Clock.CALENDAR) -> list[Edge]:
    """All edges, largest total waiting first."""
    need_calendar(log, clock)
    names = log.activities
    rows = log.rows(
        f"""
        WITH step AS (SELECT prev_activity_no AS a, activity_no AS b, case_no, {waiting(clock)} AS w
                      FROM event WHERE prev_activity_no IS NOT NULL),
        seen AS (SELECT a, b, count(*) AS cases FROM (SELECT DISTINCT a, b, case_no FROM step)
                 GROUP BY a, b)
        SELECT a, b, count(*), any_value(cases), avg(w), quantile_cont(w, [0.5, 0.9]), sum(w)
        FROM step JOIN seen USING (a, b) GROUP BY a, b ORDER BY sum(w) DESC, count(*) DESC, a, b
        """
    )
    total = sum(row[6] for row in rows) or 1
    return [
        Edge(
            names[a],
            names[b],
            n,
            cases,
            mean / HOUR_US,
            median / HOUR_US,
            p90 / HOUR_US,
            int(added) / HOUR_US,
            int(added) / total,
        )
        for a, b, n, cases, mean, (median, p90), added in rows
    ]


def bottlenecks(
    edges: Iterable[Edge], *, by: str = "sum_h", min_count: int = 1, top: int | None = None
) -> list[Edge]:
    """Rank edges by ``sum_h``, ``mean_h``, ``median_h`` or ``p90_h``, rare ones left out."""
    if by not in {"sum_h", "mean_h", "median_h", "p90_h"}:
        raise ValueError(f"cannot rank by {by!r}; choose sum_h, mean_h, median_h or p90_h")
    kept = [edge for edge in edges if edge.n >= min_count]
    return sorted(kept, key=lambda edge: getattr(edge, by), reverse=True)[:top]


def starts_and_ends(log: EventLog) -> tuple[dict[str, int], dict[str, int]]:
    """How many cases begin and end with each activity."""
    names = log.activities
    first = log.rows("SELECT activity_no, count(*) FROM event WHERE pos = 1 GROUP BY 1")
    last = log.rows(
        "SELECT a, count(*) FROM (SELECT arg_max(activity_no, pos) AS a FROM event "
        "GROUP BY case_no) GROUP BY 1"
    )
    return {names[a]: n for a, n in first}, {names[a]: n for a, n in last}
