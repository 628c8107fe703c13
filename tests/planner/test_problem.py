"""What cannot be meant is refused, with a sentence that says what is expected."""

import numpy as np
import pytest

from motcua.planner.problem import BadProblem, Demand, Problem, Sites
from motcua.planner.questions import Capacitated, Limit, MaxCover, PMedian, SetCover
from motcua.planner.result import Status
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]


def problem(metres, people=None, **sites):
    metres = np.array(metres, float)
    names = [f"s{i}" for i in range(len(metres))]
    people = np.ones(metres.shape[1]) if people is None else people
    return Problem(Sites.of(names, **sites), Demand.of(people), metres)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Sites.of(["a", "a"]), "id 'a' is already used by site 0"),
        (lambda: Sites.of([]), "at least one"),
        (lambda: Sites.of(["a"], open_cost=[-1]), "open_cost of 'a' is -1.0"),
        (lambda: Sites.of(["a"], open_cost=[1, 2]), "expected 1 values"),
        (lambda: Demand.of([1, -2]), "people of '1' is -2.0"),
        (lambda: Demand.of([1, np.nan]), "people of '1' is nan"),
        (lambda: Demand.of([1, np.inf]), "finite"),
        (lambda: problem([[1, -1]]), "distance from demand point '1' to site 's0' is -1.0"),
        (lambda: problem([[1, np.nan]]), "inf where there is no way"),
        (lambda: Problem(Sites.of(["a"]), Demand.of([1, 1]), np.ones((2, 2))), "1 rows"),
        (lambda: Limit(), "number of points or a budget"),
        (lambda: Limit(0), "expected 1 or more"),
        (lambda: MaxCover(Limit(1), 0.0), "radius is 0.0"),
        (lambda: PMedian(Limit(1), within=5, share=0), "share is 0"),
    ],
)
def test_refused(build, message):
    with pytest.raises(BadProblem, match=message):
        build()


@pytest.mark.parametrize(
    ("limit", "sites", "message"),
    [
        (Limit(3), {}, "3 points are asked for, but only 2 sites are usable"),
        (Limit(2), {"barred": [1, 0]}, "only 1 sites are usable"),
        (Limit(1), {"must_open": [1, 1]}, "2 sites must stay open, but only 1 points"),
        (Limit(budget=3), {"open_cost": [4, 5]}, "cheapest plan costs 4, the budget is 3"),
    ],
)
def test_limits_that_no_plan_keeps(limit, sites, message):
    with pytest.raises(BadProblem, match=message):
        solve(problem([[1, 2], [2, 1]], **sites), PMedian(limit))


def test_arrays_are_frozen_and_fingerprinted():
    a, b = problem([[1, 2], [2, 1]]), problem([[1, 2], [2, 3]])
    with pytest.raises(ValueError, match="read-only"):
        a.metres[0, 0] = 9
    with pytest.raises(ValueError, match="read-only"):
        a.demand.people[0] = 9
    assert a.fingerprint() == problem([[1, 2], [2, 1]]).fingerprint() != b.fingerprint()


def test_people_without_a_way_are_named_not_hidden():
    away = problem([[1, np.inf, 3], [2, np.inf, 1]], people=[10, 70, 10])
    result = solve(away, PMedian(Limit(1)), stop=MaxSeconds(3))
    assert "1 demand points (70 people) have no way to any site: 1" in result.why_not[0].reason
    assert result.assignment[1] == -1


def test_beyond_the_radius_names_who_and_the_radius_that_reaches_them():
    far = problem([[1, 9, 30], [2, 8, 25]])
    result = solve(far, SetCover(10), stop=MaxSeconds(3))
    assert result.status is Status.OPTIMAL
    assert result.why_not[0].demand == (2,)
    assert result.why_not[0].radius_needed == 25


def test_too_few_points_says_how_many_and_which_radius():
    apart = problem([[1, 50, 50], [50, 1, 50], [50, 50, 1]])
    result = solve(apart, PMedian(Limit(2), within=5), stop=MaxSeconds(20))
    assert result.status is Status.IMPOSSIBLE
    assert result.why_not[-1].points_needed == 3
    assert result.why_not[-1].radius_needed == 50


def test_capacity_below_demand_says_by_how_much():
    small = problem([[1, 1], [1, 1]], people=[30, 30], capacity_people=[20, 35])
    result = solve(small, Capacitated(), stop=MaxSeconds(3))
    assert result.status is Status.IMPOSSIBLE
    assert "capacity for 55 people, needed for 60" in result.why_not[0].reason


def test_who_is_reached_counts_usable_sites_and_real_ways_only():
    metres = np.array([[1.0, np.inf, 9.0], [5.0, np.inf, 2.0]])
    land = Problem(Sites.of(["a", "b"], barred=[1, 0]), Demand.of([1, 1, 1]), metres)
    assert land.reached_within(4.0).tolist() == [False, False, True]
    assert land.unreachable.tolist() == [False, True, False]
    assert land.beyond == 19.0
