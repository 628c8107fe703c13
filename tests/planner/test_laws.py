"""Laws every plan keeps, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Limit, MaxCover, PCentre, PMedian, SetCover
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds
from tests.planner.tiny import tiny

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
seeds = st.integers(0, 10**6)
QUESTIONS = st.sampled_from(
    [PMedian(Limit(3)), MaxCover(Limit(2), 8), SetCover(14), PCentre(Limit(3))]
)


def answer(problem, question):
    return solve(problem, question, stop=MaxSeconds(40))


def part(problem, sites, demand):
    return Problem(
        Sites.of([problem.sites.ids[i] for i in sites]),
        Demand.of(problem.demand.people[demand], ids=[problem.demand.ids[j] for j in demand]),
        problem.metres[np.ix_(sites, demand)],
    )


@few
@given(seeds, QUESTIONS)
def test_permuting_sites_and_people_changes_nothing(seed, question):
    problem = tiny(seed)
    random = np.random.default_rng(seed)
    turned = part(problem, random.permutation(7), random.permutation(12))
    assert answer(turned, question).value == pytest.approx(answer(problem, question).value)


@few
@given(seeds, st.sampled_from([PMedian(Limit(3)), MaxCover(Limit(2), 8)]))
def test_doubling_all_people_doubles_the_value_and_nothing_else(seed, question):
    problem = tiny(seed)
    double = Problem(problem.sites, Demand.of(problem.demand.people * 2), problem.metres)
    assert answer(double, question).value == pytest.approx(2 * answer(problem, question).value)


@few
@given(seeds, st.sampled_from([PMedian(Limit(2)), PCentre(Limit(2))]))
def test_one_more_site_to_choose_never_hurts(seed, question):
    problem = tiny(seed)
    fewer = part(problem, np.arange(6), np.arange(12))
    assert answer(problem, question).value <= answer(fewer, question).value + 1e-9


@few
@given(seeds, st.integers(1, 5))
def test_one_more_point_never_hurts(seed, points):
    problem = tiny(seed)
    more = answer(problem, PMedian(Limit(points + 1))).value
    assert more <= answer(problem, PMedian(Limit(points))).value + 1e-9
    wider = answer(problem, MaxCover(Limit(points + 1), 8)).value
    assert wider >= answer(problem, MaxCover(Limit(points), 8)).value - 1e-9


@few
@given(seeds, QUESTIONS)
def test_the_bound_is_on_the_right_side_at_every_moment(seed, question):
    log = answer(tiny(seed, sites=9, demand=30), question).log
    sign = -1 if isinstance(question, MaxCover) else 1
    assert log
    for line in log:
        assert sign * line.bound <= sign * line.value + 1e-6
    bounds = [sign * line.bound for line in log]
    assert bounds == sorted(bounds)


def test_the_same_seed_gives_the_same_plan():
    problem = tiny(5, sites=9, demand=40)
    plans = [answer(problem, PMedian(Limit(4))).plan.tolist() for _ in range(2)]
    assert plans[0] == plans[1]
