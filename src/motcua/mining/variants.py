"""Variants (cases with the same sequence of activities), repeated work, case durations."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.mining.dfg import Clock, need_calendar
from motcua.mining.log import HOUR_US, EventLog


@dataclass(frozen=True, slots=True)
class Variant:
    """``example`` is the first case of the log that went this way."""

    activities: tuple[str, ...]
    cases: int
    share: float
    median_h: float
    example: str


@dataclass(frozen=True, slots=True)
class Durations:
    """From the beginning of the first to the end of the last event of a case, in hours."""

    cases: int
    mean_h: float
    median_h: float
    p90_h: float
    max_h: float
    arrival_mean_s: float
    """mean time between the beginnings of two cases, in seconds"""


@dataclass(frozen=True, slots=True)
class Rework:
    activity: str
    cases: int
    """cases in which it happens more than once"""
    repeats: int
    """happenings beyond the first, over all cases"""


FINGERPRINTS = """
SELECT case_no, count(*) AS n, sum(hash(pos, activity_no)) AS one,
       sum(hash(activity_no, pos, 7)) AS two, max(ts) - min(began) AS lasted
FROM event GROUP BY case_no
"""


def variants(log: EventLog, top: int | None = None) -> list[Variant]:
    """Most frequent first; equal frequencies in order of first appearance in the log.

    Cases are compared by two 64-bit fingerprints of their sequence, not by the sequence itself:
    among v variants the chance that any two are mistaken for one is below v² / 2¹²⁸.
    """
    names = log.activities
    total = log.cases
    rows = log.rows(
        f"""
        WITH kind AS (
          SELECT count(*) AS cases, median(lasted) AS median_us, min(case_no) AS first
          FROM ({FINGERPRINTS}) GROUP BY n, one, two ORDER BY cases DESC, first {_limit(top)}),
        trace AS (
          SELECT case_no, list(activity_no ORDER BY pos) AS trace FROM event
          WHERE case_no IN (SELECT first FROM kind) GROUP BY case_no)
        SELECT trace, kind.cases, median_us, case_id
        FROM kind JOIN trace ON trace.case_no = first JOIN cases AS c ON c.case_no = first
        ORDER BY kind.cases DESC, first
        """
    )
    return [
        Variant(tuple(names[a] for a in trace), n, n / total, median / HOUR_US, case)
        for trace, n, median, case in rows
    ]


def count_variants(log: EventLog) -> int:
    """How many different sequences the log has (see :func:`variants` for the comparison)."""
    return int(log.one(f"SELECT count(*) FROM (SELECT DISTINCT n, one, two FROM ({FINGERPRINTS}))"))


def durations(log: EventLog, clock: Clock = Clock.CALENDAR) -> Durations:
    """Throughput of the whole log, open cases included up to their last event."""
    need_calendar(log, clock)
    end, begin = ("work", "work_began") if clock is Clock.WORKING else ("ts", "began")
    row = log.rows(
        f"""
        SELECT count(*), avg(d), quantile_cont(d, [0.5, 0.9]), max(d), min(s), max(s)
        FROM (SELECT max({end}) - min({begin}) AS d, min(began) AS s FROM event GROUP BY case_no)
        """
    )[0]
    cases, mean, (median, p90), longest, first, last = row
    gap = (last - first) / 1e6 / (cases - 1) if cases > 1 else 0.0
    return Durations(cases, mean / HOUR_US, median / HOUR_US, p90 / HOUR_US, longest / HOUR_US, gap)


def rework(log: EventLog) -> list[Rework]:
    """Activities done again in the same case, most affected cases first."""
    names = log.activities
    rows = log.rows(
        """
        SELECT activity_no, count(*), sum(n - 1) FROM (
          SELECT case_no, activity_no, count(*) AS n FROM event GROUP BY 1, 2) WHERE n > 1
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    )
    return [Rework(names[a], cases, int(repeats)) for a, cases, repeats in rows]


def _limit(top: int | None) -> str:
    return "" if top is None else f"LIMIT {int(top)}"
