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
    for role, name in times.items():
        told = quoted(name)
        if _is_text(name, table.types):
            selected.append(
                f"CASE WHEN coalesce({told}, '') <> '' THEN regexp_matches({told}, {OFFSET}) END "
                f"AS aware_{role}"
            )
    _execute(db, f"CREATE TABLE raw AS SELECT {', '.join(selected)} FROM {table.scan}", table)
    return attributes, _zones(db, table, times)


PLAIN = {
    "case": "case_id",
    "activity": "activity",
    "resource": "resource",
    "group": "grp",
    "lifecycle": "lifecycle",
    "instance": "instance",
}
RESERVED = {
    *PLAIN.values(),
    "row_no",
    "ts",
    "began",
    "case_no",
    "first_row",
    "aware_time",
    "aware_start",
}


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
    """Refuse times that are none, and columns with and without offsets; note times of a zone.

    An event needs its time; a start may be blank but not unreadable.
    """
    notes = []
    for role, name in times.items():
        if not _is_text(name, table.types):
            row = _first(db, "SELECT min(row_no) FROM raw WHERE ts IS NULL")
            if role == "time" and row is not None:
                raise _unread(db, table, name, row)
            if table.types[name] != "TIMESTAMP WITH TIME ZONE":
                notes.append(_naive_note(db, name))
            continue
        seen = _Seen.of(db, role)
        if seen.unread is not None:
            raise _unread(db, table, name, seen.unread)
        if seen.naive and seen.aware:
            raise BadLog(
                table.source,
                f"{seen.naive} times without an offset from UTC, {seen.aware} with one "
                f"(first: row {(seen.first_aware or 0) + table.first_row})",
                "all times with an offset, or none",
                (seen.first_naive or 0) + table.first_row,
                name,
            )
        if seen.naive:
            notes.append(_naive_note(db, name))
    return notes


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one text column of times holds: how many with an offset, where the first ones stand."""

    unread: int | None
    naive: int
    aware: int
    first_naive: int | None
    first_aware: int | None

    @classmethod
    def of(cls, db: duckdb.DuckDBPyConnection, role: str) -> _Seen:
        flag = f"aware_{role}"
        unread = "ts IS NULL" if role == "time" else f"began IS NULL AND {flag} IS NOT NULL"
        row = db.execute(
            f"""
            SELECT min(row_no) FILTER ({unread}), count(*) FILTER (NOT {flag}),
                   count(*) FILTER ({flag}), min(row_no) FILTER (NOT {flag}),
                   min(row_no) FILTER ({flag}) FROM raw
            """
        ).fetchall()[0]
        db.execute(f"ALTER TABLE raw DROP COLUMN {flag}")
        return cls(*row)


def _naive_note(db: duckdb.DuckDBPyConnection, name: str) -> str:
    zone = db.execute("SELECT current_setting('TimeZone')").fetchall()[0][0]
    return f'times in "{name}" carry no offset from UTC; read as times of {zone}'


def _first(db: duckdb.DuckDBPyConnection, sql: str) -> int | None:
    row = db.execute(sql).fetchall()[0][0]
    return None if row is None else int(row)
