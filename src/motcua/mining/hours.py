"""Opening hours in one line of text, as a person types them on a command line.

``Mon-Fri 08:00-12:00 13:30-17:30; Sat 08:00-11:30``
"""

from __future__ import annotations

import csv
from datetime import date, time
from pathlib import Path

from motcua.mining.errors import BadLog

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Week = dict[int, tuple[tuple[time, time], ...]]


def parse_hours(text: str) -> Week:
    """The hours of each weekday (0 = Monday). Raises ``ValueError`` that quotes the bad part."""
    week: Week = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        days, *spans = part.split()
        if not spans:
            raise ValueError(f'"{part}" names days but no hours such as 08:00-12:00')
        for day in _days(days):
            week[day] = week.get(day, ()) + tuple(_span(span) for span in spans)
    if not week:
        raise ValueError(f'"{text}" holds no opening hours')
    return {day: tuple(sorted(spans)) for day, spans in week.items()}


def read_days_off(path: Path) -> frozenset[date]:
    """Days off from a CSV whose first column holds ISO dates; a header is allowed."""
    found = set()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for n, row in enumerate(csv.reader(stream), 1):
            if not row or not row[0].strip():
                continue
            try:
                found.add(date.fromisoformat(row[0].strip()))
            except ValueError as error:
                if n == 1:
                    continue
                raise BadLog(path.name, f'"{row[0]}"', "a date such as 2025-09-02", n) from error
    return frozenset(found)


def _days(text: str) -> list[int]:
    first, _, last = text.lower().partition("-")
    try:
        low, high = DAYS.index(first[:3]), DAYS.index((last or first)[:3])
    except ValueError as error:
        raise ValueError(f'"{text}" is no weekday or range such as Mon-Fri') from error
    if high < low:
        raise ValueError(f'"{text}" runs backwards')
    return list(range(low, high + 1))


def _span(text: str) -> tuple[time, time]:
    opens, _, closes = text.partition("-")
    try:
        span = time.fromisoformat(opens), time.fromisoformat(closes)
    except ValueError as error:
        raise ValueError(f'"{text}" is no span such as 08:00-12:00') from error
    if span[1] <= span[0]:
        raise ValueError(f'"{text}" closes before it opens')
    return span
