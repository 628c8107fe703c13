"""The median search begins once more near its relaxation when the root is solved."""

import numpy as np
import pytest

from motcua.planner.branch import Pursuit
from motcua.planner.ground import prepare, site_numbers
from motcua.planner.median import MedianSearch
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Limit

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]


def plane(sites=40, demand=400, points=6, **options):
    random = np.random.default_rng(3)
    metres = np.hypot(*(random.random((sites, 1, 2)) - random.random((1, demand, 2))).T * 1000).T
    names = [f"s{i}" for i in range(sites)]
    problem = Problem(Sites.of(names, **options), Demand.of(random.integers(1, 9, demand)), metres)
    return prepare(problem, Limit(points))


def test_a_start_near_the_relaxation_keeps_what_is_required_and_the_number():
    required = np.zeros(40)
    required[[7, 30]] = 1
    search = MedianSearch(plane(must_open=required), seed=1)
    plan = search._near(np.array([3, 30, 5, 9, 11, 2], np.int32))
    assert plan.tolist() == [7, 30, 3, 5, 9, 11]


def test_the_solved_root_is_begun_from_once_and_never_loses_the_best_plan():
    ground = plane()
    search = MedianSearch(ground, seed=1)
    pursuit = Pursuit(ground, np.inf)
    search._like(pursuit)
    assert search._liked is None  # nothing to like before the root is solved
    pursuit.fixed, pursuit.hint = np.zeros(40, np.int8), np.arange(6, dtype=np.int32)
    search._like(pursuit)
    book = ground.ledger()
    for _ in search._start(book, search.random_plan(np.random.default_rng(1))):
        pass
    before, work = search.value, search.improve(book, np.random.default_rng(1))
    next(work)
    next(work)
    assert search._liked is None
    search._like(pursuit)
    assert search._liked is None
    assert search.value <= before
    assert len(set(search.plan.tolist())) == 6
    assert search.value == pytest.approx(search.cost_of(search.plan))


def test_lists_of_neighbours_use_the_shortest_numbers_that_hold_every_site():
    assert site_numbers(677) is site_numbers(2**15 - 1) is np.int16
    assert site_numbers(2**15) is np.int32
    ground = plane()
    assert ground.terrain.near.dtype == np.int16
    order = np.take_along_axis(ground.rows.T, ground.terrain.near.astype(np.int64), axis=1)
    assert (order == ground.terrain.far).all()
    assert (np.diff(order, axis=1) >= 0).all()
    assert (np.sort(ground.terrain.near, axis=1) == np.arange(40)).all()
