"""Activities and people: how long work takes, how long it lay before, who hands over to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.mining.dfg import Clock, need_calendar, waiting
from motcua.mining.log import HOUR_US, EventLog


class By(StrEnum):
    ACTIVITY = "activity"
    RESOURCE = "resource"
    GROUP = "group"


COLUMN = {By.ACTIVITY: "activity_no", By.RESOURCE: "resource_no", By.GROUP: "group_no"}
TABLE = {By.ACTIVITY: "activity", By.RESOURCE: "resource", By.GROUP: "grp"}


@dataclass(frozen=True, slots=True)
class Step:
    """Waiting before, and work during, the events of one activity, person or agency (hours).

    ``work_*`` is zero throughout when the log has one time per event (``has_start_times`` false).
    """

    name: str
    n: int
    wait_mean_h: float
    wait_median_h: float
    wait_sum_h: float
    wait_share: float
    work_mean_h: float
    work_median_h: float
    work_sum_h: float


@dataclass(frozen=True, slots=True)
class HandOver:
    """Work passing directly from one person or agency to another, in the same case."""

    source: str
    target: str
    n: int
    cases: int
    wait_mean_h: float
    wait_median_h: float
    wait_sum_h: float


def steps(log: EventLog, by: By = By.ACTIVITY, clock: Clock = Clock.CALENDAR) -> list[Step]:
    """One row per activity, person or agency, largest total waiting first."""
    need_calendar(log, clock)
    work = "work - work_began" if clock is Clock.WORKING else "ts - began"
    rows = log.rows(
        f"""
        SELECT t.name, count(*), avg(w), median(w), sum(w), avg(d), median(d), sum(d)
        FROM (SELECT {COLUMN[by]} AS no, {work} AS d, {waiting(clock)} AS w
              FROM event WHERE {COLUMN[by]} IS NOT NULL)
        JOIN {TABLE[by]} AS t USING (no) GROUP BY t.name, no
        ORDER BY sum(w) DESC NULLS LAST, count(*) DESC, no
        """
    )
    total = sum(row[4] or 0 for row in rows) or 1
    return [
        Step(
            name,
            n,
            wait_mean_h=float(mean or 0) / HOUR_US,
            wait_median_h=float(median or 0) / HOUR_US,
            wait_sum_h=float(added or 0) / HOUR_US,
            wait_share=float((added or 0) / total),
            work_mean_h=float(work_mean) / HOUR_US,
            work_median_h=float(work_median) / HOUR_US,
            work_sum_h=float(work_sum) / HOUR_US,
        )
        for name, n, mean, median, added, work_mean, work_median, work_sum in rows
    ]


def hand_overs(
    log: EventLog, by: By = By.RESOURCE, clock: Clock = Clock.CALENDAR
) -> list[HandOver]:
    """Pairs of different people (or agencies) on directly-following events, most waiting first."""
    if by is By.ACTIVITY:
        raise ValueError("work is handed over between people or agencies, not activities")
    need_calendar(log, clock)
    column = COLUMN[by]
    rows = log.rows(
        f"""
        SELECT s.name, t.name, count(*), count(DISTINCT case_no), avg(w), median(w), sum(w)
        FROM (SELECT prev_{column} AS a, {column} AS b, case_no, {waiting(clock)} AS w FROM event
              WHERE prev_{column} <> {column})
        JOIN {TABLE[by]} AS s ON s.no = a JOIN {TABLE[by]} AS t ON t.no = b
        GROUP BY s.name, t.name ORDER BY sum(w) DESC, count(*) DESC, 1, 2
        """
    )
    return [
        HandOver(a, b, n, cases, mean / HOUR_US, median / HOUR_US, int(added) / HOUR_US)
        for a, b, n, cases, mean, median, added in rows
    ]
