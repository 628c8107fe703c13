"""What a plan means for people: by area, by point, and by number of points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from motcua.planner.problem import Floats, Ints, Problem
from motcua.planner.result import distances


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: people, how many are within the radius, mean and largest distance."""

    area: str
    people: float
    within: float
    mean: float
    largest: float


@dataclass(frozen=True, slots=True)
class PointLine:
    """One open site: people sent there, their mean and largest distance."""

    site: int
    people: float
    mean: float
    largest: float


def by_area(problem: Problem, assignment: Ints, radius: float) -> list[AreaLine]:
    """Return one line for each area, least covered first."""
    away = distances(problem, assignment)
    areas = np.array(problem.demand.area)
    people = problem.demand.people
    lines = []
    for area in np.unique(areas):
        here = areas == area
        served = here & (assignment >= 0)
        total = float(people[here].sum())
        within = float(people[here & (away <= np.float32(radius))].sum())
        lines.append(AreaLine(str(area), total, within, *_mean_largest(people, away, served)))
    return sorted(lines, key=lambda line: line.within / line.people if line.people else 1.0)


def by_point(problem: Problem, plan: Ints, assignment: Ints) -> list[PointLine]:
    """Return one line for each open site, busiest first."""
    away = distances(problem, assignment)
    people = problem.demand.people
    lines = [
        PointLine(
            int(i),
            float(people[assignment == i].sum()),
            *_mean_largest(people, away, assignment == i),
        )
        for i in plan
    ]
    return sorted(lines, key=lambda line: -line.people)


def _mean_largest(people: Floats, away: Floats, who: NDArray[np.bool_]) -> tuple[float, float]:
    total = float(people[who].sum())
    if total == 0:
        return 0.0, 0.0
    return float(people[who] @ away[who]) / total, float(away[who].max())


def reach_curve(problem: Problem, radius: float, most: int) -> list[float]:
    """Return the people within ``radius`` of 1, 2, … ``most`` points opened greedily.

    Greedy opening reaches at least 1 - 1/e of what is possible with that many points (Nemhauser,
    Wolsey and Fisher 1978), so the true curve lies between this one and 1.58 times it.
    """
    near = problem.metres <= np.float32(radius)
    near &= ~problem.sites.barred[:, None]
    left = np.array(problem.demand.people)
    curve: list[float] = []
    worth = near @ left
    for _ in range(min(most, len(problem.sites))):
        site = int(worth.argmax())
        if worth[site] <= 0:
            break
        taken = near[site] & (left > 0)
        curve.append((curve[-1] if curve else 0.0) + float(left[taken].sum()))
        worth -= near[:, taken] @ left[taken]
        left[taken] = 0.0
    return curve


def within(problem: Problem, assignment: Ints, radius: float) -> float:
    """Return how many people are within ``radius`` of their site."""
    away = distances(problem, assignment)
    return float(problem.demand.people[away <= np.float32(radius)].sum())
