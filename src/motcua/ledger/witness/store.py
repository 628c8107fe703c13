"""The state of a witness: the newest tree it cosigned, one row per log, in one SQLite file."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from motcua.tlog.witness import Answer, Head

_TABLE = """
CREATE TABLE IF NOT EXISTS head (
    role TEXT NOT NULL, origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
    PRIMARY KEY (role, origin)
)
"""


class Store:
    """Compare and persist in one transaction, durable before the answer leaves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(_TABLE)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        database.execute("PRAGMA synchronous = FULL")
        return database

    def head(self, role: str, origin: str) -> Head | None:
        """The newest tree of a log that was answered in this role."""
        database = self._open()
        try:
            return _head(database, role, origin)
        finally:
            database.close()

    def answered(self, role: str, origin: str, decide: Callable[[Head | None], Answer]) -> Answer:
        """Decide on the stored head and store the new one; nobody comes between the two."""
        database = self._open()
        try:
            database.execute("BEGIN IMMEDIATE")
            answer = decide(_head(database, role, origin))
            if answer.head is not None:
                database.execute(
                    "INSERT INTO head VALUES (?, ?, ?, ?) ON CONFLICT (role, origin) "
                    "DO UPDATE SET size = excluded.size, root = excluded.root",
                    (role, origin, answer.head.size, answer.head.root),
                )
            database.execute("COMMIT")
        finally:
            database.close()
        return answer


def _head(database: sqlite3.Connection, role: str, origin: str) -> Head | None:
    row = database.execute(
        "SELECT size, root FROM head WHERE role = ? AND origin = ?", (role, origin)
    ).fetchone()
    return Head(row[0], bytes(row[1])) if row else None
