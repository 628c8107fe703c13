"""Published figures, closed forms, laws, and hostile input for the queue formulas."""

from __future__ import annotations

from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from motcua.planner.erlang import (
    erlang_b,
    queue,
    servers_needed,
    square_root_staffing,
    with_shrinkage,
)

pytestmark = pytest.mark.pure
loads = st.floats(0.05, 30)
sizes = st.integers(1, 40)


def test_published_call_centre() -> None:
    """100 calls in 30 min, 3 min each, 80 % within 20 s: the example of pyworkforce's README."""
    found = queue(14, 100 / 30, 3, target=20 / 60)
    assert found.in_time == pytest.approx(0.8883500191794669, abs=1e-13)
    assert found.occupancy == pytest.approx(0.7142857142857143)
    assert found.waits == pytest.approx(0.1741319335950498, abs=1e-13)
    assert found.mean_wait * 60 == pytest.approx(7.836, abs=5e-4)
    assert queue(13, 100 / 30, 3, target=20 / 60).in_time == pytest.approx(0.7956, abs=5e-5)
    needed = servers_needed(100 / 30, 3, target=20 / 60, share=0.8)
    assert needed == 14
    assert with_shrinkage(needed, 0.3) == 20


def test_ten_servers_eight_erlangs() -> None:
    found = queue(10, 8, 1)
    assert (found.waits, found.mean_wait) == pytest.approx((0.40918, 0.20459), abs=5e-6)


def test_pooling_two_fives_into_one_ten() -> None:
    apart, pooled = queue(5, 4, 1).mean_wait, queue(10, 8, 1).mean_wait
    assert (apart, pooled) == pytest.approx((0.5541, 0.2046), abs=5e-5)


@settings(deadline=None)
@given(sizes, loads)
def test_erlang_b_is_the_factorial_formula(servers: int, load: float) -> None:
    terms = [load**k / factorial(k) for k in range(servers + 1)]
    assert erlang_b(servers, load) == pytest.approx(terms[-1] / sum(terms), rel=1e-9)


@settings(deadline=None)
@given(sizes, st.floats(0.2, 20), st.floats(0.2, 10), st.floats(0, 3))
def test_erlang_a_against_the_birth_and_death_chain(
    servers: int, arrivals: float, patience: float, target: float
) -> None:
    """Stationary probabilities by brute force give the same chance to wait and to leave."""
    found = queue(servers, arrivals, 1.0, patience=patience, target=target)
    weight = [1.0]
    for k in range(1, 600):
        weight.append(weight[-1] * arrivals / (min(k, servers) + max(0, k - servers) / patience))
    p = np.array(weight) / sum(weight)
    assert found.waits == pytest.approx(p[servers:].sum(), abs=1e-9)
    queued = (p[servers:] * np.arange(600 - servers)).sum()
    assert found.leaves == pytest.approx(queued / patience / arrivals, abs=1e-9)
    assert found.mean_wait == pytest.approx(queued / arrivals, abs=1e-8)


@pytest.mark.parametrize("target", [0.0, 0.4, 2.0])
def test_erlang_a_tail_against_the_integral(target: float) -> None:
    c, lam, theta = 5, 6.0, 0.5

    def h(x: float) -> float:
        return exp(-c * x + lam * (1 - exp(-theta * x)) / theta)

    b = float(erlang_b(c - 1, lam))
    under = 1 / b + lam * quad(h, 0, np.inf)[0]
    served = 1 - lam * quad(h, 0, np.inf)[0] / under
    # those who wait x ≤ target and are still there: density of V at x is λ·h(x)/under
    served += quad(lambda x: exp(-theta * x) * lam * h(x), 0, target)[0] / under
    found = queue(c, lam, 1.0, patience=2.0, target=target)
    assert found.in_time == pytest.approx(served, abs=1e-9)


def test_endless_patience_is_the_limit() -> None:
    near, limit = queue(10, 8, 1, patience=1e7, target=0.3), queue(10, 8, 1, target=0.3)
    assert near.in_time == pytest.approx(limit.in_time, abs=1e-5)
    assert near.mean_wait == pytest.approx(limit.mean_wait, rel=1e-4)


def test_one_server_with_spread_is_pollaczek_khinchine() -> None:
    assert queue(1, 0.5, 1, scv=0).mean_wait == pytest.approx(0.5)
    assert queue(1, 0.5, 1, scv=3).mean_wait == pytest.approx(2.0)


@settings(deadline=None)
@given(loads, st.floats(0, 2), st.floats(0.1, 0.99), st.sampled_from([2.0, np.inf]))
def test_the_search_finds_the_smallest(
    load: float, target: float, share: float, patience: float
) -> None:
    found = int(servers_needed(load, 1.0, patience=patience, target=target, share=share))
    assert queue(found, load, 1.0, patience=patience, target=target).in_time >= share
    if found > 1 and (patience < np.inf or found - 1 > load):
        fewer = queue(found - 1, load, 1.0, patience=patience, target=target)
        assert fewer.in_time < share


def test_search_over_a_table_and_by_mean_wait() -> None:
    table = servers_needed([[0, 1], [5, 50]], 2.0, target=1, share=0.9)
    assert table.shape == (2, 2)
    assert table[0, 0] == 0
    assert (np.diff(table.ravel()) > 0).all()
    assert servers_needed(8, 1, share=0, mean_wait=0.25) == 10


@pytest.mark.parametrize("load", [10.0, 100.0, 1000.0])
def test_square_root_rule_meets_erlang_c(load: float) -> None:
    servers = int(np.ceil(square_root_staffing(load, 0.2)))
    assert queue(servers, load, 1).waits == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: queue(8, 8, 1), "grows without end; give at least 9"),
        (lambda: queue(0, 1, 1), "at least 1"),
        (lambda: queue(1, -1, 1), "arrivals -1"),
        (lambda: queue(1, 0.5, 0), "service time 0"),
        (lambda: queue(1, 0.5, 1, patience=0), "patience 0"),
        (lambda: queue(1, 0.5, 1, scv=-1), "spread"),
        (lambda: servers_needed([1, -1], 1), "arrivals must be"),
        (lambda: servers_needed(np.nan, 1), "arrivals must be"),
        (lambda: servers_needed(1, 1, share=1), "1 excluded"),
        (lambda: servers_needed(1, 1, target=-1), "spread, target"),
        (lambda: with_shrinkage(3, 1), "shrinkage 1"),
        (lambda: square_root_staffing(8, 0), "probability of waiting 0"),
    ],
)
def test_hostile_input(call: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()  # type: ignore[operator]
