"""OCEL 2.0 as an SQLite file: two maps of type names, and one table per type."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from motcua.mining.errors import BadLog
from motcua.mining.log import EPOCH, quoted
from motcua.mining.ocel import Event, Object, Ocel, Relations
from motcua.mining.ocel_json import instant, stamp

SQL_TYPE = {"string": "TEXT", "time": "TIMESTAMP", "integer": "INTEGER", "float": "REAL"}
OCEL_TYPE = {"TEXT": "string", "TIMESTAMP": "time", "INTEGER": "integer", "REAL": "float"}
OWN = {"ocel_id", "ocel_time", "ocel_changed_field"}
SCHEMA = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT REFERENCES event_map_type(ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT REFERENCES object_map_type(ocel_type));
CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event(ocel_id),
  ocel_object_id TEXT REFERENCES object(ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object(ocel_id),
  ocel_target_id TEXT REFERENCES object(ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""


def read_sqlite(path: Path) -> Ocel:
    """Read and check a file; ``BadLog`` names the table that lacks or does not fit."""
    if not path.is_file():
        raise BadLog(path.name, "no such file", str(path))
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return _read(db, path.name)
    except sqlite3.DatabaseError as error:
        raise BadLog(path.name, str(error), "an OCEL 2.0 SQLite file") from error


def write_sqlite(ocel: Ocel, path: Path) -> None:
    """Write a new file; an existing one is refused, never overwritten."""
    if path.exists():
        raise FileExistsError(f"{path} exists already; choose another name")
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(SCHEMA)
        for kind, types in (("event", ocel.event_types), ("object", ocel.object_types)):
            for name, mapped in _mapped(types).items():
                db.execute(f"INSERT INTO {kind}_map_type VALUES (?, ?)", (name, mapped))
                _create(db, kind, mapped, types[name])
        _put_objects(db, ocel)
        _put_events(db, ocel)


def _read(db: sqlite3.Connection, source: str) -> Ocel:
    relations: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for owner, target, qualifier in db.execute(
        "SELECT ocel_event_id, ocel_object_id, ocel_qualifier FROM event_object"
    ):
        relations[f"e{owner}"].append((target, qualifier or ""))
    for owner, target, qualifier in db.execute(
        "SELECT ocel_source_id, ocel_target_id, ocel_qualifier FROM object_object"
    ):
        relations[f"o{owner}"].append((target, qualifier or ""))
    joined: Mapping[str, Relations] = {key: tuple(found) for key, found in relations.items()}
    event_types, events = _read_events(db, joined, source)
    object_types, objects = _read_objects(db, joined, source)
    return Ocel(event_types, object_types, events, objects, source)


def _read_events(
    db: sqlite3.Connection, relations: Mapping[str, Relations], source: str
) -> tuple[dict[str, dict[str, str]], tuple[Event, ...]]:
    types, found = {}, {}
    for name, mapped in db.execute("SELECT ocel_type, ocel_type_map FROM event_map_type"):
        table = f"event_{mapped}"
        types[name] = _attributes(db, table)
        for n, row in enumerate(_rows(db, table), 1):
            told = {k: str(v) for k, v in row.items() if k not in OWN and v is not None}
            at = instant(row["ocel_time"], f"{source} {table}", n, "ocel_time")
            key = str(row["ocel_id"])
            found[key] = Event(key, name, at, told, relations.get(f"e{key}", ()))
    order = [str(key) for (key,) in db.execute("SELECT ocel_id FROM event ORDER BY rowid")]
    return types, tuple(found[key] for key in order if key in found)


def _read_objects(
    db: sqlite3.Connection, relations: Mapping[str, Relations], source: str
) -> tuple[dict[str, dict[str, str]], tuple[Object, ...]]:
    types: dict[str, dict[str, str]] = {}
    values: defaultdict[str, list[tuple[str, object, str]]] = defaultdict(list)
    for name, mapped in db.execute("SELECT ocel_type, ocel_type_map FROM object_map_type"):
        table = f"object_{mapped}"
        types[name] = _attributes(db, table)
        for row in _rows(db, table):
            changed = row.get("ocel_changed_field")
            at = row["ocel_time"] or stamp(EPOCH)
            for key, value in row.items():
                if key not in OWN and value is not None and changed in (None, key):
                    values[str(row["ocel_id"])].append((key, at, str(value)))
    objects = tuple(
        Object(
            str(key),
            name,
            tuple(
                (a, instant(at, f"{source} object", n, "ocel_time"), v)
                for a, at, v in values[str(key)]
            ),
            relations.get(f"o{key}", ()),
        )
        for n, (key, name) in enumerate(
            db.execute("SELECT ocel_id, ocel_type FROM object ORDER BY rowid"), 1
        )
    )
    return types, objects


def _attributes(db: sqlite3.Connection, table: str) -> dict[str, str]:
    return {
        name: OCEL_TYPE.get(kind, "string")
        for _, name, kind, *_ in db.execute(f"PRAGMA table_info({quoted(table)})")
        if name not in OWN
    }


def _rows(db: sqlite3.Connection, table: str) -> Iterable[dict[str, object]]:
    cursor = db.execute(f"SELECT * FROM {quoted(table)} ORDER BY rowid")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _mapped(types: Iterable[str]) -> dict[str, str]:
    """A table name per type: letters and digits only, different even without regard to case."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for name in types:
        plain = re.sub(r"\W", "", name.title()) or "Type"
        mapped, n = plain, 2
        while mapped.lower() in taken:
            mapped, n = f"{plain}{n}", n + 1
        taken.add(mapped.lower())
        chosen[name] = mapped
    return chosen


