"""Runs of the siting searches that a bench starts in a process of its own (``alone``)."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Limit, MaxCover, PMedian, Question, SetCover
from motcua.planner.solve import solve
from motcua.planner.stop import Progress
from motcua.planner.travel import straight_metres
from motcua.planner.warm import warm_sites

SQUARE = 10_000.0  # metres


class CpuSeconds:
    """Stops after processor seconds of this process, or at a gap."""

    def __init__(self, seconds: float, gap: float = 0.0) -> None:
        self.until, self.gap = time.process_time() + seconds, gap

    def __call__(self, progress: Progress) -> bool:
        return progress.gap <= self.gap or time.process_time() >= self.until


def problem(metres: Any, people: Any) -> Problem:
    return Problem(Sites.of([str(i) for i in range(len(metres))]), Demand.of(people), metres)


def stored_city(path: Path) -> Problem:
    with np.load(path) as z:
        sites, demand = z["sites_m"].astype(float), z["demand_m"].astype(float)
        return problem(straight_metres(sites, demand), z["weight"].astype(float))


def square(sites: int, demand: int) -> Problem:
    """Random sites and people on a square of 10 km, the same for the same numbers."""
    random = np.random.default_rng(sites)
    metres = straight_metres(
        random.random((sites, 2)) * SQUARE, random.random((demand, 2)) * SQUARE
    )
    return problem(metres, random.integers(1, 100, demand).astype(float))


def reach(points: int) -> float:
    """Return a radius at which ``points`` circles have nine tenths of the square's area."""
    return SQUARE * float(np.sqrt(0.9 / (np.pi * points)))


def question(name: str, points: int) -> Question:
    asked: dict[str, Question] = {
        "median": PMedian(Limit(points)),
        "cover": MaxCover(Limit(points), reach(points)),
        "set": SetCover(reach(points)),
    }
    return asked[name]


def median_of(path: Path, points: int, seconds: float) -> tuple[float, float, float]:
    """Return value, gap and processor seconds of a stored city; compiled code is loaded before."""
    warm_sites()
    land, worked = stored_city(path), time.process_time()
    result = solve(land, PMedian(Limit(points)), stop=CpuSeconds(seconds))
    return result.value, result.gap, time.process_time() - worked


def grown(
    name: str, sites: int, demand: int, points: int, gap: float, seconds: float
) -> tuple[float, float, float]:
    """Return value, gap and processor seconds until ``gap`` is proven on a random square."""
    warm_sites()
    land, worked = square(sites, demand), time.process_time()
    result = solve(land, question(name, points), stop=CpuSeconds(seconds, gap))
    return result.value, result.gap, time.process_time() - worked
