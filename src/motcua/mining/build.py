"""From a raw table of text and times to the checked tables of ``motcua.mining.log``.

A reader leaves a table ``raw(row_no, case_id, activity, ts, began, resource, grp, lifecycle,
instance, …case attributes)`` and calls :func:`build`. Identifiers stay text from end to end, so
``NA``, ``null``, ``007`` and ``1e5`` are themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog, quoted

MEMORY = "1500MB"
CARRIED = ("activity_no", "resource_no", "group_no", "ts")
"""columns an event also knows of the event before it"""
Ints = NDArray[np.int64]


def database(zone: str = "UTC", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """An empty database in memory; times without an offset are read as times of ``zone``."""
    db = duckdb.connect(":memory:")
    try:
        db.execute(f"SET threads = {threads}; SET memory_limit = '{MEMORY}'")
        db.execute("SET enable_progress_bar = false")
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
    starts = bool(_one(db, "SELECT count(began) > 0 FROM raw"))
    codes = {"case_no": _numbered(db, "case_id", "cases", "case_no", "case_id")}
    _add_attributes(db, attributes)
    db.execute("ALTER TABLE raw DROP COLUMN case_id")  # the widest column; memory is the limit
    for column, table, code in NAMED:
        codes[code] = _numbered(db, column, table, "no", "name")
    notes += _events(db, codes, source, first_row)
    return EventLog(db, source, tuple(attributes), tuple(notes), has_start_times=starts)


NAMED = (
    ("activity", "activity", "activity_no"),
    ("resource", "resource", "resource_no"),
    ("grp", "grp", "group_no"),
)


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> object:
    rows = db.execute(sql).fetchall()
    return rows[0][0] if rows else None


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
    return np.concatenate([np.asarray(piece.indices.fill_null(-1)) for piece in pieces])


def _add_attributes(db: duckdb.DuckDBPyConnection, attributes: Sequence[str]) -> None:
    """A case's attributes are the first that are told."""
    if not attributes:
        return
    told = ", ".join(f"arg_min({quoted(a)}, row_no) AS {quoted(a)}" for a in attributes)
    db.execute(
        f"CREATE OR REPLACE TABLE cases AS SELECT * FROM cases "
        f"JOIN (SELECT case_id, {told} FROM raw GROUP BY case_id) USING (case_id) ORDER BY case_no"
    )


def _events(
    db: duckdb.DuckDBPyConnection, codes: dict[str, Ints], source: str, first_row: int
) -> list[str]:
    """Sort inside cases (a stable sort keeps file order on equal times) and write ``event``."""
    raw = db.sql("SELECT row_no, began, ts FROM raw").fetchnumpy()
    db.execute("DROP TABLE raw")
    order, notes = _sorted(codes["case_no"], raw, source, first_row)
    case = codes.pop("case_no")[order]
    columns = {"case_no": pa.array(case), "pos": pa.array(_positions(case))}
    for name in ("row_no", "ts"):
        columns[name] = pa.array(raw.pop(name)[order])
    began = np.ma.getdata(raw["began"])[order]
    blank = np.ma.getmaskarray(raw.pop("began"))[order]
    columns["began"] = (
        columns["ts"] if blank.all() else pa.array(np.where(blank, columns["ts"].to_numpy(), began))
    )
    for name in list(codes):
        values = codes.pop(name)[order]
        columns[name] = pa.array(values, mask=values < 0)
    db.register("sorted_events", pa.table(columns))
    previous = ", ".join(
        f"CASE WHEN pos > 1 THEN lag({name}) OVER () END AS prev_{name}" for name in CARRIED
    )
    db.execute(f"CREATE TABLE event AS SELECT *, {previous} FROM sorted_events")
    db.unregister("sorted_events")
    return notes


def _sorted(
    case: Ints, raw: dict[str, Ints], source: str, first_row: int
) -> tuple[Ints, list[str]]:
    """The order of the events by case and time, and a note when the file had another."""
    ts = raw["ts"]
    order = np.argsort(case, kind="stable") if (np.diff(case) < 0).any() else np.arange(len(case))
    if (np.diff(ts) >= 0).all():
        return order, []
    owner = case[order]
    back = np.flatnonzero((np.diff(ts[order]) < 0) & (np.diff(owner) == 0)) + 1
    if not len(back):
        return order, []
    row = int(raw["row_no"][order[back]].min()) + first_row
    told = f"{len(back)} events stand after a later one of their case"
    return np.lexsort((ts, case)), [f"{source}: {told} (first at row {row}); sorted by time"]


def _positions(case: Ints) -> Ints:
    """1, 2, … inside each run of equal numbers."""
    begins = np.flatnonzero(np.diff(case, prepend=-1))
    starts = np.repeat(begins, np.diff(begins, append=len(case)))
    return (np.arange(len(case)) - starts + 1).astype(np.int32)
