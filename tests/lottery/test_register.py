"""The register is a function of the leaves: rosters, absences, calendar, work that moves on."""

from base64 import urlsafe_b64encode
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from motcua.lottery.draw import DrawRefused
from motcua.lottery.register import Calendar, Register, decode

pytestmark = pytest.mark.pure

MONDAY, FRIDAY, NEXT = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)
A, B = (urlsafe_b64encode(bytes([n]) * 16).rstrip(b"=").decode() for n in (1, 2))


def roster(branch: str, day: date, *lines: list[Any], near: tuple[str, ...] = ()) -> dict[str, Any]:
    rows = [[who, cap, ["land"], []] for who, cap in lines]
    return {
        "t": "roster",
        "b": branch,
        "from": day.isoformat(),
        "nb": list(near),
        "c": [],
        "o": rows,
    }


def absence(who: str, first: date, last: date) -> dict[str, Any]:
    return {"t": "absence", "o": who, "first": first.isoformat(), "last": last.isoformat()}


def test_the_latest_roster_in_force_counts() -> None:
    register = Register.of(
        [
            roster("B07", MONDAY, [A, 1000]),
            roster("B07", FRIDAY, [A, 500]),
            roster("B07", FRIDAY, [A, 250]),
        ]
    )
    assert register.roster("B07", date(2026, 3, 1)) is None
    for day, capacity in ((MONDAY, 1000), (date(2026, 3, 5), 1000), (FRIDAY, 250), (NEXT, 250)):
        assert register.officer(decode(A), day).capacity == capacity
    with pytest.raises(DrawRefused):
        register.officer(decode(B), NEXT)
    assert register.post(decode(B), NEXT) is None


def test_days_present_leave_out_weekends_holidays_and_absences() -> None:
    leaves = [roster("B07", MONDAY, [A, 1000], [B, 500])]
    register = Register.of(leaves)
    assert register.days_present(decode(A), NEXT) == 5000
    assert register.days_present(decode(B), NEXT) == 2500
    policy = {"t": "policy", "off": ["2026-03-04"], "on": ["2026-03-07"]}
    register = Register.of([*leaves, policy, absence(A, FRIDAY, FRIDAY)])
    assert register.days_present(decode(A), NEXT) == 4000
    assert register.days_present(decode(B), NEXT) == 2500
    assert not register.present(decode(A), FRIDAY)
    assert register.present(decode(A), NEXT)


def test_calendar() -> None:
    plain = Calendar(frozenset({MONDAY}), frozenset({date(2026, 3, 8)}))
    assert [plain.works(date(2026, 3, day)) for day in range(1, 10)] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
        True,
        True,
    ]


def test_work_moves_on_whatever_the_order_within_a_batch() -> None:
    events = [
        {"t": "assigned", "d": "x", "n": 1, "o": A, "w": 700},
        {"t": "recused", "d": "x", "n": 2, "o": A},
        {"t": "manual", "d": "x", "n": 3, "o": B, "w": 700},
    ]
    for order in permutations(events):
        register = Register.of(order)
        assert register.assigned[decode(A)] == 0
        assert register.assigned[decode(B)] == 700
    register = Register.of(events[:1])
    assert register.assigned[decode(A)] == 700
    register.take({"t": "reassigned", "d": "x", "n": 2, "o": A})
    assert register.assigned[decode(A)] == 0
    register.take({"t": "heartbeat"})


def test_counted_days_follow_later_leaves() -> None:
    register = Register.of([roster("B07", MONDAY, [A, 1000], [B, 500])])
    assert register.days_present(decode(A), NEXT) == 5000
    assert register.days_present(decode(B), NEXT) == 2500
    register.take(absence(A, FRIDAY, NEXT))
    assert register.days_present(decode(A), NEXT) == 4000
    assert register.days_present(decode(B), NEXT) == 2500
    register.take({"t": "policy", "off": ["2026-03-03"], "on": []})
    assert register.days_present(decode(A), NEXT) == 3000
    register.take(roster("B08", date(2026, 3, 5), [B, 1000]))
    register.take(roster("B07", date(2026, 3, 5), [A, 1000]))
    # Monday and Wednesday half time at one branch, Thursday and Friday full time at the other.
    assert register.days_present(decode(B), NEXT) == 500 + 500 + 1000 + 1000
