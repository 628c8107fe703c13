"""Batching: one person does the same step for several cases in one go.

A batch is a longest run of events of one activity by one person in which each comes at most
``gap`` after the one before, over at least ``least`` different cases. Papers that wait for a full
folder show up as batches whose cases waited long before them.

Source: Martin, Swennen, Depaire, Jans, Caris, Vanhoof, "Retrieving batch organisation of work
insights from event logs", Decision Support Systems 100, 2017 (sequential and simultaneous
batching, told here by one gap).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from motcua.mining.dfg import Clock, need_calendar, waiting
from motcua.mining.log import HOUR_US, EventLog


@dataclass(frozen=True, slots=True)
class Batching:
    activity: str
    resource: str
    batches: int
    mean_size: float
    largest: int
    share: float
    """of this person's events of this activity that lie in a batch"""
    wait_mean_h: float
    """mean waiting of the batched events before the batch took them up"""


def batching(
    log: EventLog,
    *,
    gap: timedelta = timedelta(minutes=10),
    least: int = 3,
    clock: Clock = Clock.CALENDAR,
) -> list[Batching]:
    """Who works in batches, most batched events first."""
    need_calendar(log, clock)
    if least < 2 or gap < timedelta(0):
        raise ValueError("a batch has at least 2 cases and a gap of 0 or more")
    rows = log.rows(
        f"""
        WITH seen AS (
          SELECT activity_no, resource_no, case_no, ts, row_no, {waiting(clock)} AS w,
                 ts - lag(ts) OVER x > $gap AS breaks
          FROM event WHERE resource_no IS NOT NULL
          WINDOW x AS (PARTITION BY activity_no, resource_no ORDER BY ts, row_no)),
        run AS (
          SELECT *, sum(coalesce(breaks, false)::INTEGER) OVER (
            PARTITION BY activity_no, resource_no ORDER BY ts, row_no) AS batch FROM seen),
        sized AS (
          SELECT activity_no, resource_no, count(*) AS events, count(DISTINCT case_no) AS size,
                 sum(w) AS w, count(w) AS waits
          FROM run GROUP BY activity_no, resource_no, batch)
        SELECT a.name, r.name, count(*) FILTER (size >= $least),
               avg(size) FILTER (size >= $least), max(size),
               sum(events) FILTER (size >= $least) / sum(events),
               sum(w) FILTER (size >= $least) / nullif(sum(waits) FILTER (size >= $least), 0)
        FROM sized JOIN activity AS a ON a.no = activity_no JOIN resource AS r ON r.no = resource_no
        GROUP BY a.name, r.name HAVING max(size) >= $least
        ORDER BY sum(events) FILTER (size >= $least) DESC, 1, 2
        """.replace("$gap", str(gap // timedelta(microseconds=1))).replace("$least", str(least))
    )
    return [
        Batching(
            activity, person, n, float(mean), largest, float(share), float(wait or 0) / HOUR_US
        )
        for activity, person, n, mean, largest, share, wait in rows
    ]
