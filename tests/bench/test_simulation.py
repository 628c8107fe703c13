"""Simulation speed: events a second, one skill and many, and ciw and simpy where installed."""

from __future__ import annotations

import importlib
import importlib.util
import time
from typing import Any

import numpy as np
import pytest

from motcua.planner.erlang import queue
from motcua.planner.simulation_draw import single_queue
from motcua.planner.simulation_kernel import run_day

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


@pytest.mark.parametrize("groups", [2, 10, 30])
def test_multi_skill(groups: int, capsys: pytest.CaptureFixture[str]) -> None:
    rng, fields, people = np.random.default_rng(groups), 6, 1_000_000
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
    cpu = time.process_time() - begin
    with capsys.disabled():
        print(
            f"\nmulti-skill, {groups:>2} groups: {2 * people / cpu / 1e6:5.1f} M events/s, wait {wait.mean():.3f}"
        )


def test_simpy(capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("simpy") is None:
        pytest.skip("simpy is not installed (a bench-only extra)")
    simpy = importlib.import_module("simpy")
    rng, people = np.random.default_rng(1), 50_000
    world = simpy.Environment()
    counters = simpy.Resource(world, 10)

    def visit(need: float) -> Any:
        with counters.request() as turn:
            yield turn
            yield world.timeout(need)

    def come() -> Any:
        for gap, need in zip(
            rng.exponential(1 / 8, people), rng.exponential(1, people), strict=True
        ):
            yield world.timeout(gap)
            world.process(visit(need))

    world.process(come())
    begin = time.process_time()
    world.run()
    with capsys.disabled():
        print(f"\nsimpy: {2 * people / (time.process_time() - begin) / 1e6:.3f} M events/s")


def test_ciw(capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("ciw") is None:
        pytest.skip("ciw is not installed (a bench-only extra)")
    ciw = importlib.import_module("ciw")
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(8.0)],
        service_distributions=[ciw.dists.Exponential(1.0)],
        number_of_servers=[10],
    )
    begin = time.process_time()
    world = ciw.Simulation(network)
    world.simulate_until_max_time(3_000)
    people = len(world.get_all_records())
    with capsys.disabled():
        print(f"\nciw: {2 * people / (time.process_time() - begin) / 1e6:.3f} M events/s")
