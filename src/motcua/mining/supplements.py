"""Supplement loops: the office asks the applicant for more, the applicant brings it.

Time between asking and receiving is the applicant's, not the office's; how often and how long is
what a better form or a better first check can save.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from motcua.mining.dfg import Clock, need_calendar
from motcua.mining.log import HOUR_US, EventLog


@dataclass(frozen=True, slots=True)
class CaseLoops:
    case: str
    rounds: int
    """askings that were answered"""
    open: bool
    """the last asking is not answered yet"""
    with_applicant_h: float


@dataclass(frozen=True, slots=True)
class Supplements:
    cases: int
    asked: int
    """cases asked at least once"""
    asked_twice: int
    """cases asked more than once: the first check missed something"""
    open: int
    mean_round_h: float
    median_round_h: float
    with_applicant_h: float
    share_of_throughput: float
    """of all time of all cases, how much lay with applicants"""
    worst: tuple[CaseLoops, ...]


def supplement_loops(
    log: EventLog,
    asked: Collection[str],
    received: Collection[str],
    *,
    clock: Clock = Clock.CALENDAR,
    worst: int = 20,
) -> Supplements:
    """Pair each asking with the first receipt after it; asking again before it is the same round.

    Raises ``ValueError`` when an activity is not in the log, which is usually a spelling.
    """
    need_calendar(log, clock)
    known = set(log.activities.values())
    for name in (*asked, *received):
        if name not in known:
            raise ValueError(f'no activity "{name}"; the log has: {", ".join(sorted(known))}')
    column = "work" if clock is Clock.WORKING else "ts"
    rounds = _rounds(log, asked, received, column)
    total = log.one(
        f"SELECT sum(d) FROM (SELECT max({column}) - min({column}) AS d FROM event "
        "GROUP BY case_no)"
    )
    return _summary(log.cases, rounds, int(total or 0), worst)


def _rounds(
    log: EventLog, asked: Collection[str], received: Collection[str], column: str
) -> list[tuple[str, int | None]]:
    """(case, microseconds of the round or None while it is open), in order."""
    return [
        (case, None if lasted is None else int(lasted))
        for case, lasted in log.rows(
            f"""
            WITH marked AS (
              SELECT case_no, pos, e.{column} AS t, a.name IN (SELECT unnest(?)) AS asks
              FROM event AS e JOIN activity AS a ON a.no = e.activity_no
              WHERE a.name IN (SELECT unnest(?)) OR a.name IN (SELECT unnest(?))),
            turns AS (
              SELECT *, lag(asks) OVER w AS after_asking FROM marked
              WINDOW w AS (PARTITION BY case_no ORDER BY pos)),
            opened AS (
              SELECT case_no, pos, t, asks, lead(t) OVER (PARTITION BY case_no ORDER BY pos) AS back
              FROM turns WHERE asks IS DISTINCT FROM coalesce(after_asking, false))
            SELECT case_id, back - t FROM opened JOIN cases USING (case_no)
            WHERE asks ORDER BY case_no, pos
            """,
            [list(asked), list(asked), list(received)],
        )
    ]


def _summary(
    cases: int, rounds: list[tuple[str, int | None]], total: int, worst: int
) -> Supplements:
    by_case: dict[str, list[int | None]] = {}
    for case, lasted in rounds:
        by_case.setdefault(case, []).append(lasted)
    loops = [
        CaseLoops(
            case,
            sum(r is not None for r in found),
            found[-1] is None,
            sum(r for r in found if r is not None) / HOUR_US,
        )
        for case, found in by_case.items()
    ]
    closed = sorted(r / HOUR_US for _, r in rounds if r is not None)
    with_applicant = sum(closed)
    return Supplements(
        cases=cases,
        asked=len(by_case),
        asked_twice=sum(len(found) > 1 for found in by_case.values()),
        open=sum(loop.open for loop in loops),
        mean_round_h=with_applicant / len(closed) if closed else 0.0,
        median_round_h=_median(closed),
        with_applicant_h=with_applicant,
        share_of_throughput=with_applicant * HOUR_US / total if total else 0.0,
        worst=tuple(sorted(loops, key=lambda c: (-c.with_applicant_h, c.case))[:worst]),
    )


def _median(ordered: list[float]) -> float:
    if not ordered:
        return 0.0
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
