"""Laws of the ledger that hold for every limit, calendar and heap of suspensions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.worktime.arithmetic import add
from motcua.worktime.instants import LOCAL
from motcua.worktime.suspension import Effect, Suspension, due, reckon
from motcua.worktime.units import TimeLimit, Unit
from motcua.worktime.vietnam import Saturday, hanoi

pytestmark = pytest.mark.pure

ORIGIN = datetime(2025, 1, 13, tzinfo=LOCAL)  # two weeks before Tết
calendars = st.sampled_from([hanoi(saturday=saturday) for saturday in Saturday])
instants = st.integers(0, 60 * 24 * 50).map(lambda minutes: ORIGIN + timedelta(minutes=minutes))
starts = st.integers(0, 60 * 24 * 10).map(lambda minutes: ORIGIN + timedelta(minutes=minutes))
limits = st.one_of(
    st.builds(TimeLimit, st.integers(0, 25), st.just(Unit.WORKING_DAY)),
    st.builds(TimeLimit, st.integers(1, 40), st.sampled_from([Unit.WORKING_HOUR, Unit.HOUR])),
    st.builds(TimeLimit, st.integers(1, 30), st.just(Unit.CALENDAR_DAY)),
    st.builds(TimeLimit, st.integers(1, 2), st.just(Unit.MONTH)),
)


@st.composite
def suspensions(draw, effects=tuple(Effect), *, may_be_open=True):
    begins, ends = sorted((draw(instants), draw(instants)))
    open_ = may_be_open and draw(st.integers(0, 9)) == 0
    return Suspension(begins, None if open_ else ends, "form", draw(st.sampled_from(effects)))


ledgers = st.lists(suspensions(), max_size=6)
closed_ledgers = st.lists(suspensions(may_be_open=False), max_size=6)


@given(calendars, starts, limits, ledgers, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(calendar, start, limit, rows, random):
    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert reckon(calendar, start, limit, rows) == reckon(calendar, start, limit, shuffled)


@given(calendars, starts, limits, ledgers.filter(bool), st.data())
def test_cutting_a_suspension_in_two_changes_nothing(calendar, start, limit, rows, data):
    chosen = data.draw(st.sampled_from(rows))
    length = int(((chosen.ends or ORIGIN + timedelta(days=60)) - chosen.begins).total_seconds())
    cut = chosen.begins + timedelta(minutes=data.draw(st.integers(0, length // 60)))
    pieces = [
        Suspension(chosen.begins, cut, chosen.form, chosen.effect),
        Suspension(cut, chosen.ends, chosen.form, chosen.effect),
    ]
    recut = [row for row in rows if row is not chosen] + pieces
    assert reckon(calendar, start, limit, rows) == reckon(calendar, start, limit, recut)


@given(
    calendars, starts, limits, closed_ledgers, suspensions((Effect.EXCLUDES,), may_be_open=False)
)
def test_one_more_pause_never_brings_the_due_date_forward(calendar, start, limit, rows, more):
    assert due(calendar, start, limit, [*rows, more]) >= due(calendar, start, limit, rows)


@given(starts, limits, closed_ledgers, suspensions(may_be_open=False))
def test_nor_does_a_restart_where_all_days_are_equally_long(start, limit, rows, more):
    assume(limit.unit is not Unit.MONTH)  # months are not equally long either
    assert due(hanoi(), start, limit, [*rows, more]) >= due(hanoi(), start, limit, rows)


@given(starts, st.integers(1, 25), closed_ledgers)
def test_a_limit_in_working_days_has_used_eight_hours_a_day_when_due(start, days, rows):
    counted = reckon(hanoi(), start, TimeLimit(days, Unit.WORKING_DAY), rows)
    assert counted.net_minutes(counted.due) == days * 480


@given(calendars, starts, limits, closed_ledgers)
def test_never_due_inside_an_exclusion_that_took_effect(calendar, start, limit, rows):
    counted = reckon(calendar, start, limit, rows)
    assert all(span.ends <= counted.due for span in counted.excluded)


@given(calendars, starts, limits, ledgers, instants)
def test_gross_is_at_least_net(calendar, start, limit, rows, at):
    counted = reckon(calendar, start, limit, rows)
    at = max(at, start)
    assert counted.gross_minutes(at) >= counted.net_minutes(at) >= 0


@given(calendars, starts, limits, ledgers, instants, instants)
def test_net_time_and_share_never_run_backwards(calendar, start, limit, rows, one, other):
    counted = reckon(calendar, start, limit, rows)
    early, late = sorted((max(one, start), max(other, start)))
    assert counted.net_minutes(early) <= counted.net_minutes(late)
    if counted.due:
        assert counted.share_used(early) <= counted.share_used(late)


@given(calendars, starts, st.integers(1, 40), closed_ledgers)
def test_a_limit_in_hours_is_used_up_exactly_when_due(calendar, start, hours, rows):
    for unit in (Unit.WORKING_HOUR, Unit.HOUR):
        counted = reckon(calendar, start, TimeLimit(hours, unit), rows)
        assert counted.net_minutes(counted.due) == hours * 60


@given(calendars, starts, limits, suspensions())
def test_a_pause_after_the_end_heals_nothing(calendar, start, limit, late):
    plain = add(calendar, start, limit)
    if late.begins > plain:
        assert due(calendar, start, limit, [late]) == plain


@given(calendars, starts, limits, suspensions((Effect.RESTARTS,), may_be_open=False))
def test_a_restart_is_a_new_start(calendar, start, limit, supplement):
    if start <= supplement.begins <= add(calendar, start, limit):
        expected = add(calendar, supplement.ends, limit)
        assert due(calendar, start, limit, [supplement]) == expected


@given(calendars, starts, limits, ledgers, st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_steps_are_in_order_and_end_at_the_due_date(calendar, start, limit, rows, shares):
    counted = reckon(calendar, start, limit, rows)
    steps = counted.steps(shares)
    if counted.due is None:
        assert steps is None
        return
    assert len(steps) == len(shares)
    assert steps == sorted(steps)
    assert steps[0] >= counted.runs_from
    assert steps[-1] == counted.due
