"""Which shifts, with which skills: covering the requirement at least cost (one point, one day).

Sets: shifts s with cover a[s, t] ∈ {0, 1}; skill sets k ⊆ fields; fields f; slots t.
Unknowns: x[s, k] people on shift s with skills k (whole numbers).

    minimise    Σ cost[s, k]·x[s, k] + penalty·Σ short
    subject to  Σₛ Σ_{k ∩ F ≠ ∅} a[s, t]·x[s, k] + short[F, t] ≥ need(F, t)      for field sets F

The constraints are Hall's condition: people can be spread over the fields so that every field has
its need if and only if for every set F of fields those who know one of F are enough. need(F) is
the load of F in erlangs, rounded up, and for the set of all fields the pooled requirement. Single
fields and the whole are written at once, other sets when a solution breaks them. ``short`` keeps
the model solvable: what cannot be covered is named.

Where everything can be covered and no limit is set, ``roster_cover`` answers; otherwise
``roster_limited``.

Sources: Dantzig, "A comment on Edie's traffic delays at toll booths", Operations Research 2(3),
1954; Hall, "On representatives of subsets", 1935; Cezik and L'Ecuyer, "Staffing multiskill call
centers via linear programming and simulation", Management Science 54(2), 2008.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from motcua.planner.erlang import Ints
from motcua.planner.roster_cover import Cells, cheapest, field_sets, people_needed
from motcua.planner.roster_limited import Limits, Short, with_limits
from motcua.planner.roster_model import EPSILON, Shift, SkillSet, Solved, people_cost
from motcua.planner.staffing import Requirement


@dataclass(frozen=True)
class DayRoster:
    """The answer for one point: ``count[shift, skill set]``."""

    point: str
    shifts: tuple[Shift, ...]
    skills: tuple[SkillSet, ...]
    count: Ints
    short: Short
    """people lacking by set of fields and slot; empty when everything is covered"""
    cost: float
    bound: float
    proven: bool
    """within the gap asked for"""

    @property
    def people(self) -> int:
        return int(self.count.sum())

    @property
    def paid_slots(self) -> int:
        return int(
            sum(s.paid_slots * n for s, n in zip(self.shifts, self.count.sum(1), strict=True))
        )

    def on_duty(self, slots: int) -> Ints:
        """People at the counters by skill set and slot."""
        cover = np.array([s.covers(slots) for s in self.shifts])
        duty: Ints = self.count.T @ cover
        return duty


def usual_shifts(
    slots: int, *, full: int = 16, part: int = 8, step: int = 2, pause: int = 2
) -> tuple[Shift, ...]:
    """Full days with a midday pause placed in turn, and part-time half days, ``step`` apart."""
    shifts = []
    for first in range(0, max(1, slots - full + 1), step):
        last = min(first + full, slots)
        middle = first + (last - first) // 2
        inside = [b for b in sorted({middle - pause, middle}) if first < b and b + pause < last]
        for begin in inside:
            breaks = tuple(range(begin, begin + pause))
            shifts.append(Shift(f"{first}-{last} nghỉ {begin}", first, last, breaks))
        if not inside:  # too short a day for a pause
            shifts.append(Shift(f"{first}-{last}", first, last))
    shifts += [
        Shift(f"{first}-{first + part}", first, first + part, part_time=True)
        for first in range(0, slots - part + 1, step)
    ]
    return tuple(shifts)


def usual_skills(fields: Sequence[str], *, pairs: bool = True) -> tuple[SkillSet, ...]:
    """One field each, every pair (5 % dearer), and people who know all (15 % dearer)."""
    found = [SkillSet(name, frozenset({n})) for n, name in enumerate(fields)]
    if pairs and len(fields) > 2:
        found += [
            SkillSet(f"{fields[a]} + {fields[b]}", frozenset({a, b}), 1.05)
            for a, b in combinations(range(len(fields)), 2)
        ]
    if len(fields) > 1:
        found.append(SkillSet("*", frozenset(range(len(fields))), 1.15))
    return tuple(found)


def roster_day(
    requirement: Requirement,
    point: int,
    shifts: Sequence[Shift],
    skills: Sequence[SkillSet],
    *,
    part_time_most: float = 1.0,
    people_most: int | None = None,
    seconds: float = 30.0,
    gap: float = 0.01,
) -> DayRoster:
    """The cheapest roster of one point, within ``gap`` of the best (the bound is reported).

    ``part_time_most`` limits the share of part-time people. What cannot be covered within
    ``people_most`` people, or by any shift, is reported in ``short``, never silently dropped.
    """
    workload = requirement.workload
    _check(shifts, skills, workload.slots, len(workload.fields))
    cover = np.array([shift.covers(workload.slots) for shift in shifts])
    cells = _cells(requirement, point, cover, skills)
    limits = Limits(part_time_most, people_most)
    short: Short = {}
    solved: Solved | None
    if cells.coverable and not limits:
        solved = cheapest(cells, people_cost(shifts, skills), seconds, gap)
    else:
        load, pooled = requirement.load[point], requirement.pooled[point]
        solved, short = with_limits(shifts, skills, cover, load, pooled, limits, seconds, gap)
    if solved is None:
        raise RuntimeError(f"no roster for {workload.points[point]} within {seconds:g} s")
    count = solved.values[: len(shifts) * len(skills)].reshape(len(shifts), len(skills))
    return DayRoster(
        workload.points[point],
        tuple(shifts),
        tuple(skills),
        np.round(count).astype(np.int64),
        short,
        solved.cost,
        solved.bound,
        solved.cost <= solved.bound * (1 + gap) + EPSILON,
    )


def _cells(requirement: Requirement, point: int, cover: Ints, skills: Sequence[SkillSet]) -> Cells:
    sets = field_sets(len(requirement.workload.fields))
    need = people_needed(requirement.load[point], requirement.pooled[point], sets)
    return Cells.of(cover, skills, sets, need)


def _check(shifts: Sequence[Shift], skills: Sequence[SkillSet], slots: int, fields: int) -> None:
    if not shifts or not skills:
        raise ValueError("a roster needs at least one shift and one skill set")
    for shift in shifts:
        inside = 0 <= shift.first < shift.last <= slots
        if not inside or any(not shift.first <= b < shift.last for b in shift.breaks):
            raise ValueError(f"shift {shift.name} does not fit into {slots} slots")
    for skill in skills:
        if not skill.fields or not all(0 <= f < fields for f in skill.fields):
            raise ValueError(f"skill set {skill.name} names a field beyond the {fields} known")
