"""Recomputes cost and feasibility of a plan from the plan alone; knows no solver.

Deliberately plain: loops over arrays of the problem, shares no code with the searches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from motcua.planner.problem import Problem
from motcua.planner.questions import (
    Capacitated,
    Limit,
    MaxCover,
    PCentre,
    PMedian,
    Question,
    SetCover,
    WorstShare,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value of the plan as recomputed, and every rule it breaks, in words."""

    value: float
    broken: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """No rule is broken."""
        return not self.broken


def check(
    problem: Problem,
    question: Question,
    plan: Sequence[int],
    assignment: Sequence[int] | None = None,
) -> Verdict:
    """Return what the plan is worth and which rules it breaks.

    Without ``assignment`` everybody goes to the nearest open site. Not being within the radius is
    a broken rule only where a way exists: the unreachable are reported with the result.
    """
    opened = [int(i) for i in plan]
    if any(not 0 <= i < len(problem.sites) for i in opened):
        return Verdict(float("nan"), ("a site of the plan does not exist",))
    broken = _plan_rules(problem, opened)
    limit = getattr(question, "limit", None)
    if limit is not None:
        broken += _limit_rules(problem, opened, limit)
    away = _away(problem, opened)
    if isinstance(question, Capacitated):
        return _capacitated(problem, question, opened, assignment, broken)
    if assignment is not None:
        broken += _assignment_rules(problem, opened, assignment, away)
    value, more = _value(problem, question, opened, away)
    return Verdict(value, tuple(broken + more))


def _plan_rules(problem: Problem, opened: list[int]) -> list[str]:
    sites = problem.sites
    broken = []
    if len(set(opened)) != len(opened):
        broken.append("a site is opened twice")
    broken += [f"barred site {sites.ids[i]} is open" for i in opened if sites.barred[i]]
    broken += [
        f"required site {name} is not open"
        for i, name in enumerate(sites.ids)
        if sites.must_open[i] and i not in opened
    ]
    places = [int(sites.place[i]) for i in opened]
    if len(set(places)) != len(places):
        broken.append("two kinds of point stand at one place")
    return broken


def spending(problem: Problem, opened: Sequence[int]) -> float:
    """Return opening costs of what is open plus closing costs of what existed and is not."""
    sites = problem.sites
    kept = set(opened)
    closing = sum(
        float(sites.close_cost[i]) for i in range(len(sites)) if sites.existing[i] and i not in kept
    )
    return sum(float(sites.open_cost[i]) for i in opened) + closing


def _limit_rules(problem: Problem, opened: list[int], limit: Limit) -> list[str]:
    broken = []
    if limit.points is not None and len(opened) > limit.points:
        broken.append(f"{len(opened)} sites are open, {limit.points} are allowed")
    if limit.budget is not None:
        spent = spending(problem, opened)
        if spent > limit.budget + 1e-6 * max(1.0, abs(limit.budget)):
            broken.append(f"{spent:g} is spent, the budget is {limit.budget:g}")
    return broken


def _away(problem: Problem, opened: list[int]) -> np.ndarray:
    away = np.full(len(problem.demand), np.inf)
    for i in opened:
        away = np.minimum(away, problem.metres[i].astype(float))
    return away


def _assignment_rules(
    problem: Problem,
    opened: list[int],
    assignment: Sequence[int],
    away: np.ndarray,
) -> list[str]:
    broken = []
    for j, i in enumerate(assignment):
        if i < 0:
            if np.isfinite(away[j]):
                broken.append(f"demand point {problem.demand.ids[j]} could be served and is not")
        elif i not in opened:
            broken.append(f"demand point {problem.demand.ids[j]} is sent to a closed site")
        elif problem.metres[i, j] > away[j]:
            broken.append(f"demand point {problem.demand.ids[j]} is not sent to the nearest site")
    return broken[:10]


def _value(
    problem: Problem,
    question: Question,
    opened: list[int],
    away: np.ndarray,
) -> tuple[float, list[str]]:
    people = problem.demand.people
    counted = np.where(np.isfinite(away), away, problem.beyond)
    if isinstance(question, PMedian):
        weight = np.where(problem.demand.rural, question.rural_weight, 1.0)
        return float((people * weight) @ counted), _within(problem, question, away)
    if isinstance(question, MaxCover):
        return float(people[away <= np.float32(question.radius)].sum()), []
    if isinstance(question, SetCover):
        value = spending(problem, opened) if question.by_cost else float(len(opened))
        return value, _everybody(problem, question.radius, away)
    if isinstance(question, PCentre):
        reachable = ~problem.unreachable & (people > 0)
        return float(counted[reachable].max(initial=0.0)), []
    if isinstance(question, WorstShare):
        return _worst(people, counted, question.share), []
    raise TypeError(f"no rules for {question!r}")


def _worst(people: np.ndarray, away: np.ndarray, share: float) -> float:
    left = wanted = share * float(people.sum())
    total = 0.0
    for j in sorted(range(len(people)), key=lambda k: -away[k]):
        taken = min(left, float(people[j]))
        total += taken * float(away[j])
        left -= taken
    return total / wanted


def _everybody(problem: Problem, radius: float, away: np.ndarray) -> list[str]:
    limit = np.float32(radius)
    possible = (problem.metres[~problem.sites.barred] <= limit).any(axis=0)
    left = np.flatnonzero((away > limit) & possible & (problem.demand.people > 0))
    return [f"demand point {problem.demand.ids[j]} is beyond {radius:g}" for j in left[:10]]


def _within(problem: Problem, question: PMedian, away: np.ndarray) -> list[str]:
    if question.within is None:
        return []
    people = problem.demand.people
    limit = np.float32(question.within)
    possible = (problem.metres[~problem.sites.barred] <= limit).any(axis=0)
    near = float(people[away <= limit].sum())
    wanted = question.share * float(people[possible].sum())
    if near < wanted * (1 - 1e-12):
        return [f"{near:g} people are within {question.within:g}, {wanted:g} are required"]
    return []


def _capacitated(
    problem: Problem,
    question: Capacitated,
    opened: list[int],
    assignment: Sequence[int] | None,
    broken: list[str],
) -> Verdict:
    if assignment is None:
        raise ValueError("a capacitated plan is checked with its assignment")
    people = problem.demand.people
    load = dict.fromkeys(opened, 0.0)
    value = 0.0
    for j, i in enumerate(assignment):
        if i not in load:
            broken.append(f"demand point {problem.demand.ids[j]} has no open site")
            continue
        load[int(i)] += float(people[j])
        value += float(people[j]) * float(problem.metres[i, j]) * question.cost_per_metre
    for i, carried in load.items():
        if carried > problem.sites.capacity_people[i] * (1 + 1e-9):
            broken.append(
                f"site {problem.sites.ids[i]} carries {carried:g} people, "
                f"its capacity is {problem.sites.capacity_people[i]:g}"
            )
    if question.count_costs:
        value += spending(problem, opened)
    return Verdict(value, tuple(broken))