def _create(db: sqlite3.Connection, kind: str, mapped: str, attributes: Mapping[str, str]) -> None:
    columns = "".join(f", {quoted(a)} {SQL_TYPE.get(t, 'TEXT')}" for a, t in attributes.items())
    changed = ", ocel_changed_field TEXT" if kind == "object" else ""
    db.execute(
        f"CREATE TABLE {quoted(f'{kind}_{mapped}')} (ocel_id TEXT REFERENCES {kind}(ocel_id), "
        f"ocel_time TIMESTAMP{changed}{columns})"
    )


def _put_objects(db: sqlite3.Connection, ocel: Ocel) -> None:
    tables = _mapped(ocel.object_types)
    db.executemany("INSERT INTO object VALUES (?, ?)", [(o.id, o.type) for o in ocel.objects])
    for o in ocel.objects:
        table = quoted(f"object_{tables[o.type]}")
        first = {a: v for a, at, v in reversed(o.values) if at == EPOCH}
        _insert(db, table, {"ocel_id": o.id, "ocel_time": stamp(EPOCH), **first})
        for a, at, v in o.values:
            if at != EPOCH:
                own = {"ocel_id": o.id, "ocel_time": stamp(at), "ocel_changed_field": a}
                _insert(db, table, {**own, a: v})
    db.executemany(
        "INSERT INTO object_object VALUES (?, ?, ?)",
        [(o.id, target, q) for o in ocel.objects for target, q in o.relations],
    )


def _put_events(db: sqlite3.Connection, ocel: Ocel) -> None:
    tables = _mapped(ocel.event_types)
    db.executemany("INSERT INTO event VALUES (?, ?)", [(e.id, e.type) for e in ocel.events])
    for e in ocel.events:
        row = {"ocel_id": e.id, "ocel_time": stamp(e.time), **e.attributes}
        _insert(db, quoted(f"event_{tables[e.type]}"), row)
    db.executemany(
        "INSERT INTO event_object VALUES (?, ?, ?)",
        [(e.id, target, q) for e in ocel.events for target, q in e.relations],
    )


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, str]) -> None:
    columns = ", ".join(quoted(name) for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
