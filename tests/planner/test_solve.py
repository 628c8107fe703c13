"""Every model against the best of all plans, on problems small enough to try everything."""

import numpy as np
import pytest

from motcua.planner.check import check
from motcua.planner.questions import (
    Capacitated,
    Limit,
    MaxCover,
    PCentre,
    PMedian,
    SetCover,
    WorstShare,
)
from motcua.planner.result import Status
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds
from tests.planner.tiny import best, best_assignment, tiny

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]
QUICK = MaxSeconds(30)

QUESTIONS = [
    PMedian(Limit(1)),
    PMedian(Limit(3)),
    PMedian(Limit(2), rural_weight=3.0),
    PMedian(Limit(3), within=18),
    MaxCover(Limit(1), 9),
    MaxCover(Limit(3), 7),
    SetCover(14),
    PCentre(Limit(2)),
    PCentre(Limit(4)),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_equals_the_best_of_all_plans(seed, question):
    problem = tiny(seed)
    result = solve(problem, question, stop=QUICK)
    expected = best(problem, question)
    if expected is None:
        assert result.status is Status.IMPOSSIBLE
        assert result.why_not
        return
    assert result.status is Status.OPTIMAL
    assert result.value == pytest.approx(expected)
    verdict = check(problem, question, result.plan.tolist(), result.assignment.tolist())
    assert verdict.sound
    assert verdict.value == pytest.approx(result.value)


@pytest.mark.parametrize("seed", range(3))
def test_worst_tenth_is_bracketed_by_value_and_bound(seed):
    problem = tiny(seed, whole=False)
    question = WorstShare(Limit(3), share=0.3)
    result = solve(problem, question, stop=MaxSeconds(6, gap=1e-4))
    expected = best(problem, question)
    assert result.value == pytest.approx(expected)
    assert result.bound <= expected * (1 + 1e-9)
    assert result.gap < 0.01


@pytest.mark.parametrize("seed", range(3))
def test_share_within_is_bracketed_by_value_and_bound(seed):
    problem = tiny(seed)
    question = PMedian(Limit(3), within=6, share=0.7)
    result = solve(problem, question, stop=MaxSeconds(4))
    expected = best(problem, question)
    if expected is None:
        assert result.status in (Status.IMPOSSIBLE, Status.UNKNOWN)
        return
    assert result.value >= expected - 1e-9
    assert result.bound <= expected + 1e-9
    assert result.value <= expected * 1.05


@pytest.mark.parametrize("seed", range(3))
def test_budget_places_and_closing_costs(seed):
    random = np.random.default_rng(seed)
    problem = tiny(
        seed,
        open_cost=random.integers(1, 9, 7),
        close_cost=random.integers(0, 4, 7),
        existing=random.random(7) < 0.5,
        place=[0, 0, 1, 1, 2, 3, 4],
        must_open=[0, 0, 1, 0, 0, 0, 0],
        barred=[0, 0, 0, 0, 0, 0, 1],
    )
    for question in (
        PMedian(Limit(budget=22)),
        PMedian(Limit(3, 24)),
        MaxCover(Limit(budget=20), 8),
    ):
        expected = best(problem, question)
        result = solve(problem, question, stop=QUICK)
        assert result.status is Status.OPTIMAL
        assert result.value == pytest.approx(expected)
        assert check(problem, question, result.plan.tolist()).sound


@pytest.mark.parametrize("seed", range(3))
def test_set_cover_by_cost_keeps_what_is_dear_to_close(seed):
    random = np.random.default_rng(seed)
    problem = tiny(
        seed,
        open_cost=random.integers(1, 9, 7),
        close_cost=random.integers(0, 12, 7),
        existing=random.random(7) < 0.6,
    )
    question = SetCover(12, by_cost=True)
    result = solve(problem, question, stop=QUICK)
    assert result.status is Status.OPTIMAL
    assert result.value == pytest.approx(best(problem, question))


@pytest.mark.parametrize("limit", [None, Limit(2)])
@pytest.mark.parametrize("seed", range(3))
def test_capacities(seed, limit):
    random = np.random.default_rng(seed)
    problem = tiny(
        seed,
        sites=4,
        demand=6,
        open_cost=random.integers(5, 40, 4),
        capacity_people=random.integers(12, 22, 4),
    )
    question = Capacitated(limit)
    result = solve(problem, question, stop=QUICK)
    expected = best_assignment(problem, question)
    if expected is None:
        assert result.status is Status.IMPOSSIBLE
        assert result.why_not
        return
    assert result.status is Status.OPTIMAL
    assert result.value == pytest.approx(expected)
    assert check(problem, question, result.plan.tolist(), result.assignment.tolist()).sound
