from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from motcua.worktime.errors import CalendarDataError, OutsideCalendar
from motcua.worktime.rules import (
    DECREE_61_2018,
    RULES,
    ClockRules,
    ClockStart,
    rules_by_code,
    rules_on,
)
from motcua.worktime.units import working_days

pytestmark = pytest.mark.pure


def test_rule_sets_follow_each_other_without_gap_or_overlap() -> None:
    for older, newer in pairwise(RULES):
        assert older.valid_until is not None
        assert newer.valid_from == older.valid_until + timedelta(days=1)
    assert RULES[-1].valid_until is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 6, 21), "61/2018"),
        (date(2025, 6, 30), "61/2018"),
        (date(2025, 7, 1), "118/2025"),
        (date(2026, 8, 4), "118/2025"),
        (date(2026, 8, 5), "309/2026"),
        (date(2040, 1, 1), "309/2026"),
    ],
)
def test_the_day_of_reception_chooses_the_rule_set(day: date, code: str) -> None:
    assert rules_on(day) is rules_by_code(code)


def test_what_the_new_text_changes() -> None:
    new = rules_by_code("309/2026")
    assert DECREE_61_2018.starts_with is ClockStart.RECEPTION
    assert new.starts_with is ClockStart.COMPLETE_RECEPTION
    assert new.non_boundary_starts_with is ClockStart.COMPETENT_AGENCY
    assert new.cut_off == time(15, 0)
    assert new.supplement_notice == working_days(3)


def test_unconfirmed_names_real_parameters() -> None:
    names = {field.name for field in fields(ClockRules)}
    assert all(set(row.unconfirmed) <= names for row in RULES)


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(CalendarDataError, match="known: 61/2018"):
        rules_by_code("1/1900")
    with pytest.raises(OutsideCalendar, match="2018-06-21"):
        rules_on(date(2018, 6, 20))
    with pytest.raises(CalendarDataError, match="before 2018-06-21"):
        replace(DECREE_61_2018, valid_until=date(2018, 1, 1))
    with pytest.raises(CalendarDataError, match="negative"):
        replace(DECREE_61_2018, supplement_rounds=-1)
