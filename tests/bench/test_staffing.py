"""Staffing speed: a million Erlang searches, a city's roster, and pyworkforce where installed."""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Callable

import numpy as np
import pytest

from motcua.planner.erlang import servers_needed
from motcua.planner.roster import roster_day, usual_shifts, usual_skills
from motcua.planner.staffing import Requirement, Target, Workload, required

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def timed(call: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def city() -> Requirement:
    """30 branches, 6 fields, 20 half-hours with a morning and an afternoon peak."""
    rng = np.random.default_rng(0)
    day = np.concatenate(
        [np.linspace(0.4, 1.6, 5), np.linspace(1.6, 0.5, 5), np.linspace(0.5, 1.3, 4)]
    )
    day = np.concatenate([day, np.linspace(1.3, 0.3, 6)])
    arrivals = rng.uniform(0.3, 6, (30, 6, 1)) * day * rng.uniform(0.8, 1.2, (30, 6, 20))
    work = Workload(
        tuple(f"P{n}" for n in range(30)),
        tuple("abcdef"),
        arrivals,
        30,
        np.array([6, 9, 12, 15, 8, 20.0]),
        np.full(6, 0.6),
        np.full(6, 60.0),
    )
    return required(work, Target(15, 0.9))


@pytest.mark.parametrize("patience", [np.inf, 10.0])
@pytest.mark.parametrize("searches", [10_000, 100_000, 1_000_000])
def test_erlang_searches(
    searches: int, patience: float, capsys: pytest.CaptureFixture[str]
) -> None:
    load = np.random.default_rng(1).uniform(0.5, 12, searches)
    servers_needed(load[:10], 1.0, target=0.5, patience=patience)
    wall, cpu = timed(lambda: servers_needed(load, 1.0, target=0.5, patience=patience))
    with capsys.disabled():
        print(
            f"\nerlang {searches:>9} searches, patience {patience:>4}: {wall:.3f} s ({cpu:.3f} cpu)"
        )


@pytest.mark.parametrize("pairs", [False, True])
def test_city_roster(pairs: bool, capsys: pytest.CaptureFixture[str]) -> None:
    requirement = city()
    shifts, skills = usual_shifts(20), usual_skills(requirement.workload.fields, pairs=pairs)
    found = []
    wall, cpu = timed(
        lambda: found.extend(roster_day(requirement, p, shifts, skills) for p in range(30))
    )
    cost, bound = sum(r.cost for r in found), sum(r.bound for r in found)
    with capsys.disabled():
        print(
            f"\nroster of 30 branches, {len(shifts)} shifts × {len(skills)} skill sets: {wall:.1f} s "
            f"({cpu:.1f} cpu), {sum(r.people for r in found)} people, gap {cost / bound - 1:.2%}, "
            f"short {sum(len(r.short) for r in found)}"
        )


def test_pyworkforce(capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("pyworkforce") is None:
        pytest.skip("pyworkforce is not installed (a bench-only extra)")
    peer = importlib.import_module("pyworkforce.queuing").ErlangC
    load = np.random.default_rng(1).uniform(0.5, 12, 2_000)

    def search() -> None:
        for value in load:
            peer(transactions=value, aht=1, asa=0.5, interval=1, shrinkage=0.0).required_positions(
                0.8
            )

    wall, _ = timed(search)
    with capsys.disabled():
        print(f"\npyworkforce: {len(load) / wall:,.0f} searches/s")
