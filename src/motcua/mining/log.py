"""The event table every analysis asks: built once, checked once, in one DuckDB database.

Table ``event`` (one row per event, sorted inside its case by time, file order on equal times):

==============  ===========================================================================
row_no          position in the file, from 0
case_no         number of the case, in order of first appearance
pos             1, 2, … inside the case
activity_no     number of the activity
resource_no     number of the person or post, or NULL
group_no        number of the agency or role, or NULL
began, ts       microseconds since 1970 UTC; equal when the log has only one time per event
prev_*          activity_no, resource_no, group_no and ts of the event before it in the case;
                NULL for the first
==============  ===========================================================================

``motcua.mining.calendar.with_calendar`` adds work_began, work and prev_work: began, ts and prev_ts
on the working calendar.

Tables ``cases(case_no, case_id, …case attributes)``, ``activity(no, name)``, ``resource(no, name)``
and ``grp(no, name)`` hold the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR_US = 3_600_000_000


@dataclass(frozen=True)
class EventLog:
    """A checked log. ``notes`` are plain sentences on what was odd but readable."""

    db: duckdb.DuckDBPyConnection
    source: str
    attributes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    has_start_times: bool = False
    has_calendar: bool = False

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Answer one SQL question on a cursor of its own."""
        return self.db.cursor().execute(sql, list(parameters)).fetchall()

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The single value of a one-row, one-column question."""
        return self.rows(sql, parameters)[0][0]

    @property
    def activities(self) -> dict[int, str]:
        return {int(no): str(name) for no, name in self.rows("SELECT no, name FROM activity")}

    @property
    def cases(self) -> int:
        return int(self.one("SELECT count(*) FROM cases"))

    @property
    def events(self) -> int:
        return int(self.one("SELECT count(*) FROM event"))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """First beginning and last end of any event (UTC)."""
        low, high = self.rows("SELECT min(began), max(ts) FROM event")[0]
        return moment(low), moment(high)


def moment(microseconds: int) -> datetime:
    """Microseconds since 1970 as an aware datetime in UTC."""
    return EPOCH + timedelta(microseconds=int(microseconds))


def microseconds(at: datetime) -> int:
    """An aware datetime as microseconds since 1970; exact, no floating point."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone; give an aware datetime")
    return (at - EPOCH) // timedelta(microseconds=1)


def quoted(name: str) -> str:
    """An SQL identifier, safe for any column name a file may carry."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string, safe for any text."""
    return "'" + text.replace("'", "''") + "'"
