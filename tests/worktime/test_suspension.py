from __future__ import annotations

from datetime import datetime

import pytest

from motcua.worktime.errors import EndBeforeStart, LimitError, NaiveInstant
from motcua.worktime.instants import LOCAL
from motcua.worktime.suspension import Effect, Suspension, due, reckon, split
from motcua.worktime.units import SAME_DAY, TimeLimit, Unit, working_days
from motcua.worktime.vietnam import hanoi

pytestmark = pytest.mark.pure

START = "2025-03-03 09:00"  # a Monday
FIVE_DAYS = working_days(5)  # due 2025-03-10 17:00
TEN_HOURS = TimeLimit(10, Unit.WORKING_HOUR)  # due 2025-03-04 11:00


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def out(begins: str, ends: str | None) -> Suspension:
    return Suspension(at(begins), ends and at(ends), "payment order", Effect.EXCLUDES)  # type: ignore[arg-type]


def again(begins: str, ends: str | None) -> Suspension:
    return Suspension(at(begins), ends and at(ends), "02", Effect.RESTARTS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limit", "rows", "expected"),
    [
        (FIVE_DAYS, [], "2025-03-10 17:00"),
        # one working day out: Tuesday 10:00 to Wednesday 10:00 is eight working hours
        (FIVE_DAYS, [out("2025-03-04 10:00", "2025-03-05 10:00")], "2025-03-11 17:00"),
        (FIVE_DAYS, [out("2025-03-04 10:00", "2025-03-04 12:00")], "2025-03-11 10:00"),
        # the day of the start is not counted, so a pause on it excludes nothing
        (FIVE_DAYS, [out("2025-03-03 10:00", "2025-03-03 17:00")], "2025-03-10 17:00"),
        (FIVE_DAYS, [out("2025-03-03 10:00", "2025-03-04 09:00")], "2025-03-11 09:00"),
        # nights, lunch and weekends are no working time, so they exclude nothing
        (FIVE_DAYS, [out("2025-03-04 17:00", "2025-03-05 08:00")], "2025-03-10 17:00"),
        (FIVE_DAYS, [out("2025-03-07 17:00", "2025-03-10 08:00")], "2025-03-10 17:00"),
        # overlap counts once
        (
            FIVE_DAYS,
            [
                out("2025-03-04 10:00", "2025-03-04 12:00"),
                out("2025-03-04 11:00", "2025-03-04 12:00"),
            ],
            "2025-03-11 10:00",
        ),
        # a pause from within the limit to after its end stops it; one after the end does not
        (TEN_HOURS, [out("2025-03-04 10:00", "2025-03-06 08:00")], "2025-03-06 09:00"),
        (TEN_HOURS, [out("2025-03-04 11:00", "2025-03-06 08:00")], "2025-03-04 11:00"),
        (FIVE_DAYS, [out("2025-03-10 17:30", "2025-03-20 08:00")], "2025-03-10 17:00"),
        # a second pause counts when the first one has moved the end behind its beginning
        (
            TEN_HOURS,
            [
                out("2025-03-04 08:00", "2025-03-04 10:00"),
                out("2025-03-04 11:30", "2025-03-04 13:30"),
            ],
            "2025-03-04 15:00",
        ),
        (FIVE_DAYS, [out("2025-03-01 08:00", "2025-03-03 09:00")], "2025-03-10 17:00"),
        # a restart counts from zero, wipes earlier pauses, and needs a limit still running
        (FIVE_DAYS, [again("2025-03-05 09:00", "2025-03-12 09:00")], "2025-03-19 17:00"),
        (
            FIVE_DAYS,
            [
                out("2025-03-04 08:00", "2025-03-04 17:00"),
                again("2025-03-05 09:00", "2025-03-12 09:00"),
            ],
            "2025-03-19 17:00",
        ),
        (FIVE_DAYS, [again("2025-03-11 08:00", "2025-03-12 09:00")], "2025-03-10 17:00"),
        (FIVE_DAYS, [again("2025-03-10 17:00", "2025-03-12 09:00")], "2025-03-19 17:00"),
        # open ledgers
        (FIVE_DAYS, [out("2025-03-04 10:00", None)], None),
        (FIVE_DAYS, [again("2025-03-04 10:00", None)], None),
        (TimeLimit(24, Unit.HOUR), [out("2025-03-04 08:59", None)], None),
        (TimeLimit(24, Unit.HOUR), [out("2025-03-04 09:00", None)], "2025-03-04 09:00"),
        (FIVE_DAYS, [out("2025-03-11 10:00", None)], "2025-03-10 17:00"),
        (FIVE_DAYS, [again("2025-03-11 10:00", None)], "2025-03-10 17:00"),
        (
            FIVE_DAYS,
            [out("2025-03-04 10:00", None), again("2025-03-20 08:00", "2025-03-21 08:00")],
            None,
        ),
        # calendar units are pushed by the clock and end at the close of a working day
        (
            TimeLimit(5, Unit.CALENDAR_DAY),
            [out("2025-03-04 10:00", "2025-03-06 10:00")],
            "2025-03-10 17:00",
        ),
        (
            TimeLimit(10, Unit.CALENDAR_DAY),
            [out("2025-03-04 10:00", "2025-03-04 11:00")],
            "2025-03-14 17:00",
        ),
        (
            TimeLimit(10, Unit.CALENDAR_DAY),
            [out("2025-03-04 10:00", "2025-03-05 10:00")],
            "2025-03-14 17:00",
        ),
        (
            TimeLimit(5, Unit.CALENDAR_DAY),  # runs out on a Saturday, due on Monday
            [out("2025-03-10 09:00", "2025-03-12 18:00")],
            "2025-03-13 17:00",
        ),
        (
            TimeLimit(1, Unit.MONTH),
            [out("2025-03-04 00:00", "2025-03-11 00:00")],
            "2025-04-10 17:00",
        ),
        (
            TimeLimit(24, Unit.HOUR),
            [out("2025-03-03 20:00", "2025-03-04 02:00")],
            "2025-03-04 15:00",
        ),
        (SAME_DAY, [out("2025-03-03 10:00", "2025-03-03 11:00")], "2025-03-04 09:00"),
    ],
)
def test_due_by_hand(limit: TimeLimit, rows: list[Suspension], expected: str | None) -> None:
    assert due(hanoi(), at(START), limit, rows) == (expected and at(expected))


