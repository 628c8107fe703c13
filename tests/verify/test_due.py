"""Due days follow from the policy that the log published; the verifier names those that do not."""

import json
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.worktime.calendar import Calendar
from motcua.worktime.deadlines import deadline
from motcua.worktime.rows import Closing, DayOff, Hours, MakeupDay, Period
from motcua.worktime.rules import DECREE_309_2026
from motcua.worktime.units import TimeLimit, Unit
from tests.verify.city import CATALOGUE, digest_of, write
from tests.verify.handmade import Plain
from tests.verify.loaded import VERIFIER
from tests.verify.run import Outcome, verify

pytestmark = [pytest.mark.pure, pytest.mark.slow]

LOCAL = timezone(timedelta(hours=7))
ROWS: dict[str, Any] = json.loads(CATALOGUE)["calendars"]["office"] | {
    "hours": [[day, [[480, 720], [780, 1020]], "", "", 1] for day in range(5)]
    + [[5, [[480, 690]], "2026-04-01", "", 1], [5, [[480, 690]], "", "2026-03-31", 0]],
    "off": ["2026-04-30", "2026-05-01"],
    "on": [["2026-05-09", 3]],
    "shut": [["2026-05-04", []], ["2026-05-05", [[600, 900]]]],
}
OURS = Calendar(
    "office",
    date(2026, 1, 1),
    date(2027, 12, 31),
    tuple(
        Hours(day, tuple(Period(*span) for span in spans), from_, until, counts=bool(counts))
        for day, spans, from_, until, counts in (
            (
                day,
                spans,
                date.fromisoformat(since) if since else None,
                date.fromisoformat(until) if until else None,
                counts,
            )
            for day, spans, since, until, counts in ROWS["hours"]
        )
    ),
    days_off=tuple(DayOff(date.fromisoformat(day), "") for day in ROWS["off"]),
    makeup_days=(MakeupDay(date(2026, 5, 9), like=3),),
    closings=(
        Closing(date(2026, 5, 4), "storm"),
        Closing(date(2026, 5, 5), "flood", (Period(600, 900),)),
    ),
)
LIMITS = st.one_of(
    st.tuples(st.integers(0, 30), st.just("working_day")),
    st.tuples(st.integers(1, 60), st.just("calendar_day")),
    st.tuples(st.integers(1, 14), st.just("month")),
    st.tuples(st.integers(1, 100), st.sampled_from(["hour", "working_hour"])),
    st.tuples(st.integers(1, 3000), st.just("working_minute")),
)


