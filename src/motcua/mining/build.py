"""From a raw table of text and times to the checked tables of ``motcua.mining.log``.

A reader leaves a table ``raw(row_no, case_id, activity, ts, began, resource, grp, lifecycle,
instance, …case attributes)`` and calls :func:`build`. Identifiers stay text from end to end, so
``NA``, ``null``, ``007`` and ``1e5`` are themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from motcua.mining.arrays import Ints
from motcua.mining.arrays import codes as codes_in
from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog, quoted
from motcua.mining.sorting import write_events

MEMORY = "1500MB"


def database(zone: str = "UTC", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """An empty database in memory; times without an offset are read as times of ``zone``."""
    db = duckdb.connect(":memory:")
    try:
        db.execute(
            f"SET threads = {threads}; SET memory_limit = '{MEMORY}'; "
            f"SET enable_progress_bar = false; SET TimeZone = '{zone.replace(chr(39), '')}'"
        )
    except duckdb.Error as error:
        raise BadLog(zone, "unknown time zone", "a name like Asia/Ho_Chi_Minh") from error
    return db


def build(
    db: duckdb.DuckDBPyConnection,
    source: str,
    *,
    attributes: Sequence[str] = (),
    first_row: int = 1,
) -> EventLog:
    """Check ``raw``, number its names, sort its cases, and drop it.

    ``first_row`` is what the source calls its first event (2 where a header is row 1).
    Raises ``BadLog`` for an empty log, a blank case or activity, an event that ends before it
    begins, or a lifecycle that cannot be paired.
    """
    told = _Told.of(db)
    told.refuse(source, first_row)
    notes = _pair_lifecycle(db) if told.lifecycle else []
    if notes:
        told = _Told.of(db)
        told.refuse(source, first_row)
    codes = {"case_no": _numbered(db, "case_id", "cases", "case_no", "case_id")}
    _add_attributes(db, attributes)
    db.execute("ALTER TABLE raw DROP COLUMN case_id")  # the widest column; memory is the limit
    for column, table, code in NAMED:
        codes[code] = (
            _numbered(db, column, table, "no", "name")
            if getattr(told, column)
            else _nothing(db, table, told.events)
        )
    notes += write_events(db, codes, source, first_row)
    return EventLog(db, source, tuple(attributes), tuple(notes), has_start_times=told.began)


NAMED = (
    ("activity", "activity", "activity_no"),
    ("resource", "resource", "resource_no"),
    ("grp", "grp", "group_no"),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What ``raw`` holds, asked in one statement; rows that break a rule by their number."""

    events: int
    no_case: int | None
    no_activity: int | None
    backwards: int | None
    began: bool
    lifecycle: bool
    resource: bool
    grp: bool
    activity: bool = True

    @classmethod
    def of(cls, db: duckdb.DuckDBPyConnection) -> _Told:
        return cls(
            *db.execute(
                """
                SELECT count(*), min(row_no) FILTER (coalesce(case_id, '') = ''),
                       min(row_no) FILTER (coalesce(activity, '') = ''),
                       min(row_no) FILTER (began > ts), count(began) > 0, count(lifecycle) > 0,
                       count(resource) > 0, count(grp) > 0 FROM raw
                """
            ).fetchall()[0]
        )

    def refuse(self, source: str, first_row: int) -> None:
        if not self.events:
            raise BadLog(source, "no events", "at least one event")
        for column, row in (("case_id", self.no_case), ("activity", self.no_activity)):
            if row is not None:
                expected = "a name that is not blank"
                raise BadLog(source, "empty", expected, row + first_row, column)
        if self.backwards is not None:
            found = "the event ends before it begins"
            raise BadLog(source, found, "start ≤ end", self.backwards + first_row, "start")


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> object:
    rows = db.execute(sql).fetchall()
    return rows[0][0] if rows else None


def _nothing(db: duckdb.DuckDBPyConnection, table: str, events: int) -> Ints:
    """No names at all: an empty table, and −1 for every event."""
    db.execute(f"CREATE TABLE {table} (no INTEGER, name VARCHAR)")
    return np.full(events, -1, np.int32)


def _pair_lifecycle(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Make one event of the n-th start and the n-th completion of an activity instance.

    Only when the log has both. Other transitions (assign, suspend, …) are then left out, and the
    note counts them; a completion without a start stays an instant event.
    """
    kinds = dict(db.execute("SELECT lower(lifecycle), count(*) FROM raw GROUP BY 1").fetchall())
    if not (kinds.get("start") and kinds.get("complete")):
        return []
    db.execute(
        """
        CREATE TABLE paired AS
        WITH kept AS (
          SELECT *, lower(lifecycle) AS kind, row_number() OVER (
            PARTITION BY case_id, activity, coalesce(instance, ''), lower(lifecycle)
            ORDER BY ts, row_no) AS nth
          FROM raw WHERE lower(lifecycle) IN ('start', 'complete'))
        SELECT c.* EXCLUDE (began, kind, nth), coalesce(c.began, s.ts) AS began
        FROM (SELECT * FROM kept WHERE kind = 'complete') AS c
        LEFT JOIN (SELECT * FROM kept WHERE kind = 'start') AS s
          ON s.case_id = c.case_id AND s.activity = c.activity AND s.nth = c.nth
          AND coalesce(s.instance, '') = coalesce(c.instance, '') AND s.ts <= c.ts
        ORDER BY c.row_no
        """
    )
    paired = int(str(_one(db, "SELECT count(began) FROM paired")))
    db.execute("DROP TABLE raw; ALTER TABLE paired RENAME TO raw")
    other = sum(n for kind, n in kinds.items() if kind not in {"start", "complete"})
    open_starts = kinds["start"] - paired
    found = [f"{paired} starts paired with their completion"]
    if open_starts:
        found.append(f"{open_starts} starts without a completion left out (work still under way)")
    if other:
        found.append(f"{other} events of other lifecycle transitions left out")
    return found


def _numbered(
    db: duckdb.DuckDBPyConnection, column: str, table: str, number: str, name: str
) -> Ints:
    """Create ``table`` of the names in order of first appearance; -1 stands for a blank."""
    told = db.sql(f"SELECT nullif({column}, '') AS name FROM raw").to_arrow_table()["name"]
    pieces = told.dictionary_encode().chunks
    del told
    names = pieces[-1].dictionary if pieces else pa.array([], pa.string())
    db.register("names", pa.table({name: names}))
    db.execute(
        f"CREATE TABLE {table} AS SELECT (row_number() OVER () - 1)::INTEGER AS {number}, * "
        "FROM names"
    )
    db.unregister("names")
    return np.concatenate([codes_in(piece) for piece in pieces])


def _add_attributes(db: duckdb.DuckDBPyConnection, attributes: Sequence[str]) -> None:
    """A case's attributes are the first that are told."""
    if not attributes:
        return
    told = ", ".join(f"arg_min({quoted(a)}, row_no) AS {quoted(a)}" for a in attributes)
    db.execute(
        f"CREATE OR REPLACE TABLE cases AS SELECT * FROM cases "
        f"JOIN (SELECT case_id, {told} FROM raw GROUP BY case_id) USING (case_id) ORDER BY case_no"
    )
