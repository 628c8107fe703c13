"""The search's rosters cover every set of fields, and cost what branch and bound says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.planner.roster import roster_day
from motcua.planner.roster_cover import Cells, cheapest, field_sets, people_needed
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.staffing import Requirement, Workload

pytestmark = pytest.mark.pure
SHIFTS = (
    Shift("day", 0, 4, breaks=(2,)),
    Shift("early", 0, 2, part_time=True),
    Shift("late", 2, 4, part_time=True),
)
SKILLS = (
    *(SkillSet(f"{n}", frozenset({n})) for n in range(3)),
    SkillSet("0 + 1", frozenset({0, 1}), 1.05),
    SkillSet("*", frozenset({0, 1, 2}), 1.15),
)


def requirement(load: np.ndarray, pooled: np.ndarray) -> Requirement:
    work = Workload(
        ("p",), ("a", "b", "c"), np.ones((1, 3, 4)), 30, np.full(3, 9.0), np.ones(3), np.ones(3)
    )
    return Requirement(work, pooled[None], np.ceil(load[None]).astype(np.int64), load[None])


loads = st.lists(st.floats(0, 4), min_size=12, max_size=12).map(lambda v: np.reshape(v, (3, 4)))
pools = st.lists(st.integers(0, 9), min_size=4, max_size=4).map(np.array)


@settings(max_examples=40, deadline=None)
@given(loads, pools)
def test_same_cost_as_branch_and_bound_over_all_columns(load, pooled):
    asked = requirement(load, pooled)
    found = roster_day(asked, 0, SHIFTS, SKILLS, gap=0.0)
    every = roster_day(asked, 0, SHIFTS, SKILLS, gap=0.0, people_most=500)
    assert not found.short
    assert not every.short
    assert found.proven
    assert found.cost == pytest.approx(every.cost, abs=1e-6)
    assert found.bound <= found.cost + 1e-6
    paid = np.outer([s.paid_slots for s in SHIFTS], [k.cost for k in SKILLS])
    assert found.cost == pytest.approx((found.count * paid).sum())


@settings(max_examples=40, deadline=None)
@given(loads, pools, st.floats(0, 0.2))
def test_every_set_of_fields_is_covered_within_the_gap(load, pooled, gap):
    """Also the needs that were left out because they follow from others."""
    found = roster_day(requirement(load, pooled), 0, SHIFTS, SKILLS, gap=gap)
    duty, sets = found.on_duty(4), field_sets(3)
    for fields, need in zip(sets, people_needed(load, pooled, sets), strict=True):
        assert (duty[[bool(k.fields & fields) for k in SKILLS]].sum(axis=0) >= need).all()
    assert found.cost <= found.bound * (1 + gap) + 1e-6


def test_nothing_needed_is_nobody():
    found = roster_day(requirement(np.zeros((3, 4)), np.zeros(4, int)), 0, SHIFTS, SKILLS)
    assert found.people == found.cost == found.bound == 0


def test_the_same_roster_each_time():
    load = np.random.default_rng(5).uniform(0, 4, (3, 4))
    asked = requirement(load, np.array([8, 9, 7, 8]))
    first, second = (roster_day(asked, 0, SHIFTS, SKILLS) for _ in range(2))
    assert (first.count == second.count).all()


def test_no_time_is_no_roster():
    rng = np.random.default_rng(0)
    sets = field_sets(3)
    need = people_needed(rng.uniform(1, 4, (3, 4)), np.full(4, 9), sets)
    cells = Cells.of(np.array([s.covers(4) for s in SHIFTS]), SKILLS, sets, need)
    assert cheapest(cells, np.ones(15), 0.0, 0.0) is None


def test_many_fields_look_at_pairs_only():
    sets = field_sets(9)
    assert len(sets) == 9 + 36 + 1
    assert sets[-1] == frozenset(range(9))
