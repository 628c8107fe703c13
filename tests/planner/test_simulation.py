from __future__ import annotations

import numpy as np
import pytest

from motcua.planner.erlang import queue
from motcua.planner.roster_model import SkillSet
from motcua.planner.simulation import MEASURES, Estimate, Scenario, compare, simulate
from motcua.planner.simulation_whatif import close_point, go_online, mobile_day, move_people
from motcua.planner.staffing import Target, Workload

pytestmark = pytest.mark.pure
FIELDS = ("land", "business")
SKILLS = (SkillSet("land", frozenset({0})), SkillSet("*", frozenset({0, 1})))


def city(scale: float = 1.0, slots: int = 16) -> Scenario:
    arrivals = np.full((3, 2, slots), 6.0) * scale
    work = Workload(
        ("A", "B", "C"),
        FIELDS,
        arrivals,
        30.0,
        np.array([10.0, 12.0]),
        np.array([1.0, 0.5]),
        np.array([40.0, 40.0]),
    )
    duty = np.zeros((3, 2, slots), np.int64)
    duty[:, 0], duty[:, 1] = 2, 3
    return Scenario.of("now", work, SKILLS, duty)


TARGET = Target(15, 0.9)


def test_a_long_day_agrees_with_theory() -> None:
    """One field, one skill, constant rate and staff, 4,000 slots: M/M/c + M."""
    work = Workload(
        ("A",),
        ("f",),
        np.full((1, 1, 4000), 24.0),
        30.0,
        np.array([10.0]),
        np.ones(1),
        np.full(1, 20.0),
    )
    duty = np.full((1, 1, 4000), 8, np.int64)
    scenario = Scenario.of("m", work, (SkillSet("f", frozenset({0})),), duty)
    found = simulate(scenario, Target(5, 0.9), days=10)
    theory = queue(8, 0.8, 10, patience=20, target=5)
    for measure, want in (
        ("mean_wait", theory.mean_wait),
        ("left", theory.leaves),
        ("in_time", theory.in_time),
        ("occupancy", theory.occupancy),
    ):
        estimate = found.estimate(measure)
        assert abs(estimate.mean - want) <= 1.8 * estimate.half
    waiting = theory.mean_wait * 0.8  # Little
    assert found.waiting[0, 100:].mean() == pytest.approx(waiting, rel=0.05)


def test_the_same_seed_gives_the_same_days() -> None:
    a, b = (simulate(city(), TARGET, days=5, seed=3) for _ in range(2))
    for name in MEASURES:
        assert (a.days[name] == b.days[name]).all()
    other = simulate(city(), TARGET, days=5, seed=4)
    assert (a.days["visits"] != other.days["visits"]).any()


def test_nothing_changed_is_exactly_zero_and_common_numbers_narrow_the_interval() -> None:
    base = simulate(city(), TARGET, days=20)
    assert all(
        e.mean == e.half == 0 for e in compare(base, simulate(city(), TARGET, days=20)).values()
    )
    more = move_people(city(), "A", "B", 1, "*")
    paired = compare(base, simulate(more, TARGET, days=20))["mean_wait"]
    apart = (
        base.days["mean_wait"][:, -1]
        - simulate(more, TARGET, days=20, seed=9).days["mean_wait"][:, -1]
    )
    assert paired.half < 0.7 * Estimate.of(apart).half


def test_closing_sends_the_same_people_elsewhere() -> None:
    base, closed = city(), close_point(city(), "A", "B")
    before, after = simulate(base, TARGET, days=8), simulate(closed, TARGET, days=8)
    assert (before.days["visits"][:, -1] == after.days["visits"][:, -1]).all()
    assert (after.days["visits"][:, 0] == 0).all()
    merged = before.days["visits"][:, 0] + before.days["visits"][:, 1]
    assert (after.days["visits"][:, 1] == merged).all()
    assert compare(before, after)["mean_wait"].high < 0  # one big queue beats two small ones


def test_more_people_never_harm_and_online_never_harms() -> None:
    base = simulate(city(), TARGET, days=8)
    fuller = city().duty + 1
    helped = compare(
        base, simulate(Scenario.of("x", city().workload, SKILLS, fuller), TARGET, days=8)
    )
    assert helped["mean_wait"].mean <= 0
    online = compare(base, simulate(go_online(city(), "business"), TARGET, days=8))
    assert online["mean_wait"].mean <= 0
    assert online["visits"].mean == pytest.approx(-3 * 6 * 16, rel=0.1)


def test_a_mobile_day_serves_its_share() -> None:
    changed = mobile_day(city(), "xe", ["A", "C"], 0.5, 3, "*")
    found = simulate(changed, TARGET, days=8)
    assert found.days["visits"][:, 3].mean() == pytest.approx(0.5 * 2 * 2 * 6 * 16, rel=0.1)
    assert changed.duty[3, 1].tolist() == [3] * 16


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: close_point(s, "A", "A"), "cannot take over from itself"),
        (lambda s: close_point(s, "Z", "A"), 'no point "Z"; there are: A, B, C'),
        (lambda s: move_people(s, "A", "B", 9, "*"), "at most 3"),
        (lambda s: move_people(s, "A", "B", 1, "tax"), 'no skill set "tax"'),
        (lambda s: go_online(s, "tax"), 'no field "tax"'),
        (lambda s: go_online(s, "land", 2.0), "share of 0"),
        (lambda s: mobile_day(s, "A", ["B"], 0.5, 1, "*"), 'a point "A" already'),
        (lambda s: mobile_day(s, "x", ["B"], 1.5, 1, "*"), "share 1.5"),
        (lambda s: simulate(s, TARGET, days=1), "at least 2"),
        (
            lambda s: compare(simulate(s, TARGET, days=2), simulate(s, TARGET, days=3)),
            "same number of days",
        ),
    ],
)
def test_hostile_input(change: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        change(city())  # type: ignore[operator]
