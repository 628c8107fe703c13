"""Turn any table DuckDB can scan into ``raw``, the table that ``motcua.mining.build`` expects."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from motcua.mining.columns import Columns
from motcua.mining.errors import BadLog
from motcua.mining.log import literal, quoted

TIME_HINT = "a time such as 2025-07-01 08:30:00+07:00 (or give time_format)"
OFFSET = "'(Z|z|:[0-9]{2}([.][0-9]+)?[ ]?[+-][0-9]{2}(:?[0-9]{2})?)$'"


@dataclass(frozen=True, slots=True)
class Table:
    """Something to scan: SQL after ``FROM``, the names and types of its columns, its row 0."""

    scan: str
    types: dict[str, str]
    source: str
    first_row: int
    row_number: str = "row_number() OVER () - 1"


def stage(
    db: duckdb.DuckDBPyConnection, table: Table, columns: Columns, time_format: str | None
) -> tuple[tuple[str, ...], list[str]]:
    """Create ``raw``; return the case attributes kept and the notes.

    Raises ``BadLog`` for a missing column, a time that cannot be read, or a column where some
    times carry an offset and some do not (nobody could say which zone the latter mean).
    """
    named = columns.found_in(list(table.types), table.source)
    attributes = tuple(a for a in named.case_attributes if a.lower() not in RESERVED)
    times = {role: name for role in ("time", "start") if (name := getattr(named, role))}
    selected = [f"{table.row_number} AS row_no"]
    for role, target in PLAIN.items():
        name = getattr(named, role)
        selected.append(f"{_text(name)} AS {target}" if name else f"NULL::VARCHAR AS {target}")
    selected += [
        f"{_microseconds(times.get(role), table.types, time_format)} AS {target}"
        for role, target in (("time", "ts"), ("start", "began"))
    ]
    selected += [f"{_text(a)} AS {quoted(a)}" for a in attributes]
    _execute(db, f"CREATE TABLE raw AS SELECT {', '.join(selected)} FROM {table.scan}", table)
    _refuse_unread_times(db, table, times)
    return attributes, _zones(db, table, times)


PLAIN = {
    "case": "case_id",
    "activity": "activity",
    "resource": "resource",
    "group": "grp",
    "lifecycle": "lifecycle",
    "instance": "instance",
}
RESERVED = {*PLAIN.values(), "row_no", "ts", "began", "case_no", "first_row"}


def _text(name: str) -> str:
    return f"{quoted(name)}::VARCHAR"


def _is_text(name: str, types: dict[str, str]) -> bool:
    return types[name] == "VARCHAR"


def _microseconds(name: str | None, types: dict[str, str], time_format: str | None) -> str:
    if name is None:
        return "NULL::BIGINT"
    column = quoted(name)
    if not _is_text(name, types):
        return f"epoch_us({column}::TIMESTAMPTZ)"
    if time_format is not None:
        return f"epoch_us(try_strptime({column}, {literal(time_format)})::TIMESTAMPTZ)"
    return f"epoch_us(try_cast({column} AS TIMESTAMPTZ))"


def _execute(db: duckdb.DuckDBPyConnection, sql: str, table: Table) -> None:
    try:
        db.execute(sql)
    except duckdb.Error as error:
        raise BadLog(
            table.source, str(error).strip().split("\n")[0], "rows of the same shape"
        ) from error


def _refuse_unread_times(
    db: duckdb.DuckDBPyConnection, table: Table, times: dict[str, str]
) -> None:
    """An event needs its time; a start may be blank but not unreadable."""
    row = _first(db, "SELECT min(row_no) FROM raw WHERE ts IS NULL")
    if row is not None:
        raise _unread(db, table, times["time"], row)
    if "start" not in times or not _is_text(times["start"], table.types):
        return
    column = quoted(times["start"])
    row = _first(
        db,
        f"SELECT min(raw.row_no) FROM raw JOIN (SELECT {table.row_number} AS row_no, "
        f"{column} AS told FROM {table.scan}) AS t USING (row_no) "
        f"WHERE raw.began IS NULL AND coalesce(told, '') <> ''",
    )
    if row is not None:
        raise _unread(db, table, times["start"], row)


def _unread(db: duckdb.DuckDBPyConnection, table: Table, name: str, row: int) -> BadLog:
    """The message for a time that is blank or no time; fetches the text the file has there."""
    found = db.execute(
        f"SELECT told FROM (SELECT {table.row_number} AS n, {_text(name)} AS told "
        f"FROM {table.scan}) WHERE n = {row}"
    ).fetchall()
    told = found[0][0] if found else None
    shown = f'"{told}" is not a time' if told else "empty"
    return BadLog(table.source, shown, TIME_HINT, row + table.first_row, name)


def _zones(db: duckdb.DuckDBPyConnection, table: Table, times: dict[str, str]) -> list[str]:
    notes = []
    for name in times.values():
        if not _is_text(name, table.types):
            if table.types[name] != "TIMESTAMP WITH TIME ZONE":
                notes.append(_naive_note(db, name))
            continue
        naive, aware, first_naive, first_aware = _offsets(db, table, name)
        if naive and aware:
            raise BadLog(
                table.source,
                f"{naive} times without an offset from UTC, {aware} with one "
                f"(first: row {first_aware + table.first_row})",
                "all times with an offset, or none",
                first_naive + table.first_row,
                name,
            )
        if naive:
            notes.append(_naive_note(db, name))
    return notes


def _offsets(db: duckdb.DuckDBPyConnection, table: Table, name: str) -> tuple[int, int, int, int]:
    rows = db.execute(
        f"""
        SELECT count(*) FILTER (NOT aware), count(*) FILTER (aware),
               coalesce(min(n) FILTER (NOT aware), 0), coalesce(min(n) FILTER (aware), 0)
        FROM (SELECT {table.row_number} AS n, regexp_matches({quoted(name)}, {OFFSET}) AS aware
              FROM {table.scan} WHERE coalesce({quoted(name)}, '') <> '')
        """
    ).fetchall()
    naive, aware, first_naive, first_aware = rows[0]
    return naive, aware, first_naive, first_aware


def _naive_note(db: duckdb.DuckDBPyConnection, name: str) -> str:
    zone = db.execute("SELECT current_setting('TimeZone')").fetchall()[0][0]
    return f'times in "{name}" carry no offset from UTC; read as times of {zone}'


def _first(db: duckdb.DuckDBPyConnection, sql: str) -> int | None:
    row = db.execute(sql).fetchall()[0][0]
    return None if row is None else int(row)
