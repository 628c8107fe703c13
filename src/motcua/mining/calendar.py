"""The working calendar: how much open time lies between two moments.

Opening hours are disjoint intervals [oᵢ, cᵢ). With the running total Wᵢ = Σⱼ₍ⱼ<ᵢ₎ (cⱼ − oⱼ), the
open time up to t is W(t) = Wᵢ + min(t, cᵢ) − oᵢ for the last interval that began by t, and the
working time from s to t is W(t) − W(s). W is computed once per event; every analysis is then a
difference of two numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from motcua.mining.log import EventLog, microseconds, moment

Hours = Sequence[tuple[time, time]]


@dataclass(frozen=True)
class WorkingCalendar:
    """Disjoint opening intervals in order, microseconds since 1970; ``covers`` is what it knows."""

    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    covers: tuple[int, int]

    def __post_init__(self) -> None:
        if len(self.opens) != len(self.closes) or not len(self.opens):
            raise ValueError("a calendar needs at least one opening, each with its closing")
        if (self.closes <= self.opens).any():
            at = moment(self.opens[int(np.argmax(self.closes <= self.opens))])
            raise ValueError(f"the opening of {at.isoformat()} closes before it opens")
        if (self.opens[1:] < self.closes[:-1]).any():
            at = moment(self.opens[int(np.argmax(self.opens[1:] < self.closes[:-1])) + 1])
            raise ValueError(f"openings overlap or are out of order at {at.isoformat()}")

    @classmethod
    def of(cls, openings: Iterable[tuple[datetime, datetime]]) -> WorkingCalendar:
        """From aware datetimes, in order. The calendar covers the days from first to last."""
        pairs = [(microseconds(a), microseconds(b)) for a, b in openings]
        if not pairs:
            raise ValueError("a calendar needs at least one opening")
        opens, closes = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
        return cls(opens, closes, (int(opens[0]), int(closes[-1])))

    @classmethod
    def weekly(
        cls,
        first: date,
        last: date,
        hours: Mapping[int, Hours],
        zone: str,
        closed: Collection[date] = (),
    ) -> WorkingCalendar:
        """The same ``hours`` every week (0 = Monday), except on ``closed`` days."""
        if last < first:
            raise ValueError(f"the calendar ends on {last} before it begins on {first}")
        place = ZoneInfo(zone)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        openings = [
            (
                microseconds(datetime.combine(day, opening, place)),
                microseconds(datetime.combine(day, closing, place)),
            )
            for day in days
            if day not in closed
            for opening, closing in hours.get(day.weekday(), ())
        ]
        if not openings:
            raise ValueError(f"no opening hours between {first} and {last}")
        opens, closes = (np.array(column, np.int64) for column in zip(*openings, strict=True))
        whole = (
            microseconds(datetime.combine(first, time.min, place)),
            microseconds(datetime.combine(last + timedelta(days=1), time.min, place)),
        )
        return cls(opens, closes, whole)

    def worked(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """W(t) in microseconds for each t."""
        before = np.concatenate(([0], np.cumsum(self.closes - self.opens)[:-1]))
        index = np.searchsorted(self.opens, at, side="right") - 1
        known = np.maximum(index, 0)
        inside = np.minimum(at, self.closes[known]) - self.opens[known]
        return np.where(index < 0, 0, before[known] + inside)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from ``start`` to ``end``."""
        low, high = self.worked(np.array([microseconds(start), microseconds(end)]))
        return timedelta(microseconds=int(high - low))


def with_calendar(log: EventLog, calendar: WorkingCalendar) -> EventLog:
    """The same log with working time filled in.

    Raises ``ValueError`` when the calendar does not cover the whole log: time it knows nothing
    about would silently count as closed.
    """
    low, high = log.span
    begins, ends = (moment(edge) for edge in calendar.covers)
    if low < begins or high > ends:
        raise ValueError(
            f"the calendar covers {begins:%Y-%m-%d} to {ends:%Y-%m-%d}, "
            f"the log runs from {low:%Y-%m-%d} to {high:%Y-%m-%d}; extend the calendar"
        )
    known = log.db.sql(
        "SELECT began, ts, coalesce(prev_ts, ts) AS prev_ts, pos = 1 AS first FROM event"
    ).fetchnumpy()
    first = np.asarray(known["first"])
    worked = {
        "work_began": pa.array(calendar.worked(np.asarray(known["began"]))),
        "work": pa.array(calendar.worked(np.asarray(known["ts"]))),
        "prev_work": pa.array(calendar.worked(np.asarray(known["prev_ts"])), mask=first),
    }
    log.db.register("worked", pa.table(worked))
    plain = "SELECT * EXCLUDE (work_began, work, prev_work) FROM event"
    log.db.execute(
        "CREATE OR REPLACE TABLE event AS SELECT * FROM "
        f"({plain if log.has_calendar else 'FROM event'}) POSITIONAL JOIN worked"
    )
    log.db.unregister("worked")
    return EventLog(
        log.db, log.source, log.attributes, log.notes, log.has_start_times, has_calendar=True
    )


def office_hours(
    log: EventLog, hours: Mapping[int, Hours], zone: str, closed: Collection[date] = ()
) -> WorkingCalendar:
    """A weekly calendar that covers exactly the days of ``log``."""
    low, high = (at.astimezone(ZoneInfo(zone)).date() for at in log.span)
    return WorkingCalendar.weekly(low, high, hours, zone, closed)