def test_consultation_between_offices_changes_nothing() -> None:
    consulted = Suspension(at("2025-03-04 10:00"), None, "consultation", Effect.NONE)
    assert due(hanoi(), at(START), FIVE_DAYS, [consulted]) == at("2025-03-10 17:00")


def test_gross_and_net_minutes() -> None:
    counted = reckon(hanoi(), at(START), TEN_HOURS, [out("2025-03-03 10:00", "2025-03-03 12:00")])
    assert counted.due == at("2025-03-04 14:00")
    assert counted.gross_minutes(at("2025-03-03 11:00")) == 120
    assert counted.net_minutes(at("2025-03-03 11:00")) == 60
    assert counted.net_minutes(at("2025-03-04 14:00")) == 600
    assert counted.share_used(at("2025-03-03 15:00")) == pytest.approx(0.3)
    assert counted.share_used(at("2025-03-04 15:00")) == pytest.approx(1.1)


def test_an_open_pause_freezes_the_share() -> None:
    counted = reckon(hanoi(), at(START), TEN_HOURS, [out("2025-03-03 14:00", None)])
    assert counted.due is None
    assert counted.share_used(at("2025-03-03 14:00")) == pytest.approx(0.4)
    assert counted.share_used(at("2025-03-20 14:00")) == pytest.approx(0.4)
    waiting = reckon(hanoi(), at(START), TEN_HOURS, [again("2025-03-03 14:00", None)])
    assert waiting.share_used(at("2025-03-20 14:00")) == 0.0
    assert waiting.net_minutes(at("2025-03-20 14:00")) == 0
    assert waiting.steps([1, 1]) is None


def test_steps_by_shares() -> None:
    # Monday 09:00 to Monday 17:00 a week later: 47 working hours
    assert split(hanoi(), at(START), FIVE_DAYS, [1, 1]) == [
        at("2025-03-06 08:30"),
        at("2025-03-10 17:00"),
    ]
    paused = reckon(hanoi(), at(START), TEN_HOURS, [out("2025-03-03 10:00", "2025-03-03 12:00")])
    assert paused.steps([0.2, 0.3, 0.5]) == [
        at("2025-03-03 14:00"),
        at("2025-03-03 17:00"),
        at("2025-03-04 14:00"),
    ]
    by_clock = split(hanoi(), at(START), TimeLimit(24, Unit.HOUR), [1, 3])
    assert by_clock == [at("2025-03-03 15:00"), at("2025-03-04 09:00")]


def test_a_step_too_short_for_a_minute_ends_where_the_count_begins() -> None:
    assert split(hanoi(), at(START), FIVE_DAYS, [1, 10**6])[0] == at(START)


@pytest.mark.parametrize("shares", [[], [0], [1, -1], [float("nan")], [float("inf")], ["x"]])
def test_bad_shares_are_refused(shares: list[object]) -> None:
    with pytest.raises(LimitError, match="shares"):
        split(hanoi(), at(START), FIVE_DAYS, shares)  # type: ignore[arg-type]


def test_bad_rows_are_refused() -> None:
    with pytest.raises(EndBeforeStart):
        out("2025-03-04 10:00", "2025-03-04 09:00")
    with pytest.raises(NaiveInstant):
        Suspension(datetime(2025, 3, 4), None, "02", Effect.RESTARTS)
    with pytest.raises(EndBeforeStart):
        reckon(hanoi(), at(START), FIVE_DAYS).gross_minutes(at("2025-03-01 09:00"))
    with pytest.raises(EndBeforeStart):
        reckon(hanoi(), at(START), FIVE_DAYS).net_minutes(at("2025-03-01 09:00"))
