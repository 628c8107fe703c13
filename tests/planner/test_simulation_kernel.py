"""The event loop against theory: what formulas know, the simulation must find."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest, norm

from motcua.planner.erlang import queue
from motcua.planner.simulation_draw import (
    arrivals,
    customers,
    normal,
    service_time,
    single_queue,
    stream_key,
    uniform,
)
from motcua.planner.simulation_kernel import LEFT, SERVED, TURNED_AWAY, run_day

pytestmark = pytest.mark.pure


def one_field(servers: int, slots: int = 1) -> tuple[np.ndarray, ...]:
    zero = np.zeros((1, 1), np.int64)
    return np.full((1, slots), servers, np.int64), zero, np.ones(1, np.int64), zero


def interval(run: object, batches: int = 20) -> tuple[float, float]:
    values = np.array([run(seed) for seed in range(batches)])  # type: ignore[operator]
    return values.mean(), 3.9 * values.std(ddof=1) / np.sqrt(batches)


@pytest.mark.parametrize(
    ("servers", "rate", "patience", "scv"),
    [(10, 8.0, np.inf, 1.0), (1, 0.5, np.inf, 3.0), (1, 0.7, np.inf, 0.0), (5, 6.0, 2.0, 1.0)],
)
def test_single_queue_agrees_with_the_formulas(
    servers: int, rate: float, patience: float, scv: float
) -> None:
    theory = queue(servers, rate, 1.0, patience=patience, scv=scv)
    for part, want in enumerate((theory.mean_wait, theory.waits, theory.leaves)):
        mean, half = interval(
            lambda seed, part=part: single_queue(servers, rate, 1, scv, patience, 60_000, seed)[
                part
            ]
        )
        assert abs(mean - want) <= half + 1e-12


@pytest.mark.parametrize("patience", [np.inf, 2.0])
def test_the_day_kernel_agrees_with_the_single_queue(patience: float) -> None:
    """The same customers, two different algorithms: equal waits, one by one."""
    rng = np.random.default_rng(5)
    came = np.cumsum(rng.exponential(1 / 6, 20_000))
    service, endures = rng.exponential(1, 20_000), np.full(20_000, np.inf)
    if patience < np.inf:
        endures = rng.exponential(patience, 20_000)
    duty, served, counts, choice = one_field(5 if patience < np.inf else 7)
    zeros = np.zeros(20_000, np.int64)
    wait, status, *_ = run_day(
        came, zeros, zeros, service, endures, duty, served, counts, choice, came[-1] + 100
    )
    free = np.zeros(duty[0, 0])
    for n in range(20_000):
        first = free.argmin()
        offered = max(0.0, free[first] - came[n])
        assert wait[n] == pytest.approx(min(offered, endures[n]), abs=1e-9)
        assert status[n] == (LEFT if endures[n] < offered else SERVED)
        if endures[n] >= offered:
            free[first] = came[n] + offered + service[n]


def test_pooling_beats_two_queues_and_specialists_sit_between() -> None:
    rng = np.random.default_rng(6)
    n = 300_000
    came, kind = np.cumsum(rng.exponential(1 / 8, n)), rng.integers(0, 2, n)
    service = rng.exponential(1, n)

    def mean_wait(groups: list[tuple[int, ...]], duty: list[int]) -> float:
        served, counts = np.zeros((len(groups), 2), np.int64), np.zeros(len(groups), np.int64)
        choice = np.full((2, len(groups)), -1, np.int64)
        for g, fields in enumerate(groups):
            served[g, : len(fields)], counts[g] = fields, len(fields)
        for f in range(2):
            able = sorted(
                (g for g in range(len(groups)) if f in groups[g]), key=lambda g: counts[g]
            )
            choice[f, : len(able)] = able
        line = np.array(duty, np.int64)[:, None]
        zeros, forever = np.zeros(n, np.int64), np.full(n, np.inf)
        day = run_day(
            came, kind, zeros, service, forever, line, served, counts, choice, came[-1] + 100
        )
        return float(day[0].mean())

    apart, mixed = mean_wait([(0,), (1,)], [5, 5]), mean_wait([(0,), (1,), (0, 1)], [4, 4, 2])
    pooled = mean_wait([(0, 1)], [10])
    assert apart == pytest.approx(0.554, abs=0.04)
    assert pooled == pytest.approx(0.2046, abs=0.012)
    assert pooled < mixed < apart


def day(came: list[float], service: list[float], duty: np.ndarray, **more: object) -> tuple:
    people = len(came)
    _, served, counts, choice = one_field(1)
    return run_day(
        np.array(came),
        np.zeros(people, np.int64),
        np.array(more.get("booked", [0] * people), np.int64),
        np.array(service),
        np.array(more.get("patience", [np.inf] * people), float),
        duty,
        served,
        counts,
        choice,
        30.0,
    )


def test_staff_that_comes_later_and_leaves() -> None:
    wait, status, _, work, over = day([0, 5, 61], [10, 10, 20], np.array([[0, 1, 0]]))
    assert wait.tolist() == [30, 35, 29]  # the last waits until the doors close at 90
    assert status.tolist() == [SERVED, SERVED, TURNED_AWAY]
    assert work.tolist() == [20]
    assert over == 0


def test_overtime_appointments_and_leaving() -> None:
    duty = np.array([[1]])
    wait, _, _, _, over = day([0, 1, 2], [20, 20, 20], duty, booked=[0, 0, 1])
    assert wait.tolist() == [0, 39, 18]
    assert over == 30
    wait, status, *_ = day([0, 1, 2], [20, 5, 5], duty, patience=[9, 9, 30])
    assert (wait.tolist(), status.tolist()) == ([0, 9, 18], [SERVED, LEFT, SERVED])


def test_draws_have_the_distributions_they_claim() -> None:
    key = stream_key(7, 0, 0, 0)
    u = np.array([uniform(key, n, 2) for n in range(20_000)])
    assert kstest(u, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(u[1:], u[:-1])[0, 1]) < 0.03
    assert np.allclose([normal(p) for p in (0.001, 0.3, 0.9999)], norm.ppf([0.001, 0.3, 0.9999]))
    times = np.array([service_time(x, 12.0, 0.5) for x in u])
    assert times.mean() == pytest.approx(12, rel=0.02)
    assert times.var() / times.mean() ** 2 == pytest.approx(0.5, rel=0.06)


def test_arrivals_follow_the_rates() -> None:
    rates, out = np.array([2.0, 0.0, 5.0]), np.empty(2000)
    counts = np.zeros(3)
    for seed in range(200):
        came = out[: arrivals(stream_key(seed, 0, 0, 0), rates, 30.0, out)]
        assert (np.diff(came) > 0).all()
        counts += np.histogram(came, [0, 30, 60, 90])[0]
    assert counts / 200 == pytest.approx([60, 0, 150], rel=0.03)


def test_going_online_removes_people_and_changes_nobody_else() -> None:
    key, rates = stream_key(1, 2, 3, 4), np.array([3.0, 1.0])
    everybody = customers(key, rates, 30.0, 5.0, 0.5, 60.0, 0.0, 0.0, 0.0)
    fewer = customers(key, rates, 30.0, 5.0, 0.5, 60.0, 0.4, 0.0, 0.0)
    rest = np.isin(everybody[0], fewer[0])
    assert 0 < rest.sum() < len(rest)
    assert (everybody[2][rest] == fewer[2]).all()
