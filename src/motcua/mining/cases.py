"""Drill-down: from a figure to the cases behind it, and from a case to its events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.mining.build import database
from motcua.mining.dfg import Clock, need_calendar, waiting
from motcua.mining.errors import BadLog
from motcua.mining.log import HOUR_US, EventLog, literal, moment, quoted


@dataclass(frozen=True, slots=True)
class Waited:
    """One wait of one case: an instance of an edge."""

    case: str
    since: datetime
    until: datetime
    hours: float


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a case, as the log tells it."""

    activity: str
    began: datetime
    ended: datetime
    resource: str | None
    group: str | None
    waited_h: float


def waits_on(
    log: EventLog, source: str, target: str, *, clock: Clock = Clock.CALENDAR, top: int = 50
) -> list[Waited]:
    """The longest waits on the edge ``source`` → ``target``: which cases made it a bottleneck."""
    need_calendar(log, clock)
    rows = log.rows(
        f"""
        SELECT c.case_id, e.prev_ts, e.began, {waiting(clock)} AS w
        FROM event AS e JOIN cases AS c USING (case_no)
        JOIN activity AS a ON a.no = e.prev_activity_no JOIN activity AS b ON b.no = e.activity_no
        WHERE a.name = ? AND b.name = ? ORDER BY w DESC, e.row_no LIMIT ?
        """,
        [source, target, top],
    )
    return [Waited(c, moment(s), moment(u), float(w) / HOUR_US) for c, s, u, w in rows]


def cases_like(log: EventLog, activities: Sequence[str], top: int | None = None) -> list[str]:
    """The cases of one variant, in order of first appearance."""
    limit = "" if top is None else f"LIMIT {int(top)}"
    rows = log.rows(
        f"""
        SELECT case_id FROM (
          SELECT case_no, list(a.name ORDER BY pos) AS trace
          FROM event JOIN activity AS a ON a.no = activity_no GROUP BY case_no)
        JOIN cases USING (case_no) WHERE trace = ? ORDER BY case_no {limit}
        """,
        [list(activities)],
    )
    return [case for (case,) in rows]


def history(log: EventLog, case: str) -> list[Happening]:
    """Every event of one case in order; empty when the log has no such case."""
    rows = log.rows(
        f"""
        SELECT a.name, e.began, e.ts, r.name, g.name, coalesce({waiting(Clock.CALENDAR)}, 0)
        FROM event AS e JOIN cases AS c USING (case_no) JOIN activity AS a ON a.no = e.activity_no
        LEFT JOIN resource AS r ON r.no = e.resource_no LEFT JOIN grp AS g ON g.no = e.group_no
        WHERE c.case_id = ? ORDER BY e.pos
        """,
        [case],
    )
    return [
        Happening(a, moment(s), moment(t), r, g, float(w) / HOUR_US) for a, s, t, r, g, w in rows
    ]


def with_attribute(log: EventLog, attribute: str, value: str) -> EventLog:
    """Only the cases with this value of a case attribute (a field, a procedure, an agency)."""
    if attribute not in log.attributes:
        have = ", ".join(log.attributes) or "none"
        raise BadLog(log.source, f'no case attribute "{attribute}"', f"one of: {have}")
    return _only(log, f"{quoted(attribute)} = {literal(value)}", f"{attribute} = {value}")


def with_cases(log: EventLog, cases: Collection[str]) -> EventLog:
    """Only these cases."""
    listed = ", ".join(literal(case) for case in cases) or "NULL"
    return _only(log, f"case_id IN ({listed})", f"{len(cases)} chosen cases")


def ended_with(log: EventLog, last: Collection[str]) -> EventLog:
    """Only the finished cases: those whose last activity is one of ``last``.

    Unfinished cases make throughput look short; leave them out before comparing.
    """
    listed = ", ".join(literal(name) for name in last) or "NULL"
    finished = (
        "case_no IN (SELECT case_no FROM event GROUP BY case_no HAVING arg_max(activity_no, pos) "
        f"IN (SELECT no FROM activity WHERE name IN ({listed})))"
    )
    return _only(log, finished, f"cases that ended with {', '.join(last)}")


def values_of(log: EventLog, attribute: str) -> dict[str, int]:
    """How many cases carry each value of a case attribute, most frequent first."""
    if attribute not in log.attributes:
        raise BadLog(log.source, f'no case attribute "{attribute}"')
    name = quoted(attribute)
    rows = log.rows(
        f"SELECT {name}, count(*) FROM cases WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(rows)


def _only(log: EventLog, condition: str, told: str) -> EventLog:
    """A new log in its own database with the cases that meet ``condition``."""
    chosen = f"WHERE case_no IN (SELECT case_no FROM cases WHERE {condition})"
    parts = {"cases": f"WHERE {condition}", "event": chosen, "activity": "", "resource": ""}
    db = database()
    for name, where in {**parts, "grp": ""}.items():
        copied = log.db.sql(f"SELECT * FROM {name} {where}").to_arrow_table()
        if not copied.num_rows and where:
            raise BadLog(log.source, f"no case with {told}", "at least one")
        db.register("copied", copied)
        db.execute(f"CREATE TABLE {name} AS SELECT * FROM copied")
        db.unregister("copied")
    return EventLog(
        db,
        f"{log.source} ({told})",
        log.attributes,
        log.notes,
        log.has_start_times,
        log.has_calendar,
    )
