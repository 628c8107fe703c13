"""Simulation speed: events a second, one skill and many, and ciw and simpy where installed."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from motcua.planner.erlang import queue
from motcua.planner.simulation_draw import single_queue
from motcua.planner.simulation_kernel import run_day
from tests.bench.asking import ask, line
from tests.bench.growth import Point, curve

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


@pytest.mark.parametrize("customers", [10_000, 100_000, 1_000_000, 10_000_000])
def test_single_skill(customers: int, capsys: pytest.CaptureFixture[str]) -> None:
    single_queue(10, 8.0, 1.0, 1.0, np.inf, 100, 1)
    begin = time.process_time()
    wait = single_queue(10, 8.0, 1.0, 1.0, np.inf, customers, 1)[0]
    cpu = time.process_time() - begin
    with capsys.disabled():
        print(
            f"\nM/M/10, {customers:>9} customers: {2 * customers / cpu / 1e6:6.1f} M events/s, "
            f"wait {wait:.4f} (theory {queue(10, 8, 1).mean_wait:.4f})"
        )


def multi_skill(groups: int, people: int) -> tuple[float, float]:
    """Processor seconds of one long day with so many skill groups, and the mean wait."""
    rng, fields = np.random.default_rng(groups), 6
    knows = [
        sorted(rng.choice(fields, rng.integers(1, 4), replace=False)) for _ in range(groups - 1)
    ]
    knows.append(list(range(fields)))
    served, counts = np.zeros((groups, fields), np.int64), np.array([len(k) for k in knows])
    for g, known in enumerate(knows):
        served[g, : counts[g]] = known
    choice = np.full((fields, groups), -1, np.int64)
    for f in range(fields):
        able = sorted((g for g in range(groups) if f in knows[g]), key=lambda g: counts[g])
        choice[f, : len(able)] = able
    duty = np.full((groups, 1), max(1, 30 // groups), np.int64)
    came = np.cumsum(rng.exponential(1 / (0.8 * duty.sum()), people))
    inputs: tuple[Any, ...] = (rng.integers(0, fields, people), np.zeros(people, np.int64))
    inputs += (
        rng.exponential(1, people),
        rng.exponential(20, people),
        duty,
        served,
        counts,
        choice,
    )
    run_day(came[:100], *(i[:100] if len(i) == people else i for i in inputs), came[-1])
    begin = time.process_time()
    wait, *_ = run_day(came, *inputs, came[-1])
    return time.process_time() - begin, float(wait.mean())


@pytest.mark.parametrize("groups", [2, 10, 30])
def test_multi_skill(groups: int, capsys: pytest.CaptureFixture[str]) -> None:
    cpu, wait = multi_skill(groups, 1_000_000)
    with capsys.disabled():
        print(f"\nmulti-skill, {groups:>2} groups: {2 / cpu:5.1f} M events/s, wait {wait:.3f}")


@pytest.mark.parametrize("name", ["simpy", "ciw"])
def test_peer(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = 50_000
    told = ask(name, people)
    with capsys.disabled():
        rate, theory = 2 * people / told["cpu"] / 1e6, queue(10, 8, 1).mean_wait
        print(f"\n{name}: {rate:.3f} M events/s, wait {told['wait']:.4f} (theory {theory:.4f})")


def test_growth_of_the_simulator(capsys: pytest.CaptureFixture[str]) -> None:
    points = []
    single_queue(10, 8.0, 1.0, 1.0, np.inf, 100, 1)
    for people in (10_000, 100_000, 1_000_000, 10_000_000):
        begin = time.process_time()
        single_queue(10, 8.0, 1.0, 1.0, np.inf, people, 1)
        points.append(Point("ours, one skill", 2 * people, time.process_time() - begin))
    for people in (10_000, 100_000, 1_000_000, 4_000_000):
        points.append(Point("ours, 10 skill groups", 2 * people, multi_skill(10, people)[0]))
    for name in ("simpy", "ciw"):
        points += line(name, {2 * n: [n] for n in (1_000, 10_000, 100_000)})
    _, picture = curve("simulation", points, title="Simulated events", size="events")
    with capsys.disabled():
        print(f"\n{picture}")
