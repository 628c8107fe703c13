"""Which shifts, with which skills: covering the requirement at least cost (one point, one day).

Sets: shifts s with cover a[s, t] ∈ {0, 1}; skill sets k ⊆ fields; fields f; slots t.
Unknowns: x[s, k] people on shift s with skills k (whole numbers).

    minimise    Σ cost[s, k]·x[s, k] + penalty·Σ short
    subject to  Σₛ Σ_{k ∩ F ≠ ∅} a[s, t]·x[s, k] + short[F, t] ≥ need(F, t)      for field sets F

The constraints are Hall's condition: people can be spread over the fields so that every field has
its need if and only if for every set F of fields those who know one of F are enough. need(F) is
the sum of least needs over F, and for the set of all fields the pooled requirement. Only sets F
that can bind are written. ``short`` keeps the model solvable: what cannot be covered is named.

Sources: Dantzig, "A comment on Edie's traffic delays at toll booths", Operations Research 2(3),
1954; Hall, "On representatives of subsets", 1935; Cezik and L'Ecuyer, "Staffing multiskill call
centers via linear programming and simulation", Management Science 54(2), 2008.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np

from motcua.planner.erlang import Floats, Ints
from motcua.planner.staffing import Requirement

PENALTY = 1_000.0
EXACT_FIELDS = 8
"""up to here all sets of fields are looked at; beyond, sets of one, two and all"""


@dataclass(frozen=True, slots=True)
class Shift:
    """Working slots of one kind of day. ``breaks`` are slots without counter duty."""

    name: str
    first: int
    last: int
    """first slot after the end"""
    breaks: tuple[int, ...] = ()
    part_time: bool = False

    @property
    def paid_slots(self) -> int:
        return self.last - self.first - len(self.breaks)

    def covers(self, slots: int) -> Ints:
        line = np.zeros(slots, np.int64)
        line[self.first : self.last] = 1
        line[list(self.breaks)] = 0
        return line


@dataclass(frozen=True, slots=True)
class SkillSet:
    """Fields somebody can serve; ``cost`` is relative to one field."""

    name: str
    fields: frozenset[int]
    cost: float = 1.0


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

    @property
    def people(self) -> int:
        return int(self.count.sum())

    @property
    def paid_slots(self) -> int:
        return int(sum(s.paid_slots * n for s, n in zip(self.shifts, self.count.sum(1), strict=True)))

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
    if pairs:
        found += [
            SkillSet(f"{fields[a]} + {fields[b]}", frozenset({a, b}), 1.05)
            for a, b in combinations(range(len(fields)), 2)
        ]
    if len(fields) > 2:
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
    seconds: float = 10.0,
    gap: float = 0.0,
) -> DayRoster:
    """The cheapest roster of one point.

    ``part_time_most`` limits the share of part-time people. What cannot be covered within
    ``people_most`` people, or by any shift, is reported in ``short``, never silently dropped.
    """
    slots = requirement.workload.slots
    _check(shifts, skills, slots, len(requirement.workload.fields))
    cover = np.array([shift.covers(slots) for shift in shifts])
    needs = list(_needs(requirement, point))
    model = _model(cover, shifts, skills, needs, part_time_most, people_most)
    solver = highspy.Highs()
    solver.silent()
    for option, value in (("time_limit", seconds), ("mip_rel_gap", gap), ("threads", 1)):
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    info, values = solver.getInfo(), np.asarray(solver.getSolution().col_value)
    if info.primal_solution_status != 2:
        raise RuntimeError(f"no roster for {requirement.workload.points[point]} in {seconds} s")
    size = len(shifts) * len(skills)
    count = np.round(values[:size]).astype(np.int64).reshape(len(shifts), len(skills))
    lacking = np.round(values[size:]).astype(np.int64)
    short = {
        (fields, slot): int(n)
        for (fields, slot, _), n in zip(needs, lacking, strict=True)
        if n > 0
    }
    return DayRoster(
        requirement.workload.points[point],
        tuple(shifts),
        tuple(skills),
        count,
        short,
        float(info.objective_function_value),
        float(info.mip_dual_bound),
        solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
    )


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


def _needs(requirement: Requirement, point: int) -> Iterator[tuple[frozenset[int], int, int]]:
    """(set of fields, slot, people) for every set that can bind."""
    least, pooled = requirement.least[point], requirement.pooled[point]
    fields = range(least.shape[0])
    sizes = fields if len(fields) <= EXACT_FIELDS else (0, 1)
    for slot in range(least.shape[1]):
        for size in sizes:
            for chosen in combinations(fields, size + 1):
                need = int(least[list(chosen), slot].sum())
                if size + 1 == len(fields):
                    continue
                if need and all(least[f, slot] for f in chosen):
                    yield frozenset(chosen), slot, need
        everybody = max(int(pooled[slot]), int(least[:, slot].sum()))
        if everybody:
            yield frozenset(fields), slot, everybody


def _model(
    cover: Ints,
    shifts: Sequence[Shift],
    skills: Sequence[SkillSet],
    needs: Sequence[tuple[frozenset[int], int, int]],
    part_time_most: float,
    people_most: int | None,
) -> highspy.HighsLp:
    size, short = len(shifts) * len(skills), len(needs)
    paid = np.array([s.paid_slots for s in shifts], float)
    cost = np.outer(paid, [k.cost for k in skills]).ravel()
    rows: list[Floats] = []
    for n, (fields, slot, _) in enumerate(needs):
        able = np.array([bool(k.fields & fields) for k in skills], float)
        lacking = np.zeros(short)
        lacking[n] = 1
        rows.append(np.concatenate([np.outer(cover[:, slot], able).ravel(), lacking]))
    low, high = [float(need) for *_, need in needs], [np.inf] * short
    if part_time_most < 1:
        part = np.repeat([s.part_time for s in shifts], len(skills)).astype(float)
        rows.append(np.concatenate([part - part_time_most, np.zeros(short)]))
        low, high = [*low, -np.inf], [*high, 0.0]
    if people_most is not None:
        rows.append(np.concatenate([np.ones(size), np.zeros(short)]))
        low, high = [*low, -np.inf], [*high, float(people_most)]
    matrix = np.array(rows).reshape(len(rows), size + short)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size + short, len(rows)
    model.col_cost_ = np.concatenate([cost, np.full(short, PENALTY)])
    model.col_lower_ = np.zeros(size + short)
    model.col_upper_ = np.full(size + short, highspy.kHighsInf)
    model.row_lower_, model.row_upper_ = np.array(low), np.array(high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    filled = [np.flatnonzero(row) for row in matrix]
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(f) for f in filled])])
    model.a_matrix_.index_ = np.concatenate([*filled, np.zeros(0, np.int64)])
    model.a_matrix_.value_ = np.concatenate([*(r[f] for r, f in zip(matrix, filled, strict=True)), []])
    kinds = [highspy.HighsVarType.kInteger] * (size + short)
    model.integrality_ = kinds
    return model
