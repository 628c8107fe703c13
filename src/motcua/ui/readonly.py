"""Reading a page writes nothing: only reading SQL passes while a GET is answered."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections

# What a reading page sends: queries, savepoints of nested blocks, cursors of long lists.
READING_WORDS = frozenset(
    {
        "SELECT",
        "WITH",
        "VALUES",
        "TABLE",
        "EXPLAIN",
        "SHOW",
        "SET",
        "SAVEPOINT",
        "RELEASE",
        "ROLLBACK",
        "BEGIN",
        "DECLARE",
        "FETCH",
        "CLOSE",
    }
)
WRITING_INSIDE = re.compile(
    r"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|UPDATE\s+[\w\".]+\s+(?:AS\s+\w+\s+)?SET)\b"
)
LITERAL = re.compile(r"'(?:[^']|'')*'")
COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
# The session is the visitor's own state, not the centre's data; Django renews it on any request.
OWN_STATE = re.compile(r'\A(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?DJANGO_SESSION"?\b')

# The record *of* reading, which is the one thing that looking at a dossier has to write.
OF_READING = re.compile(r'\AINSERT\s+INTO\s+"?DOSSIERS_ACCESSRECORD"?\b')


class WroteWhileReadingError(RuntimeError):
    """A page tried to change data in answer to a GET: move the change into an action behind a
    POST.
    """


def is_reading(sql: str) -> bool:
    """Tell whether one SQL statement only reads (or touches nothing but the session table)."""
    statement = COMMENT.sub(" ", LITERAL.sub("''", sql)).upper().strip().lstrip("( ")
    if OWN_STATE.match(statement) or OF_READING.match(statement):
        return True
    first = statement.split(None, 1)[0] if statement else ""
    return first.rstrip(";") in READING_WORDS and not WRITING_INSIDE.search(statement)


def _refuse_writing(
    execute: Callable[..., Any], sql: str, params: Any, many: Any, context: dict[str, Any]
) -> Any:
    if not is_reading(sql):
        raise WroteWhileReadingError(f"a GET must not change data, but sent: {sql[:200]}")
    return execute(sql, params, many, context)


@contextmanager
def only_reads() -> Iterator[None]:
    """Refuse every writing statement on every database until the block ends."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_refuse_writing))
        yield
