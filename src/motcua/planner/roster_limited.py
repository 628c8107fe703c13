"""Rosters with limits, or with needs nobody can meet: what lacks is a column of its own.

``short`` keeps the model solvable, at a cost above every person's, so it is only used where nothing
else helps. Three passes: the linear relaxation finds the sets of fields that bind and a bound;
whole numbers over the columns the relaxation used are nearly always good enough, and quick; all
columns when not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_cover import EXACT_FIELDS, TOLERANCE
from motcua.planner.roster_model import (
    EPSILON,
    Need,
    Shift,
    SkillSet,
    Solved,
    covering_model,
    keep_only,
    solve,
)

Short = dict[tuple[frozenset[int], int], int]


@dataclass(frozen=True, slots=True)
class Limits:
    """Share of part-time people and number of people at most; false when neither binds."""

    part_time_most: float = 1.0
    people_most: int | None = None

    def __bool__(self) -> bool:
        return self.part_time_most < 1 or self.people_most is not None


def with_limits(
    shifts: Sequence[Shift],
    skills: Sequence[SkillSet],
    cover: Ints,
    load: Floats,
    pooled: Ints,
    limits: Limits,
    seconds: float,
    gap: float,
) -> tuple[Solved | None, Short]:
    """The cheapest people by shift and skill set (first values), and what lacks.

    ``None`` when the time allows no plan.
    """
    needs = list(_first_needs(load, pooled))
    if not needs:
        return Solved(np.zeros(len(shifts) * len(skills)), 0.0, 0.0), {}
    search = _Search(shifts, skills, cover, load, needs, limits, seconds, gap)
    relaxed = search.run(whole=False)
    if relaxed is None:
        return None, {}
    found, bound = search.run(only=search.used), relaxed.cost
    if found is None or not search.near(found.cost, bound):
        better = search.run()
        found, bound = better or found, max(bound, better.bound) if better else bound
    if found is None:
        return None, {}
    return replace(found, bound=bound), _named(search.short(found), len(load))


@dataclass
class _Search:
    """The needs written so far, and solving until no set of fields is broken."""

    shifts: Sequence[Shift]
    skills: Sequence[SkillSet]
    cover: Ints
    load: Floats
    needs: list[Need]
    limits: Limits
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
                part_time_most=self.limits.part_time_most,
                people_most=self.limits.people_most,
            )
            if only is not None:
                keep_only(model, only)
            found = solve(model, self.seconds, self.gap, whole=whole)
            if found is None:
                return None
            if not whole:
                self.used |= found.values[: self.size] > EPSILON
            count = found.values[: self.size].reshape(len(self.shifts), len(self.skills))
            duty, short = count.T @ self.cover, self.short(found)
            broken = _broken_needs(self.load, duty, short, self.skills, self.needs)
            if not broken:
                return found
            self.needs += broken

    def short(self, found: Solved) -> Floats:
        """What lacks by field (and in all) and slot."""
        return found.values[self.size :].reshape(-1, self.cover.shape[1])

    def near(self, cost: float, bound: float) -> bool:
        return cost <= bound * (1 + self.gap) + EPSILON


def _named(short: Floats, fields: int) -> Short:
    """The last line is what the point lacks whatever the field."""
    sets = [frozenset({n}) for n in range(fields)] + [frozenset(range(fields))]
    return {
        (sets[line], int(slot)): int(np.ceil(short[line, slot] - EPSILON))
        for line, slot in np.argwhere(short > EPSILON)
    }


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
