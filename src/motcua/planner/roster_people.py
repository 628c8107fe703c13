"""Named people for the shifts of a week: skills, hours, days off and rest between shifts.

z[p, d, s, k] = 1 when person p works shift s on day d for skill set k (which they must know).

    minimise    unfilled·1000 + Σ (fields known beyond those needed)·z
    subject to  Σₚ z + unfilled = people wanted               for each day, shift, skill set
                Σ z ≤ 1 a day,  Σ minutes·z ≤ weekly minutes,  Σ z ≤ days a week
                z on a late shift + z on an early one next day ≤ 1 when the rest between is short

Labour Code 2019 of Vietnam: 48 hours a week (art. 105), 12 hours between two shifts of shift work
(art. 110), a day off a week (art. 111); all three are parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy as np

from motcua.planner.erlang import Floats
from motcua.planner.roster import DayRoster
from motcua.planner.roster_model import PENALTY, Shift, SkillSet, linear_model, solve_surely

DAY = 1440.0


@dataclass(frozen=True, slots=True)
class Person:
    """``fields`` somebody may serve; ``days_off`` by number of the day, 0 the first."""

    id: str
    fields: frozenset[int]
    weekly_minutes: float = 2400.0
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    rest_minutes: float = 720.0
    days_most: int = 6


USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift of one person."""

    person: str
    day: int
    shift: Shift
    skill: SkillSet


@dataclass(frozen=True)
class WeekRoster:
    point: str
    duties: tuple[Duty, ...]
    unfilled: tuple[tuple[int, Shift, SkillSet, int], ...]
    """day, shift, skill set, people lacking"""


def roster_week(
    days: Sequence[DayRoster],
    people: Sequence[Person],
    *,
    slot_minutes: float,
    rules: Rules = USUAL,
    seconds: float = 10.0,
) -> WeekRoster:
    """Give the shifts of one point's week to people; what nobody can take is in ``unfilled``."""
    ids = [person.id for person in people]
    if len(set(ids)) < len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise ValueError(f'two people called "{twice}"')
    jobs = [
        (d, roster.shifts[s], roster.skills[k], int(roster.count[s, k]))
        for d, roster in enumerate(days)
        for s, k in np.argwhere(roster.count > 0)
    ]
    able = [
        (p, j)
        for p, person in enumerate(people)
        for j, (day, _, skill, _) in enumerate(jobs)
        if skill.fields <= person.fields and day not in person.days_off
    ]
    if not jobs:
        return WeekRoster(days[0].point if days else "", (), ())
    rows, high = _limits(people, jobs, able, slot_minutes, rules)
    size = len(able) + len(jobs)
    filled = np.zeros((len(jobs), size))
    for n, (_, j) in enumerate(able):
        filled[j, n] = 1
    filled[:, len(able) :] = np.eye(len(jobs))
    wanted = np.array([float(count) for *_, count in jobs])
    beyond = [len(people[p].fields) - len(jobs[j][2].fields) for p, j in able]
    model = linear_model(
        np.array([*beyond, *([PENALTY] * len(jobs))], float),
        np.vstack([filled, *rows]),
        np.concatenate([wanted, np.full(len(rows), -np.inf)]),
        np.concatenate([wanted, high]),
        [highspy.HighsVarType.kInteger] * size,
        np.concatenate([np.ones(len(able)), wanted]),
    )
    values = solve_surely(model, seconds, 0.001, days[0].point).values.round().astype(int)
    duties = tuple(
        Duty(people[p].id, jobs[j][0], jobs[j][1], jobs[j][2])
        for n, (p, j) in enumerate(able)
        if values[n]
    )
    lacking = values[len(able) :]
    unfilled = tuple((*job[:3], int(n)) for job, n in zip(jobs, lacking, strict=True) if n)
    return WeekRoster(days[0].point, duties, unfilled)


Job = tuple[int, Shift, SkillSet, int]


def _limits(
    people: Sequence[Person],
    jobs: Sequence[Job],
    able: Sequence[tuple[int, int]],
    slot_minutes: float,
    rules: Rules,
) -> tuple[list[Floats], Floats]:
    """Rows ``· ≤ high``: one shift a day, weekly minutes, days a week, rest."""
    rows: list[Floats] = []
    high: list[float] = []
    by_person: dict[int, list[int]] = {}
    for n, (p, _) in enumerate(able):
        by_person.setdefault(p, []).append(n)
    size = len(able) + len(jobs)

    def add(chosen: dict[int, float], most: float) -> None:
        row = np.zeros(size)
        row[list(chosen)] = list(chosen.values())
        rows.append(row)
        high.append(most)

    for p, mine in by_person.items():
        job = {n: jobs[able[n][1]] for n in mine}
        paid = {n: job[n][1].paid_slots * slot_minutes for n in mine}
        add(paid, people[p].weekly_minutes)
        add(dict.fromkeys(mine, 1.0), float(rules.days_most))
        days = sorted({job[n][0] for n in mine})
        for day in days:
            add({n: 1.0 for n in mine if job[n][0] == day}, 1.0)
        for day, after in pairwise(days):
            if after != day + 1:
                continue
            for n in (n for n in mine if job[n][0] == day):
                ends = job[n][1].last * slot_minutes
                early = [
                    m
                    for m in mine
                    if job[m][0] == after
                    and DAY + job[m][1].first * slot_minutes - ends < rules.rest_minutes
                ]
                if early:
                    add(dict.fromkeys([n, *early], 1.0), 1.0)
    return rows, np.array(high)
