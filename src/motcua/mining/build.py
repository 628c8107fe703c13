"""From a raw table of text and times to the checked tables of ``motcua.mining.log``.

A reader leaves a table ``raw(row_no, case_id, activity, ts, began, resource, grp, lifecycle,
instance, …case attributes)`` and calls :func:`build`. Identifiers stay text from end to end, so
``NA``, ``null``, ``007`` and ``1e5`` are themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog, quoted

MEMORY = "1500MB"
KEEP = ("case_no", "activity_no", "resource_no", "group_no", "began", "ts", "work_began", "work")
WINDOW = "WINDOW w AS (PARTITION BY case_no ORDER BY ts, row_no)"


def database(zone: str = "UTC", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """An empty database in memory; times without an offset are read as times of ``zone``."""
    db = duckdb.connect(":memory:")
    try:
        db.execute(f"SET threads = {threads}; SET memory_limit = '{MEMORY}'")
        db.execute(f"SET TimeZone = '{zone.replace(chr(39), '')}'")
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
    _refuse_blanks(db, source, first_row)
    notes = list(_pair_lifecycle(db))
    _refuse_backwards(db, source, first_row)
    notes += _unsorted(db, source, first_row)
    _number(db, attributes)
    starts = bool(_one(db, "SELECT count(began) > 0 FROM raw"))
    _events(db)
    return EventLog(db, source, tuple(attributes), tuple(notes), has_start_times=starts)


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = db.execute(sql).fetchone()
    return row[0] if row else None


def _refuse_blanks(db: duckdb.DuckDBPyConnection, source: str, first_row: int) -> None:
    if not _one(db, "SELECT count(*) FROM raw"):
        raise BadLog(source, "no events", "at least one event")
    for column in ("case_id", "activity"):
        row = _one(db, f"SELECT min(row_no) FROM raw WHERE coalesce({column}, '') = ''")
        if row is not None:
            raise BadLog(
                source, "empty", "a name that is not blank", int(str(row)) + first_row, column
            )


def _refuse_backwards(db: duckdb.DuckDBPyConnection, source: str, first_row: int) -> None:
    row = _one(db, "SELECT min(row_no) FROM raw WHERE began > ts")
    if row is not None:
        raise BadLog(
            source,
            "the event ends before it begins",
            "start ≤ end",
            int(str(row)) + first_row,
            "start",
        )


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


def _unsorted(db: duckdb.DuckDBPyConnection, source: str, first_row: int) -> list[str]:
    found = db.execute(
        """
        SELECT count(*), min(row_no) FROM (
          SELECT row_no, ts < lag(ts) OVER (PARTITION BY case_id ORDER BY row_no) AS back FROM raw)
        WHERE back
        """
    ).fetchone()
    if not found or not found[0]:
        return []
    count, row = found
    told = f"{source}: {count} events stand after a later one of their case"
    return [f"{told} (first at row {row + first_row}); sorted by time"]


def _number(db: duckdb.DuckDBPyConnection, attributes: Sequence[str]) -> None:
    """Give each case, activity, resource and group a number in order of first appearance."""
    firsts = "".join(f", arg_min({quoted(a)}, row_no) AS {quoted(a)}" for a in attributes)
    db.execute(
        f"""
        CREATE TABLE cases AS
        SELECT (row_number() OVER (ORDER BY first_row) - 1)::INTEGER AS case_no, * EXCLUDE first_row
        FROM (SELECT case_id, min(row_no) AS first_row{firsts} FROM raw GROUP BY case_id)
        """
    )
    for table, column in (("activity", "activity"), ("resource", "resource"), ("grp", "grp")):
        db.execute(
            f"""
            CREATE TABLE {table} AS
            SELECT (row_number() OVER (ORDER BY first_row) - 1)::INTEGER AS no, name
            FROM (SELECT {column} AS name, min(row_no) AS first_row FROM raw
                  WHERE coalesce({column}, '') <> '' GROUP BY 1)
            """
        )


def _events(db: duckdb.DuckDBPyConnection) -> None:
    previous = ", ".join(f"lag({c}) OVER w AS prev_{c}" for c in KEEP if c != "case_no")
    db.execute(
        f"""
        CREATE TABLE event AS
        WITH plain AS (
          SELECT r.row_no, c.case_no, a.no AS activity_no, p.no AS resource_no, g.no AS group_no,
                 coalesce(r.began, r.ts) AS began, r.ts,
                 NULL::BIGINT AS work_began, NULL::BIGINT AS work
          FROM raw AS r JOIN cases AS c USING (case_id) JOIN activity AS a ON a.name = r.activity
          LEFT JOIN resource AS p ON p.name = r.resource LEFT JOIN grp AS g ON g.name = r.grp)
        SELECT *, (row_number() OVER w)::INTEGER AS pos, {previous} FROM plain {WINDOW}
        """
    )
    db.execute("DROP TABLE raw")
