"""What a run found: a plan, a proof of how good it is, and what could not be done."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from motcua.planner.problem import Ints, Problem
from motcua.planner.questions import Question


class Status(StrEnum):
    """OPTIMAL only when bound and value meet; IMPOSSIBLE always comes with a ``WhyNot``.

    UNKNOWN: stopped before any plan was found, and nothing is proven against one.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Who cannot be served and the smallest change that would serve them.

    ``fatal``: because of this there is no plan at all; otherwise the rest is planned for.
    """

    reason: str
    demand: tuple[int, ...] = ()
    people: float = 0.0
    radius_needed: float | None = None
    points_needed: int | None = None
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One improvement of plan or bound."""

    seconds: float
    value: float
    bound: float
    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Outcome of ``solve``.

    ``value`` is the objective of the plan, ``bound`` what no plan beats (below for costs, above
    for people covered). ``assignment[j]`` is the site that serves demand point ``j`` or -1.
    """

    question: Question
    status: Status
    plan: Ints
    value: float
    bound: float
    assignment: Ints
    seed: int
    seconds: float
    stopped_by: str
    why_not: tuple[WhyNot, ...] = ()
    log: tuple[LogLine, ...] = field(default=(), repr=False)

    @property
    def gap(self) -> float:
        """Relative distance of value and bound; 0 when proven, 1 when nothing is known."""
        return relative_gap(self.value, self.bound)

    def summary(self, problem: Problem) -> dict[str, Any]:
        """Return plain numbers for reports and JSON; None for a value or bound nobody knows yet."""
        away = distances(problem, self.assignment)
        served = self.assignment >= 0
        people = problem.demand.people
        mean = float(people[served] @ away[served]) / max(float(people[served].sum()), 1e-300)
        return {
            "status": str(self.status),
            "points": len(self.plan),
            "open": [problem.sites.ids[i] for i in self.plan],
            "value": _known(self.value),
            "bound": _known(self.bound),
            "gap": self.gap,
            "people": float(people.sum()),
            "people_unserved": float(people[~served].sum()),
            "mean_distance": mean,
            "largest_distance": float(away[served].max(initial=0.0)),
            "worst_decile_mean": worst_share_mean(people[served], away[served], 0.1),
            "seconds": self.seconds,
            "seed": self.seed,
            "stopped_by": self.stopped_by,
            "why_not": [w.reason for w in self.why_not],
        }


def _known(number: float) -> float | None:
    return number if np.isfinite(number) else None


def relative_gap(value: float, bound: float) -> float:
    """Return ``|value - bound| / |value|``, and 1 when either is unknown."""
    if not (np.isfinite(value) and np.isfinite(bound)):
        return 1.0
    if value == bound:
        return 0.0
    return min(1.0, abs(value - bound) / max(abs(value), 1e-300))


def distances(problem: Problem, assignment: Ints) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the distance of every demand point to its site, inf where it has none."""
    away = np.full(len(assignment), np.inf)
    served = np.flatnonzero(assignment >= 0)
    away[served] = problem.metres[assignment[served], served]
    return away


def worst_share_mean(
    people: np.ndarray[Any, Any], away: np.ndarray[Any, Any], share: float
) -> float:
    """Return the mean distance of the worst-served ``share`` of people.

    Rockafellar and Uryasev (2000): conditional value at risk, here over people.
    """
    order = np.argsort(-away, kind="stable")
    left = share * people.sum()
    if left <= 0:
        return 0.0
    before = np.concatenate([[0.0], np.cumsum(people[order])[:-1]])
    taken = np.clip(left - before, 0.0, people[order])
    used = taken > 0
    return float(taken[used] @ away[order][used] / left)


def nearest(problem: Problem, plan: Ints) -> Ints:
    """Assign everybody to the nearest open site, -1 where there is no way."""
    if len(plan) == 0:
        return np.full(len(problem.demand), -1, np.int32)
    rows = problem.metres[plan]
    best = rows.argmin(axis=0)
    reached = np.isfinite(rows[best, np.arange(rows.shape[1])])
    return np.where(reached, plan[best], -1).astype(np.int32)
