"""Rosters as CSV for a spreadsheet and as iCalendar (RFC 5545) for everybody's phone."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from motcua.planner.roster import DayRoster
from motcua.planner.roster_model import Shift
from motcua.planner.roster_people import Duty, WeekRoster

LINE = 75


def write_shifts(path: Path, rosters: Iterable[DayRoster], opens: float, slot: float) -> Path:
    """One row per point, shift and skill set with the number of people."""
    rows = [
        (
            roster.point,
            shift.name,
            clock(opens + shift.first * slot),
            clock(opens + shift.last * slot),
            " ".join(clock(opens + b * slot) for b in shift.breaks),
            skill.name,
            int(roster.count[s, k]),
        )
        for roster in rosters
        for s, shift in enumerate(roster.shifts)
        for k, skill in enumerate(roster.skills)
        if roster.count[s, k]
    ]
    head = ("point", "shift", "from", "to", "breaks", "skills", "people")
    return _write(path, head, rows)


def write_duties(
    path: Path, weeks: Iterable[WeekRoster], first: date, opens: float, slot: float
) -> Path:
    """One row per person and day."""
    rows = [
        (
            week.point,
            duty.person,
            (first + timedelta(days=duty.day)).isoformat(),
            clock(opens + duty.shift.first * slot),
            clock(opens + duty.shift.last * slot),
            duty.skill.name,
        )
        for week in weeks
        for duty in sorted(week.duties, key=lambda d: (d.day, d.person))
    ]
    return _write(path, ("point", "person", "date", "from", "to", "skills"), rows)


def calendar_of(
    week: WeekRoster,
    first: date,
    *,
    opens: float,
    slot: float,
    zone: str,
    stamp: datetime,
    person: str | None = None,
) -> str:
    """The iCalendar of a point's week, or of one person; ``stamp`` is when it was made (aware)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//motcua//roster//VI", "CALSCALE:GREGORIAN"]
    for duty in week.duties:
        if person in (None, duty.person):
            lines += _event(duty, week.point, first, opens, slot, zone, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def clock(minutes: float) -> str:
    """Minutes after midnight as 08:30."""
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"


def _event(
    duty: Duty, point: str, first: date, opens: float, slot: float, zone: str, stamp: datetime
) -> list[str]:
    begins, ends = _times(duty.shift, first + timedelta(days=duty.day), opens, slot, zone)
    unique = sha256(f"{point}|{duty.person}|{begins.isoformat()}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{unique}@motcua",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(begins)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_text(f'{duty.person}: {duty.skill.name}')}",
        f"LOCATION:{_text(point)}",
        "END:VEVENT",
    ]


def _times(
    shift: Shift, day: date, opens: float, slot: float, zone: str
) -> tuple[datetime, datetime]:
    midnight = datetime.combine(day, time(), ZoneInfo(zone))
    begins = midnight + timedelta(minutes=opens + shift.first * slot)
    return begins, midnight + timedelta(minutes=opens + shift.last * slot)


def _utc(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text.replace("\r", "")


def _folded(line: str) -> list[str]:
    """RFC 5545, 3.1: lines of at most 75 octets, cut between characters."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return [*pieces, piece]


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path