@settings(max_examples=60, deadline=None)
@given(LIMITS, st.integers(0, 60))
def test_the_legal_clock_gives_these_days_and_no_others(limit: tuple[int, str], ahead: int) -> None:
    day = date(2026, 4, 1) + timedelta(days=ahead)
    value, unit = limit
    theirs = set(
        VERIFIER.due_days(
            VERIFIER.Calendar(ROWS), day.toordinal(), value, unit, 15 * 60, moves=True
        )
    )
    minutes = [*range(0, 1440, 97), 479, 480, 719, 720, 780, 900, 901, 1019, 1020, 1439]
    ours = set()
    for minute in minutes:
        start = datetime.combine(day, time(minute // 60, minute % 60), LOCAL)
        counted = deadline(OURS, DECREE_309_2026, start, TimeLimit(value, Unit(unit)))
        assert counted.due is not None
        ours.add(counted.due.astimezone(LOCAL).date().toordinal())
    assert ours == theirs


def policy(**rows: Any) -> bytes:
    limits = {"1.004873": ["civil", [["", 5, "working_day"]]], "1.000894": ["civil", []]}
    limits["1.000894"][1] = [["", 0, "working_day"], ["2026-03-01", 8, "hour"]]
    given = json.loads(CATALOGUE) | {
        "calendars": {"office": ROWS, "police": ROWS | {"off": ["2026-03-09"]}},
        "branches": {"B07": ["office"], "B08": ["police"]},
        "parts": [["2026-03-01", "civil", "2.001", 3, "working_day"]],
        "procedures": {
            code: {"field": field, "limits": each} for code, (field, each) in limits.items()
        },
    }
    return json.dumps(given | rows, sort_keys=True, separators=(",", ":")).encode()


def judged(
    folder: Path, due: str, code: str = "1.004873", branch: str = "B07", **rows: Any
) -> Outcome:
    """A dossier received on Monday, 2 March 2026."""
    text, city = policy(**rows), Plain(officers=3)
    city.emit("policy", c=digest_of(text), off=[], on=[])
    city.publish()
    case = city.file(branch, code)
    leaf = city.pending[-1]
    city.pending[-1] = leaf | {"due": due}
    assert case.n == 1
    city.publish()
    write(folder / "log", city.batches, policy=text)
    return verify(folder / "log", now=city.time)


@pytest.mark.parametrize(
    ("code", "branch", "due", "right"),
    [
        ("1.004873", "B07", "2026-03-09", True),  # in time for the cut-off
        ("1.004873", "B07", "2026-03-10", True),  # after 15:00
        ("1.004873", "B07", "2026-03-11", False),
        ("1.004873", "B07", "2026-03-06", False),
        ("1.004873", "B08", "2026-03-10", True),  # the other calendar has the 9th off
        ("1.004873", "B08", "2026-03-09", False),
        ("1.004873", "X9", "2026-03-11", True),  # an unknown branch: any calendar
        ("1.000894", "B07", "2026-03-02", True),
        ("1.000894", "B07", "2026-03-04", False),
        ("2.001", "B07", "2026-03-05", True),  # a part of an interlinked procedure
        ("civil", "B07", "2026-03-05", True),  # any procedure of the field
        ("civil", "B07", "2026-03-20", False),
        ("1.999", "B07", "2026-03-05", False),
        ("other", "B07", "2026-12-01", True),
    ],
)
def test_a_due_day_that_the_policy_does_not_give(
    tmp_path: Path, code: str, branch: str, due: str, right: bool
) -> None:
    outcome = judged(tmp_path, due, code, branch)
    assert outcome.codes == (set() if right else {"due"}), outcome.text
    said = "not held to it (other) 1" if code == "other" else "held to the policy 1"
    assert said in outcome.text
    assert (
        right
        or f"{code}, received on 2026-03-02" in outcome.text
        or "no time limit" in (outcome.text)
    )


def test_a_limit_of_a_later_version_does_not_count_yet(tmp_path: Path) -> None:
    later = {"1.004873": {"field": "civil", "limits": [["2026-03-03", 5, "working_day"]]}}
    assert judged(tmp_path, "2026-03-09", procedures=later).codes == {"due"}


def test_a_late_entry_is_due_from_the_day_it_claims(tmp_path: Path) -> None:
    for claimed, right in (("2026-02-25", True), ("2026-02-26", False)):
        city = Plain(officers=3)
        city.emit("policy", c=digest_of(policy()), off=[], on=[])
        city.publish()
        case = city.file("B07", "1.004873")
        city.pending[-1] = city.pending[-1] | {"due": "2026-03-04"}
        case.last = VERIFIER.hashlib.sha256(
            b"\x00" + json.dumps(city.pending[-1], sort_keys=True, separators=(",", ":")).encode()
        ).digest()
        city.event(case, "corrected", c=claimed)
        city.publish()
        write(tmp_path / claimed / "log", city.batches, policy=policy())
        outcome = verify(tmp_path / claimed / "log", now=city.time)
        assert outcome.codes == (set() if right else {"due"}), outcome.text


ODD: list[Any] = [None, [], {}, "x", -1, 10**15, [["", 10**15, "month"]], [["", 1, "year"]]]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("row", ["calendars", "procedures", "parts", "rules", "branches", "format"])
def test_odd_policies_are_findings_and_no_crash(tmp_path: Path, row: str, value: Any) -> None:
    outcome = judged(tmp_path, "2026-03-09", **{row: value})
    assert outcome.codes <= {"policy", "due"}
    harmless = (("branches", {}), ("parts", []), ("parts", {}))
    assert outcome.codes or row == "rules" or (row, value) in harmless


def test_a_policy_that_is_not_served_or_is_another(tmp_path: Path) -> None:
    judged(tmp_path / "a", "2026-03-09")
    file = next((tmp_path / "a/log/policy").iterdir())
    file.write_bytes(file.read_bytes() + b" ")
    outcome = verify(tmp_path / "a/log")
    assert "not the file whose hash was logged" in outcome.text
    file.unlink()
    assert "policy" in verify(tmp_path / "a/log").codes
    city = Plain(officers=3)
    city.file("B07", "1.004873")
    city.publish()
    write(tmp_path / "b/log", city.batches)
    outcome = verify(tmp_path / "b/log", now=city.time)
    assert outcome.code == 0
    assert "due days are not checked" in outcome.text
