"""Staffing speed: a million Erlang searches, a city's roster, and pyworkforce where installed.

``-k growth`` writes the curves (tests/bench/growth.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from motcua.planner.erlang import servers_needed
from motcua.planner.roster import DayRoster, roster_day, usual_shifts, usual_skills
from motcua.planner.staffing import Requirement, Target, Workload, required
from tests.bench.asking import ask, line
from tests.bench.growth import Point, curve

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def timed(call: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def city(branches: int = 30) -> Requirement:
    """Branches, 6 fields, 20 half-hours with a morning and an afternoon peak."""
    rng = np.random.default_rng(0)
    day = np.concatenate(
        [np.linspace(0.4, 1.6, 5), np.linspace(1.6, 0.5, 5), np.linspace(0.5, 1.3, 4)]
    )
    day = np.concatenate([day, np.linspace(1.3, 0.3, 6)])
    arrivals = (
        rng.uniform(0.3, 6, (branches, 6, 1)) * day * rng.uniform(0.8, 1.2, (branches, 6, 20))
    )
    work = Workload(
        tuple(f"P{n}" for n in range(branches)),
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


def rostered(requirement: Requirement, *, pairs: bool) -> tuple[float, float, str]:
    """Wall and processor seconds for every branch, and what came out."""
    shifts, skills = usual_shifts(20), usual_skills(requirement.workload.fields, pairs=pairs)
    points = range(len(requirement.workload.points))
    found: list[DayRoster] = []
    wall, cpu = timed(
        lambda: found.extend(roster_day(requirement, p, shifts, skills) for p in points)
    )
    cost, bound = sum(r.cost for r in found), sum(r.bound for r in found)
    worst = max(r.cost / r.bound - 1 for r in found)
    return (
        wall,
        cpu,
        (
            f"{len(shifts)} shifts × {len(skills)} skill sets, {sum(r.people for r in found)} people, "
            f"gap {cost / bound - 1:.2%} (worst {worst:.2%}), short {sum(len(r.short) for r in found)}"
        ),
    )


@pytest.mark.parametrize("pairs", [False, True])
def test_city_roster(pairs: bool, capsys: pytest.CaptureFixture[str]) -> None:
    rostered(city(1), pairs=pairs)
    wall, cpu, told = rostered(city(), pairs=pairs)
    with capsys.disabled():
        print(f"\nroster of 30 branches: {wall:.1f} s ({cpu:.1f} cpu), {told}")


def test_pyworkforce(capsys: pytest.CaptureFixture[str]) -> None:
    searches = 5_000
    theirs = ask("pyworkforce", searches)["cpu"]
    load = np.random.default_rng(1).uniform(0.5, 12, 1_000_000)
    servers_needed(load[:10], 1.0, target=0.5)
    _, ours = timed(lambda: servers_needed(load, 1.0, target=0.5))
    with capsys.disabled():
        print(f"\npyworkforce {searches / theirs:,.0f} searches/cpu s, ours {1e6 / ours:,.0f}")


def test_growth_of_erlang(capsys: pytest.CaptureFixture[str]) -> None:
    load = np.random.default_rng(1).uniform(0.5, 12, 10_000_000)
    points = []
    for patience in (np.inf, 10.0):
        series = "ours" if np.isinf(patience) else "ours, impatient"
        servers_needed(load[:10], 1.0, target=0.5, patience=patience)
        for size in (10_000, 100_000, 1_000_000, 10_000_000):
            part, impatient = load[:size], patience
            wall, cpu = timed(
                lambda: servers_needed(part, 1.0, target=0.5, patience=impatient)  # noqa: B023
            )
            points.append(Point(series, size, cpu, wall))
    points += line("pyworkforce", {n: [n] for n in (100, 1_000, 10_000, 100_000)})
    _, picture = curve("erlang", points, title="Erlang searches", size="searches")
    with capsys.disabled():
        print(f"\n{picture}")


def test_growth_of_rosters(capsys: pytest.CaptureFixture[str]) -> None:
    points = []
    for pairs in (False, True):
        rostered(city(1), pairs=pairs)
        for branches in (3, 10, 30, 100):
            wall, cpu, told = rostered(city(branches), pairs=pairs)
            series = "one field or all" if not pairs else "also pairs of fields"
            points.append(Point(series, branches, cpu, wall, note=told))
    _, picture = curve("roster", points, title="Rosters of a day", size="branches")
    with capsys.disabled():
        print(f"\n{picture}")
