"""The cheapest people by shift and skill set that cover every need, with a bound.

1. The linear relaxation, its rows written when a solution breaks them: the bound.
2. ``roster_search`` from the rounded-down relaxation, until within the gap or the rounds are used.
3. If still apart: branch and bound by HiGHS from the plan found. A column whose reduced cost is
   more than plan minus bound is in no better plan and is left out; so are needs that follow from
   others, and those the relaxation covers amply unless a plan breaks them.

A need (F, t) follows from (G, t) when G ⊂ F and need(G, t) ≥ need(F, t): who knows one of G knows
one of F.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
from numpy.typing import NDArray

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import (
    EPSILON,
    SkillSet,
    Solved,
    linear_model,
    new_solver,
)
from motcua.planner.roster_search import Small, packed, search

EXACT_FIELDS = 8
"""up to here all sets of fields are looked at; beyond, sets of one, two and all"""
TOLERANCE = 1e-6
ROUNDS = 8_000
SEEDS = (1, 2, 3)
Mask = NDArray[np.bool_]


def field_sets(fields: int) -> tuple[frozenset[int], ...]:
    """Sets of fields whose needs are looked at, smallest first; the last is all of them."""
    sizes = range(1, fields) if fields <= EXACT_FIELDS else (1, 2)
    chosen = [frozenset(c) for size in sizes for c in combinations(range(fields), size)]
    return (*chosen, frozenset(range(fields)))


def people_needed(load: Floats, pooled: Ints, sets: Sequence[frozenset[int]]) -> Ints:
    """The fewest people by set of fields and slot whose work keeps up; ``pooled`` for all fields."""
    need = np.array([np.ceil(load[sorted(chosen)].sum(axis=0) - EPSILON) for chosen in sets])
    need[-1] = np.maximum(need[-1], pooled)
    return need.astype(np.int64)


@dataclass(frozen=True)
class Cells:
    """Needs that do not follow from others: ``has[column, cell]`` is 1 where a column helps."""

    has: Small
    need: Small
    by_field: Mask
    """cells of one field or of all: what is written into the relaxation at once"""

    @classmethod
    def of(
        cls, cover: Ints, skills: Sequence[SkillSet], sets: Sequence[frozenset[int]], need: Ints
    ) -> Cells:
        """``cover[shift, slot]``, ``need[set, slot]``; columns are shift × skill set."""
        binding = need > 0
        for big, fields in enumerate(sets):
            inside = [small for small, part in enumerate(sets) if part < fields]
            if inside:
                binding[big] &= need[big] > need[inside].max(axis=0)
        chosen, slots = np.nonzero(binding)
        able = np.array([[bool(k.fields & fields) for k in skills] for fields in sets])
        has = cover[:, None, slots] * able[chosen].T[None, :, :]
        size = np.array([len(fields) for fields in sets])[chosen]
        at_once = (size == 1) | (chosen == len(sets) - 1)
        columns = len(cover) * len(skills)
        flat = has.reshape(columns, len(slots)).astype(np.int16)
        return cls(np.ascontiguousarray(flat), need[binding].astype(np.int16), at_once)

    @property
    def coverable(self) -> bool:
        """Whether every need is met by somebody."""
        return bool(self.has.any(axis=0).all())

    def slack(self, count: Floats | Ints) -> Floats:
        left: Floats = count.astype(np.float64) @ self.has - self.need
        return left


def cheapest(cells: Cells, cost: Floats, seconds: float, gap: float) -> Solved | None:
    """People by column within ``gap`` of the bound if ``seconds`` allow; every need is coverable.

    ``None`` when the time does not even allow the relaxation.
    """
    if not len(cells.need):
        return Solved(np.zeros(len(cost)), 0.0, 0.0)
    relaxed = _relax(cells, cost, seconds)
    if relaxed is None:
        return None
    values, reduced, bound = relaxed
    count = _searched(cells, cost, values, bound * (1 + gap) + EPSILON)
    found = Solved(count.astype(float), float(cost @ count), bound)
    if found.cost <= bound * (1 + gap) + EPSILON:
        return found
    return _branched(cells, cost, found, (values, reduced), seconds, gap)


def _searched(cells: Cells, cost: Floats, relaxed: Floats, goal: float) -> Ints:
    """The best of a few searches; the next begins only while the goal is not reached."""
    bits, best = packed(cells.has), np.zeros(0, np.int64)
    start = np.floor(relaxed + TOLERANCE).astype(np.int64)
    for seed in SEEDS:
        found = search(start, cells.need, cells.has, bits, cost, goal, ROUNDS, seed)
        if not len(best) or cost @ found < cost @ best - EPSILON:
            best = found
        if cost @ best <= goal:
            break
    return best


def _relax(cells: Cells, cost: Floats, seconds: float) -> tuple[Floats, Floats, float] | None:
    """Values, reduced costs and optimum of the relaxation; rows are added where it breaks them."""
    written = cells.by_field.copy()
    solver = new_solver(seconds)
    solver.passModel(_model(cells, cost, np.flatnonzero(written), whole=False))
    while True:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = solver.getSolution()
        values = np.asarray(solution.col_value)
        broken = (cells.slack(values) < -TOLERANCE) & ~written
        if not broken.any():
            reduced = np.asarray(solution.col_dual)
            return values, reduced, float(solver.getInfo().objective_function_value)
        written |= broken
        _add_rows(solver, cells, np.flatnonzero(broken))


def _branched(
    cells: Cells,
    cost: Floats,
    found: Solved,
    relaxed: tuple[Floats, Floats],
    seconds: float,
    gap: float,
) -> Solved:
    values, reduced = relaxed
    kept = np.flatnonzero((reduced <= found.cost - found.bound + EPSILON) | (found.values > 0))
    written = cells.slack(values) < 1
    while True:
        solver = new_solver(seconds)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.passModel(_model(cells, cost, np.flatnonzero(written), whole=True, kept=kept))
        known = highspy.HighsSolution()
        known.col_value = found.values[kept].tolist()
        solver.setSolution(known)
        solver.run()
        info = solver.getInfo()
        bound = max(found.bound, min(float(info.mip_dual_bound), found.cost))
        found = Solved(found.values, found.cost, bound)
        whole = np.zeros(len(cost))
        whole[kept] = np.round(solver.getSolution().col_value)
        broken = (cells.slack(whole) < -TOLERANCE) & ~written
        if not broken.any() and cost @ whole < found.cost:
            found = Solved(whole, float(cost @ whole), bound)
        if not broken.any() or found.cost <= bound * (1 + gap) + EPSILON:
            return found
        written |= broken


def _model(
    cells: Cells, cost: Floats, rows: Ints, *, whole: bool, kept: Ints | None = None
) -> highspy.HighsLp:
    kept = np.arange(len(cost)) if kept is None else kept
    need = cells.need[rows].astype(float)
    kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
    matrix = cells.has[np.ix_(kept, rows)].T.astype(float)
    return linear_model(cost[kept], matrix, need, np.full(len(rows), np.inf), [kind] * len(kept))


def _add_rows(solver: highspy.Highs, cells: Cells, rows: Ints) -> None:
    """The solver goes on from where it stands: a few dual simplex steps each time."""
    line, column = np.nonzero(cells.has[:, rows].T)
    starts = np.searchsorted(line, np.arange(len(rows)))
    need = cells.need[rows].astype(float)
    high = np.full(len(rows), np.inf)
    solver.addRows(
        len(rows), need, high, len(column), starts.astype(np.int32), column.astype(np.int32),
        np.ones(len(column)),
    )  # fmt: skip
