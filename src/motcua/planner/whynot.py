"""Who cannot be served, and the smallest change that would serve them."""

import numpy as np

from motcua.planner.problem import Problem
from motcua.planner.result import WhyNot


def without_way(problem: Problem) -> tuple[WhyNot, ...]:
    """Name the people no site reaches at any distance."""
    away = problem.unreachable & (problem.demand.people > 0)
    if not away.any():
        return ()
    who = np.flatnonzero(away)
    people = float(problem.demand.people[away].sum())
    reason = (
        f"{len(who)} demand points ({people:,.0f} people) have no way to any site: "
        f"{_names(problem, who)}"
    )
    return (WhyNot(reason, tuple(map(int, who)), people),)


def beyond_every_site(problem: Problem, radius: float) -> tuple[WhyNot, ...]:
    """Name the people beyond ``radius`` of every site, with the radius that reaches them all."""
    away = ~problem.reached_within(radius) & (problem.demand.people > 0)
    if not away.any():
        return ()
    who = np.flatnonzero(away)
    people = float(problem.demand.people[away].sum())
    nearest = problem.metres[~problem.sites.barred][:, away].min(axis=0)
    finite = nearest[np.isfinite(nearest)]
    needed = float(finite.max()) if len(finite) else None
    reason = (
        f"{len(who)} demand points ({people:,.0f} people) are beyond {radius:g} {problem.unit} "
        f"of every site: {_names(problem, who)}"
    )
    if needed is not None:
        reason += f"; a radius of {needed:g} {problem.unit} reaches all who have a way"
    return (WhyNot(reason, tuple(map(int, who)), people, radius_needed=needed),)


def too_few_points(
    problem: Problem, radius: float, points: int, needed: int, radius_needed: float
) -> WhyNot:
    """Say that more points, or a larger radius, are needed to reach everybody."""
    return WhyNot(
        f"{points} points cannot put everybody within {radius:g} {problem.unit}: {needed} points "
        f"do, or {points} points do within {radius_needed:g} {problem.unit}",
        radius_needed=radius_needed,
        points_needed=needed,
        fatal=True,
    )


def _names(problem: Problem, who: np.ndarray) -> str:
    names = [problem.demand.ids[j] for j in who[:8]]
    return ", ".join(names) + (", …" if len(who) > len(names) else "")
