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

Three passes: the linear relaxation finds the sets that bind and a bound; whole numbers over the
columns the relaxation used are nearly always good enough, and quick; all columns when not.

Sources: Dantzig, "A comment on Edie's traffic delays at toll booths", Operations Research 2(3),
1954; Hall, "On representatives of subsets", 1935; Cezik and L'Ecuyer, "Staffing multiskill call
centers via linear programming and simulation", Management Science 54(2), 2008.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import (
    Need,
    Shift,
    SkillSet,
    Solved,
    covering_model,
    keep_only,
    solve,
)
from motcua.planner.staffing import Requirement

EPSILON = 1e-9
TOLERANCE = 1e-6
EXACT_FIELDS = 8
"""up to here all sets of fields are looked at; beyond, sets of one, two and all"""


@dataclass(frozen=True)
class DayRoster:
    """The answer for one point: ``count[shift, skill set]``."""

    point: str
    shifts: tuple[Shift, ...]
    skills: tuple[SkillSet, ...]
    count: Ints
    short: dict[tuple[frozenset[int], int], int]
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
        for begin in sorted({first + (last - first) // 2 + d for d in (-pause, 0)}):
            breaks = tuple(range(begin, min(begin + pause, last)))
            shifts.append(Shift(f"{first}-{last} nghỉ {begin}", first, last, breaks))
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
    search = _Search(
        shifts,
        skills,
        np.array([shift.covers(workload.slots) for shift in shifts]),
        requirement.load[point],
        list(_first_needs(requirement.load[point], requirement.pooled[point])),
        part_time_most,
        people_most,
        seconds,
        gap,
    )
    relaxed = search.run(whole=False)
    if relaxed is None:
        raise RuntimeError(f"no roster for {workload.points[point]} within {seconds:g} s")
    found, bound = search.run(only=search.used), relaxed.cost
    if found is None or not search.near(found.cost, bound):
        better = search.run()
        found, bound = better or found, max(bound, better.bound) if better else bound
    if found is None:
        raise RuntimeError(f"no roster for {workload.points[point]} within {seconds:g} s")
    count, short = search.parts(found)
    return DayRoster(
        workload.points[point],
        tuple(shifts),
        tuple(skills),
        np.round(count).astype(np.int64),
        _named(short, len(workload.fields)),
        found.cost,
        bound,
        search.near(found.cost, bound),
    )


@dataclass
class _Search:
    """The needs written so far, and solving until no set of fields is broken."""

    shifts: Sequence[Shift]
    skills: Sequence[SkillSet]
    cover: Ints
    load: Floats
    needs: list[Need]
    part_time_most: float
    people_most: int | None
    seconds: float
    gap: float

    def __post_init__(self) -> None:
        self.size = len(self.shifts) * len(self.skills)
        self.used = np.zeros(self.size, np.bool_)
        """columns of people that some relaxation used"""

    def run(self, *, whole: bool = True, only: NDArray[np.bool_] | None = None) -> Solved | None:
        """Solve, write the sets that are broken, solve again; ``None`` when there is no plan."""
        while True:
            model = covering_model(
                self.cover,
                self.shifts,
                self.skills,
                self.needs,
                part_time_most=self.part_time_most,
                people_most=self.people_most,
            )
            if only is not None:
                keep_only(model, only)
            found = solve(model, self.seconds, self.gap, whole=whole)
            if found is None:
                return None
            if not whole:
                self.used |= found.values[: self.size] > EPSILON
            count, short = self.parts(found)
            broken = _broken_needs(self.load, count.T @ self.cover, short, self.skills, self.needs)
            if not broken:
                return found
            self.needs += broken

    def parts(self, found: Solved) -> tuple[Floats, Floats]:
        """People by shift and skill set, and what lacks by field (and in all) and slot."""
        count = found.values[: self.size].reshape(len(self.shifts), len(self.skills))
        return count, found.values[self.size :].reshape(-1, self.cover.shape[1])

    def near(self, cost: float, bound: float) -> bool:
        return cost <= bound * (1 + self.gap) + EPSILON


def _named(short: Floats, fields: int) -> dict[tuple[frozenset[int], int], int]:
    """The last line is what the point lacks whatever the field."""
    sets = [frozenset({n}) for n in range(fields)] + [frozenset(range(fields))]
    return {
        (sets[line], int(slot)): int(np.ceil(short[line, slot] - EPSILON))
        for line, slot in np.argwhere(short > EPSILON)
    }


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


def _people_for(load: Floats, fields: Sequence[int], slot: int) -> int:
    """The fewest people whose work keeps up with the load of these fields."""
    return int(np.ceil(load[list(fields), slot].sum() - EPSILON))


def _first_needs(load: Floats, pooled: Ints) -> Iterator[Need]:
    """Every field by itself, and all together; other sets only when they are broken."""
    everything = range(load.shape[0])
    for slot in range(load.shape[1]):
        for field in everything if load.shape[0] > 1 else ():
            if need := _people_for(load, [field], slot):
                yield frozenset({field}), slot, need
        if need := max(int(pooled[slot]), _people_for(load, everything, slot)):
            yield frozenset(everything), slot, need


def _broken_needs(
    load: Floats, duty: Floats, short: Floats, skills: Sequence[SkillSet], known: Sequence[Need]
) -> list[Need]:
    """Sets of fields that too few people know, by slot: Hall's condition, looked through."""
    seen = {(fields, slot) for fields, slot, _ in known}
    fields = range(load.shape[0])
    sizes = range(2, len(fields)) if len(fields) <= EXACT_FIELDS else range(2, 3)
    broken: list[Need] = []
    for chosen in (frozenset(c) for size in sizes for c in combinations(fields, size)):
        able = duty[[bool(k.fields & chosen) for k in skills]].sum(axis=0)
        able = able + short[sorted(chosen)].sum(axis=0)
        need = np.ceil(load[sorted(chosen)].sum(axis=0) - EPSILON).astype(int)
        lacking = np.flatnonzero(able < need - TOLERANCE)
        broken += [(chosen, t, int(need[t])) for t in map(int, lacking) if (chosen, t) not in seen]
    return broken
