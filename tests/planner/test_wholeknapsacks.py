"""Whole knapsacks against trying everything, and the order of the bounds they give."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.planner.capacitated import CapacityWork
from motcua.planner.capacityland import CapacityLand, land_of
from motcua.planner.capacitymip import kernel
from motcua.planner.knapsacks import raise_bound
from motcua.planner.questions import Capacitated
from motcua.planner.wholeknapsacks import cover_whole, fill_whole
from tests.planner.tiny import best_assignment, tiny

pytestmark = [pytest.mark.pure, pytest.mark.timeout(300)]
seeds = st.integers(0, 10**6)
several = settings(max_examples=40, deadline=None, derandomize=True)


@several
@given(seeds)
def test_a_site_is_filled_with_the_best_whole_points(seed):
    random = np.random.default_rng(seed)
    cost, price = random.integers(0, 20, (1, 7)) * 1.0, random.integers(0, 20, 7) * 1.0
    weight, room = random.integers(0, 6, 7) * 1.0, random.integers(0, 15, 1) + random.random(1)
    taken = np.empty(7)
    saving = fill_whole(cost, weight, room, price, 0, taken)
    choices = np.array([x for x in product((0, 1), repeat=7) if weight @ x <= room[0]])
    assert saving == pytest.approx((choices @ (cost[0] - price)).min())
    assert taken @ (cost[0] - price) == pytest.approx(saving)
    assert weight @ taken <= room[0]


@several
@given(seeds)
def test_the_need_is_met_by_the_best_whole_sites(seed):
    random = np.random.default_rng(seed)
    value, capacity = random.integers(-5, 15, 7) * 1.0, random.integers(0, 9, 7) * 1.0
    fixed = random.choice(np.array([-1, 0, 0, 0, 1], np.int8), 7)
    need, y = float(random.integers(0, 30)), np.empty(7)
    total = cover_whole(value, capacity, need, fixed, y)
    allowed = [
        np.array(x)
        for x in product((0, 1), repeat=7)
        if capacity @ x >= need
        and all(f == 0 or (f == 1) == v for f, v in zip(fixed, x, strict=True))
    ]
    if not allowed:
        assert total >= 1e300
        return
    assert total == pytest.approx(min(value @ x for x in allowed))
    assert value @ y == pytest.approx(total)
    assert capacity @ y >= need


def land(seed):
    random = np.random.default_rng(seed)
    options = {"capacity_people": random.integers(9, 30, 4), "open_cost": random.integers(1, 40, 4)}
    problem = tiny(seed, sites=4, demand=6, **{k: v.astype(float) for k, v in options.items()})
    return problem, land_of(problem, Capacitated(), np.arange(4, dtype=np.int32))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seeds)
def test_whole_is_never_a_lower_bound_than_continuous_and_never_above_a_plan(seed):
    problem, ground = land(seed)
    best = best_assignment(problem, Capacitated())
    if best is None:
        return
    bounds = []
    for whole in (False, True):
        prices, fixed = CapacityWork(ground, 1)._prices(), np.zeros(4, np.int8)
        arrays = (ground.cost, ground.opening, ground.weight, ground.capacity, fixed)
        raise_bound(*arrays, 4, prices, best, 1, whole)
        bounds.append(float(prices.scalars[0]))
        raise_bound(*arrays, 4, prices, best, 200, whole)
        assert prices.scalars[0] <= best + 1e-6
    assert bounds[0] <= bounds[1] + 1e-9  # at the same prices


def test_people_in_parts_or_in_millions_stay_with_the_continuous_knapsack():
    _, ground = land(3)
    assert ground.whole_units
    parts = {name: getattr(ground, name) for name in CapacityLand.__slots__}
    assert not CapacityLand(**parts | {"weight": ground.weight + 0.5}).whole_units
    assert not CapacityLand(**parts | {"capacity": ground.capacity * 1e7}).whole_units


def test_the_kernel_keeps_the_open_and_required_sites():
    _, ground = land(5)
    prices = CapacityWork(ground, 1)._prices()
    opened = np.array([True, False, False, True])
    fixed, left = kernel(ground, prices, opened)
    assert (fixed[opened] >= 0).all()
    assert left[opened].any()
    assert not left[fixed < 0].any()
