"""Readers of flat tables: CSV (also ``.gz``), Parquet, and plain event rows in memory."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from motcua.mining.build import build, database
from motcua.mining.columns import Columns
from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog, literal, microseconds
from motcua.mining.staging import RESERVED, Table, stage

DELIMITERS = ",;\t|"
USUAL = Columns()


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event told by a program; times are aware datetimes."""

    case: str
    activity: str
    at: datetime
    resource: str | None = None
    group: str | None = None
    began: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the case; the first event that names one decides."""


def read_csv(
    path: Path,
    *,
    columns: Columns = USUAL,
    zone: str = "UTC",
    time_format: str | None = None,
    delimiter: str | None = None,
) -> EventLog:
    """Read a UTF-8 CSV file with a header; every value stays text.

    ``zone`` applies to times without an offset; ``time_format`` is a ``strptime`` pattern such as
    ``%d/%m/%Y %H:%M`` for times that are not ISO 8601. Raises ``BadLog`` with row and column.
    """
    names, delimiter = _header(path, delimiter)
    fields = ", ".join(f"{literal(n)}: 'VARCHAR'" for n in names)
    scan = (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, quote = '\"', "
        f"escape = '\"', delim = {literal(delimiter)}, columns = {{{fields}}}, "
        "null_padding = false, strict_mode = true, max_line_size = 16777216)"
    )
    table = Table(scan, dict.fromkeys(names, "VARCHAR"), path.name, first_row=2)
    db = database(zone)
    try:
        attributes, notes = stage(db, table, columns, time_format)
    except BadLog as error:
        raise _with_line(error) from error
    return _finish(db, table, attributes, notes)


def read_parquet(path: Path, *, columns: Columns = USUAL, zone: str = "UTC") -> EventLog:
    """Read a Parquet file; a timestamp column without a zone holds times of ``zone``."""
    db = database(zone)
    scan = f"read_parquet({literal(str(path))}, file_row_number = true)"
    try:
        described = db.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
    except duckdb.Error as error:
        raise BadLog(path.name, _first_line(error), "a readable Parquet file") from error
    types = {name: kind for name, kind, *_ in described if name != "file_row_number"}
    table = Table(scan, types, path.name, first_row=1, row_number="file_row_number")
    attributes, notes = stage(db, table, columns, None)
    return _finish(db, table, attributes, notes)


def read_rows(rows: Iterable[EventRow], *, source: str = "events") -> EventLog:
    """Read events given one by one, for example the centre's own.

    Raises ``BadLog`` with the position (from 1) of a row whose time has no zone.
    """
    listed = list(rows)
    names = tuple(dict.fromkeys(name for row in listed for name in row.attributes))
    if clash := [name for name in names if name.lower() in RESERVED]:
        raise BadLog(source, f"case attribute {clash[0]!r}", "a name not used by the event table")
    data: dict[str, list[object]] = {
        "row_no": list(range(len(listed))),
        "case_id": [row.case for row in listed],
        "activity": [row.activity for row in listed],
        "resource": [row.resource for row in listed],
        "grp": [row.group for row in listed],
        "lifecycle": [None] * len(listed),
        "instance": [None] * len(listed),
        "ts": [_instant(row.at, n, "at", source) for n, row in enumerate(listed, 1)],
        "began": [_instant(row.began, n, "began", source) for n, row in enumerate(listed, 1)],
    }
    for name in names:
        data[name] = [row.attributes.get(name) for row in listed]
    return from_columns(data, names, source)


def from_columns(
    data: Mapping[str, list[object]], attributes: tuple[str, ...], source: str
) -> EventLog:
    """Build from columns already named as ``raw`` wants them (used by the XES and OCEL readers)."""
    whole = {"row_no", "ts", "began"}
    arrays = {
        name: pa.array(values, pa.int64() if name in whole else pa.string())
        for name, values in data.items()
    }
    db = database()
    db.register("incoming", pa.table(arrays))
    db.execute("CREATE TABLE raw AS SELECT * FROM incoming")
    db.unregister("incoming")
    return build(db, source, attributes=attributes)


def _finish(
    db: duckdb.DuckDBPyConnection, table: Table, attributes: tuple[str, ...], notes: list[str]
) -> EventLog:
    log = build(db, table.source, attributes=attributes, first_row=table.first_row)
    return EventLog(
        db, log.source, log.attributes, (*notes, *log.notes), has_start_times=log.has_start_times
    )


def _instant(at: datetime | None, n: int, column: str, source: str) -> int | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise BadLog(source, f"{at.isoformat()} has no time zone", "an aware time", n, column)
    return microseconds(at)


def _header(path: Path, delimiter: str | None) -> tuple[list[str], str]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            line = stream.readline(1_000_000)
    except FileNotFoundError as error:
        raise BadLog(path.name, "no such file", str(path)) from error
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise BadLog(path.name, str(error), "text in UTF-8", 1) from error
    chosen = delimiter or max(DELIMITERS, key=line.count)
    names = next(csv.reader([line], delimiter=chosen), [])
    if not any(name.strip() for name in names):
        raise BadLog(path.name, "no header", "names of the columns in the first row", 1)
    named = [name if name.strip() else f"column {n}" for n, name in enumerate(names, 1)]
    lowered = [name.lower() for name in named]
    for name in named:
        if lowered.count(name.lower()) > 1:
            raise BadLog(path.name, f'two columns called "{name}"', "different names", 1)
    return named, chosen


def _with_line(error: BadLog) -> BadLog:
    """Put DuckDB's line number where our messages have theirs."""
    line = re.search(r"[Ll]ine:? (\d+)", error.found)
    if error.row is None and line is not None:
        return BadLog(error.source, error.found, error.expected, int(line.group(1)))
    return error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
