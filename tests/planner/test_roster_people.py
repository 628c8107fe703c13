from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from motcua.planner.roster import DayRoster
from motcua.planner.roster_files import calendar_of, write_duties, write_shifts
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.roster_moves import suggest_moves
from motcua.planner.roster_people import Person, Rules, roster_week

pytestmark = pytest.mark.pure
LAND, BOTH = SkillSet("đất đai", frozenset({0})), SkillSet("*", frozenset({0, 1}))
DAY, EARLY, LATE = Shift("day", 0, 16), Shift("early", 0, 8), Shift("late", 24, 32)


def roster(shifts: tuple[Shift, ...], count: list[list[int]]) -> DayRoster:
    table = np.array(count, np.int64)
    return DayRoster("Điểm 1", shifts, (LAND, BOTH), table, {}, 0.0, 0.0, proven=True)


def people(*fields: set[int], **more: object) -> list[Person]:
    return [Person(f"P{n}", frozenset(f), **more) for n, f in enumerate(fields)]  # type: ignore[arg-type]


def test_a_week_is_filled_within_the_rules() -> None:
    days = [roster((DAY,), [[2, 1]])] * 5
    week = roster_week(days, people({0}, {0}, {0, 1}, {0, 1}), slot_minutes=30)
    assert week.unfilled == ()
    assert len(week.duties) == 15
    for day in range(5):
        today = [d for d in week.duties if d.day == day]
        assert len({d.person for d in today}) == len(today) == 3
        assert all(d.person in {"P2", "P3"} for d in today if d.skill is BOTH)


def test_skills_hours_days_off_and_doubles() -> None:
    days = [roster((DAY,), [[1, 0]])] * 6
    tired = roster_week(days, people({0}, weekly_minutes=960.0), slot_minutes=30)
    assert len(tired.duties) == 2
    assert sum(n for *_, n in tired.unfilled) == 4
    off = roster_week(days, people({0}, days_off=frozenset({0, 3})), slot_minutes=30)
    assert {d.day for d in off.duties}.isdisjoint({0, 3})
    few = roster_week(
        days, people({0}, weekly_minutes=1e6), slot_minutes=30, rules=Rules(days_most=4)
    )
    assert len(few.duties) == 4
    assert roster_week(days, people({1}), slot_minutes=30).duties == ()
    with pytest.raises(ValueError, match='two people called "P0"'):
        roster_week(days, people({0}) * 2, slot_minutes=30)


def test_rest_between_a_late_and_an_early_shift() -> None:
    """Late ends at slot 32 = 16 h after opening; early begins 8 h later: too short for 12 h."""
    days = [roster((EARLY, LATE), [[0, 0], [1, 0]]), roster((EARLY, LATE), [[1, 0], [0, 0]])]
    one = roster_week(days, people({0}), slot_minutes=30)
    assert len(one.duties) == 1
    short = roster_week(days, people({0}), slot_minutes=30, rules=Rules(rest_minutes=480))
    assert len(short.duties) == 2


def test_moves_take_the_nearest_who_can() -> None:
    minutes = np.array([[0.0, 10, 20], [10, 0, 90], [20, 90, 0]])
    have = np.array([[0, 0], [0, 2], [3, 0]])
    need = np.array([[3, 1], [0, 0], [0, 0]])
    found = suggest_moves(("a", "b", "c"), (LAND, BOTH), have, need, minutes)
    told = {(m.source, m.target, m.skill, m.serves, m.people) for m in found.moves}
    assert told == {
        ("b", "a", "*", "*", 1),
        ("b", "a", "*", "đất đai", 1),
        ("c", "a", "đất đai", "đất đai", 2),
    }
    assert found.unmet == {}
    near = suggest_moves(("a", "b", "c"), (LAND, BOTH), have, need, minutes, farthest_minutes=15)
    assert sum(near.unmet.values()) == 2
    assert suggest_moves(("a",), (LAND, BOTH), have[2:], need[1:2], np.zeros((1, 1))).moves == ()
    with pytest.raises(ValueError, match="have must be a table"):
        suggest_moves(("a", "b"), (LAND, BOTH), have, need, minutes)


def test_files(tmp_path: Path) -> None:
    day = roster((DAY,), [[2, 1]])
    rows = write_shifts(tmp_path / "s.csv", [day], 480, 30).read_text("utf-8").splitlines()
    assert rows[1:] == ["Điểm 1,day,08:00,16:00,,đất đai,2", "Điểm 1,day,08:00,16:00,,*,1"]
    person = [Person("Nguyễn, Văn; A", frozenset({0}))]
    week = roster_week([roster((DAY,), [[1, 0]])], person, slot_minutes=30)
    path = write_duties(tmp_path / "d.csv", [week], date(2025, 7, 7), 480, 30)
    assert '"Nguyễn, Văn; A",2025-07-07,08:00,16:00' in path.read_text("utf-8")
    told = calendar_of(
        week,
        date(2025, 7, 7),
        opens=480,
        slot=30,
        zone="Asia/Ho_Chi_Minh",
        stamp=datetime(2025, 7, 1, tzinfo=UTC),
    )
    assert "DTSTART:20250707T010000Z\r\n" in told
    assert "DTEND:20250707T090000Z\r\n" in told
    assert r"SUMMARY:Nguyễn\, Văn\; A: đất đai" in told
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    assert told.startswith("BEGIN:VCALENDAR\r\n")
    assert told.endswith("END:VCALENDAR\r\n")
    with pytest.raises(ValueError, match="no time zone"):
        calendar_of(
            week, date(2025, 7, 7), opens=480, slot=30, zone="UTC", stamp=datetime(2025, 7, 1)
        )
