"""How many due dates one core computes per second. Prints, asserts nothing about speed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

import pytest

from motcua.worktime.arithmetic import add
from motcua.worktime.deadlines import deadline
from motcua.worktime.instants import LOCAL
from motcua.worktime.reception import effective_reception
from motcua.worktime.rules import DECREE_309_2026
from motcua.worktime.suspension import Effect, Suspension, due
from motcua.worktime.units import TimeLimit, Unit, working_days
from motcua.worktime.vietnam import hanoi, vietnam

pytestmark = [pytest.mark.bench, pytest.mark.pure]

CALENDAR = hanoi()
ROUNDS, STARTS = 5, 20_000


def _starts() -> list[datetime]:
    draw = random.Random(20260805)
    origin = datetime(2024, 1, 1, tzinfo=LOCAL)
    return [origin + timedelta(minutes=draw.randrange(3 * 525_600)) for _ in range(STARTS)]


def _rate(question: Callable[[datetime], object], starts: list[datetime]) -> float:
    """Answers per second in the best of several rounds over random instants of three years."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        for start in starts:
            question(start)
        best = min(best, perf_counter() - began)
    return len(starts) / best


def _paused(start: datetime) -> list[Suspension]:
    hour = timedelta(hours=1)
    return [
        Suspension(start + 24 * hour, start + 30 * hour, "payment", Effect.EXCLUDES),
        Suspension(start + 48 * hour, start + 96 * hour, "02", Effect.RESTARTS),
    ]


def test_due_dates_per_second(capsys: pytest.CaptureFixture[str]) -> None:
    starts = _starts()
    ledgers = {start: _paused(start) for start in starts}
    twenty, hours = working_days(20), TimeLimit(40, Unit.WORKING_HOUR)
    days, month = TimeLimit(20, Unit.CALENDAR_DAY), TimeLimit(1, Unit.MONTH)
    rows: list[tuple[str, Callable[[datetime], object]]] = [
        ("add, 20 working days", lambda at: add(CALENDAR, at, twenty)),
        ("add, 40 working hours", lambda at: add(CALENDAR, at, hours)),
        ("add, 20 calendar days", lambda at: add(CALENDAR, at, days)),
        ("add, 1 month", lambda at: add(CALENDAR, at, month)),
        ("due, 20 working days, no ledger", lambda at: due(CALENDAR, at, twenty)),
        ("effective_reception", lambda at: effective_reception(CALENDAR, at)),
        (
            "reception + 20 working days",
            lambda at: add(CALENDAR, effective_reception(CALENDAR, at), twenty),
        ),
        ("deadline, no ledger", lambda at: deadline(CALENDAR, DECREE_309_2026, at, twenty)),
        ("due, pause and restart", lambda at: due(CALENDAR, at, twenty, ledgers[at])),
    ]
    rates = [(name, _rate(question, starts)) for name, question in rows]
    began = perf_counter()
    vietnam.__wrapped__()
    build = perf_counter() - began
    with capsys.disabled():
        print(f"\n{'question (one core)':<34} {'per second':>12}")
        for name, rate in rates:
            print(f"{name:<34} {rate:>12,.0f}")
        print(f"{'building a calendar of 18 years':<34} {build * 1000:>9,.0f} ms")
    assert all(rate > 0 for _, rate in rates)
