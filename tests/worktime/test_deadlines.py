from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from motcua.worktime.deadlines import apology_due, clock_start, deadline, supplement_notice_due
from motcua.worktime.instants import LOCAL
from motcua.worktime.rules import DECREE_61_2018, DECREE_309_2026
from motcua.worktime.suspension import Effect, Suspension
from motcua.worktime.units import SAME_DAY, working_days
from motcua.worktime.vietnam import hanoi

pytestmark = pytest.mark.pure


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


MONDAY, TUESDAY, FRIDAY = (at(f"2025-03-{day} 09:00") for day in ("03", "04", "07"))


def test_old_text_counts_from_reception() -> None:
    assert clock_start(DECREE_61_2018, received=MONDAY, complete=FRIDAY) == MONDAY
    assert clock_start(DECREE_61_2018, received=MONDAY) == MONDAY


def test_new_text_counts_from_complete_reception() -> None:
    assert clock_start(DECREE_309_2026, received=MONDAY) is None
    assert clock_start(DECREE_309_2026, received=MONDAY, complete=TUESDAY) == TUESDAY


def test_non_boundary_counts_from_the_competent_agency() -> None:
    def start(**events: datetime) -> datetime | None:
        return clock_start(DECREE_309_2026, received=MONDAY, non_boundary=True, **events)

    assert start(complete=MONDAY) is None
    assert start(complete=MONDAY, competent=FRIDAY) == FRIDAY
    assert start(complete=FRIDAY, competent=TUESDAY) == FRIDAY


@pytest.mark.parametrize(
    ("received", "same_day", "five_days"),
    [
        ("2025-03-03 14:59", "2025-03-03 17:00", "2025-03-10 17:00"),
        ("2025-03-03 15:00", "2025-03-03 17:00", "2025-03-10 17:00"),
        ("2025-03-03 15:01", "2025-03-04 17:00", "2025-03-11 17:00"),
        ("2025-01-24 15:01", "2025-02-03 17:00", "2025-02-10 17:00"),
    ],
)
def test_the_cut_off_moves_same_day_results_and_starts(
    received: str, same_day: str, five_days: str
) -> None:
    calendar, rules = hanoi(), DECREE_61_2018
    assert deadline(calendar, rules, at(received), SAME_DAY).due == at(same_day)
    assert deadline(calendar, rules, at(received), working_days(5)).due == at(five_days)


def test_a_rule_set_can_leave_the_start_where_it_is() -> None:
    strict = replace(DECREE_61_2018, cut_off_moves_start=False)
    late = at("2025-03-03 15:01")
    assert deadline(hanoi(), strict, late, working_days(5)).due == at("2025-03-10 17:00")
    assert deadline(hanoi(), strict, late, SAME_DAY).due == at("2025-03-04 17:00")


def test_a_supplement_handed_in_late_in_the_day_counts_from_the_next() -> None:
    def due(handed_in: str) -> datetime | None:
        row = Suspension(TUESDAY, at(handed_in), "02", Effect.RESTARTS)
        return deadline(hanoi(), DECREE_61_2018, MONDAY, working_days(5), [row]).due

    assert due("2025-03-12 15:00") == at("2025-03-19 17:00")
    assert due("2025-03-12 15:01") == at("2025-03-20 17:00")


def test_an_open_supplement_leaves_the_due_date_unknown() -> None:
    row = Suspension(TUESDAY, None, "02", Effect.RESTARTS)
    assert deadline(hanoi(), DECREE_61_2018, MONDAY, working_days(5), [row]).due is None


def test_notice_of_missing_papers_within_three_working_days() -> None:
    assert supplement_notice_due(hanoi(), DECREE_61_2018, MONDAY) == at("2025-03-06 17:00")
    assert supplement_notice_due(hanoi(), DECREE_61_2018, at("2025-01-24 10:00")) == at(
        "2025-02-05 17:00"
    )


@pytest.mark.parametrize(
    ("due", "latest"),
    [
        ("2025-03-11 17:00", "2025-03-10 17:00"),
        ("2025-03-10 17:00", "2025-03-07 17:00"),
        ("2025-02-03 17:00", "2025-01-24 17:00"),
    ],
)
def test_apology_at_least_one_day_before_expiry(due: str, latest: str) -> None:
    assert apology_due(hanoi(), DECREE_61_2018, at(due)) == at(latest)
