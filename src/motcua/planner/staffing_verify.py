"""Staff, simulate, correct: the requirement is raised where people still wait too long.

Formulas see one queue in steady state; the day has rushes, pauses and several skills. After each
simulation a slot of a point that misses the target gets one more person, and a field that is
worse off than its point one more who knows it, until the point holds its target or the rounds are
used up (the idea of the simulation cuts of Cezik and L'Ecuyer, Management Science 54(2), 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from motcua.planner.erlang import Ints
from motcua.planner.roster import DayRoster, roster_day
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.simulation import Outcome, Scenario, simulate
from motcua.planner.staffing import Requirement, Target


@dataclass(frozen=True)
class Staffed:
    """Rosters that were simulated; ``missed`` names the points still short of the target."""

    requirement: Requirement
    rosters: tuple[DayRoster, ...]
    outcome: Outcome
    rounds: int
    missed: tuple[str, ...]
    interrupted: bool = False
    """stopped by hand: sound rosters, simulated, corrected in fewer rounds than allowed"""

    @property
    def gap(self) -> float:
        """By how much all rosters together may cost more than the cheapest, as a fraction."""
        bound = sum(roster.bound for roster in self.rosters)
        return sum(roster.cost for roster in self.rosters) / bound - 1 if bound else 0.0


class Drawing(Protocol):
    """Makes the roster of one point (``roster.roster_day``, or one that keeps what it made)."""

    def __call__(
        self,
        requirement: Requirement,
        point: int,
        shifts: Sequence[Shift],
        skills: Sequence[SkillSet],
        *,
        seconds: float,
    ) -> DayRoster: ...


def staff(
    requirement: Requirement,
    target: Target,
    shifts: Sequence[Shift],
    skills: Sequence[SkillSet],
    *,
    days: int = 30,
    rounds: int = 6,
    seed: int = 0,
    seconds: float = 30.0,
    told: Callable[[str], None] = lambda _: None,
    draw: Drawing = roster_day,
) -> Staffed:
    """Roster every point and correct until the simulation keeps the target.

    A point keeps it when the mean share served in time over ``days`` reaches ``target.share``.
    Ctrl-C after the first round returns what the last whole round found.
    """
    workload = requirement.workload
    found: Staffed | None = None
    rosters: list[DayRoster | None] = [None] * len(workload.points)
    stale: Sequence[int] = range(len(workload.points))
    try:
        for number in range(1, rounds + 1):
            for point in stale:
                told(f"{number}: {workload.points[point]}")
                rosters[point] = draw(requirement, point, shifts, skills, seconds=seconds)
            done = tuple(roster for roster in rosters if roster is not None)
            duty = np.stack([roster.on_duty(workload.slots) for roster in done])
            scenario = Scenario.of("roster", workload, tuple(skills), duty)
            outcome = simulate(scenario, target, days=days, seed=seed)
            reached = outcome.days["in_time"].mean(axis=0)[:-1]
            stale = [int(p) for p in np.flatnonzero(reached < target.share)]
            missed = tuple(workload.points[p] for p in stale)
            found = Staffed(requirement, done, outcome, number, missed)
            if not stale or number == rounds:
                break
            requirement = _raised(requirement, outcome, stale, target)
    except KeyboardInterrupt:
        if found is None:
            raise
        return replace(found, interrupted=True)
    if found is None:
        raise ValueError(f"{rounds} rounds: expected at least 1")
    return found


def _raised(
    requirement: Requirement, outcome: Outcome, stale: Sequence[int], target: Target
) -> Requirement:
    pooled, load = requirement.pooled.copy(), requirement.load.copy()
    visits = requirement.workload.arrivals
    for p in stale:
        late, come = outcome.late[p], visits[p]
        by_slot = (late * come).sum(axis=0) / np.maximum(come.sum(axis=0), 1e-9)
        pooled[p] += _worst(by_slot, 1 - target.share)
        by_field = (late * come).sum(axis=1) / np.maximum(come.sum(axis=1), 1e-9)
        for f in np.flatnonzero(by_field > 1.5 * max(1 - target.share, 1e-9)):
            load[p, f] = np.where(late[f] > 1 - target.share, np.floor(load[p, f]) + 1, load[p, f])
    return replace(requirement, pooled=pooled, load=load)


def _worst(late: np.ndarray[tuple[int, ...], np.dtype[np.float64]], allowed: float) -> Ints:
    """One more in every slot above what is allowed; if none is, in the worst."""
    raised: Ints = (late > allowed).astype(np.int64)
    if not raised.any():
        raised[int(late.argmax())] = 1
    return raised
