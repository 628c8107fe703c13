"""Shifts, skills, and the covering model of a day, as HiGHS wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from motcua.planner.erlang import Floats, Ints

EPSILON = 1e-9
PENALTY = 1_000.0
FEASIBLE = 2
"""HiGHS: a solution that keeps every constraint is known"""
Need = tuple[frozenset[int], int, int]
"""set of fields, slot, people"""


@dataclass(frozen=True, slots=True)
class Shift:
    """Working slots of one kind of day. ``breaks`` are slots without counter duty."""

    name: str
    first: int
    last: int
    """first slot after the end"""
    breaks: tuple[int, ...] = ()
    part_time: bool = False
    changeover: float = 0.0
    """slots counted against the shift beside those paid: makes one full day better than two halves"""

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


def people_cost(shifts: Sequence[Shift], skills: Sequence[SkillSet]) -> Floats:
    """What one person costs by shift and skill set (flat), in paid slots."""
    slots = np.array([shift.paid_slots + shift.changeover for shift in shifts], float)
    return np.outer(slots, [k.cost for k in skills]).ravel()


@dataclass(frozen=True)
class Solved:
    """What came back: values, cost, and the bound no plan can beat."""

    values: Floats
    cost: float
    bound: float


def covering_model(
    cover: Ints,
    shifts: Sequence[Shift],
    skills: Sequence[SkillSet],
    needs: Sequence[Need],
    *,
    part_time_most: float = 1.0,
    people_most: int | None = None,
) -> highspy.HighsLp:
    """Columns: people by shift and skill set, then people lacking by field (and in all) and slot."""
    size, slots = len(shifts) * len(skills), cover.shape[1]
    fields = 1 + max(f for chosen, _, _ in needs for f in chosen)
    short = (fields + 1) * slots
    able = np.array([[bool(k.fields & fields) for k in skills] for fields, _, _ in needs])
    duty = cover[:, [slot for _, slot, _ in needs]].T
    covering = (duty[:, :, None] & able[:, None, :]).reshape(len(needs), size).astype(float)
    lacking = np.zeros((len(needs), short))
    for row, (chosen, slot, _) in enumerate(needs):
        everything = [fields] if len(chosen) == fields else []
        lacking[row, [line * slots + slot for line in (*chosen, *everything)]] = 1
    matrix = np.hstack([covering, lacking])
    low, high = [float(need) for *_, need in needs], [np.inf] * len(needs)
    limits: list[tuple[Floats, float]] = []
    if part_time_most < 1:
        part = np.repeat([shift.part_time for shift in shifts], len(skills)).astype(float)
        limits.append((part - part_time_most, 0.0))
    if people_most is not None:
        limits.append((np.ones(size), float(people_most)))
    for row, most in limits:
        matrix = np.vstack([matrix, np.concatenate([row, np.zeros(short)])])
        low, high = [*low, -np.inf], [*high, most]
    cost = people_cost(shifts, skills)
    kinds = [highspy.HighsVarType.kInteger] * size + [highspy.HighsVarType.kContinuous] * short
    upper = np.full(size + short, np.inf)
    if not limits:  # then only what no shift covers can lack; closing the rest helps the solver
        hopeless = lacking[~covering.any(axis=1)].any(axis=0)
        upper[size:][~hopeless] = 0.0
    return linear_model(
        np.concatenate([cost, np.full(short, PENALTY)]),
        matrix,
        np.array(low),
        np.array(high),
        kinds,
        upper,
    )


def linear_model(
    cost: Floats,
    matrix: Floats,
    low: Floats,
    high: Floats,
    kinds: Sequence[highspy.HighsVarType],
    upper: Floats | None = None,
) -> highspy.HighsLp:
    """``low ≤ matrix·x ≤ high``, ``0 ≤ x ≤ upper``, minimise ``cost·x``."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(matrix)
    model.col_cost_ = cost
    model.col_lower_ = np.zeros(len(cost))
    model.col_upper_ = np.full(len(cost), np.inf) if upper is None else upper
    model.row_lower_, model.row_upper_ = low, high
    rows, columns = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(rows, np.arange(len(matrix) + 1))
    model.a_matrix_.index_, model.a_matrix_.value_ = columns, matrix[rows, columns]
    model.integrality_ = list(kinds)
    return model


def new_solver(seconds: float) -> highspy.Highs:
    """HiGHS on one thread: the same problem gives the same answer."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 1)
    return solver


def keep_only(model: highspy.HighsLp, used: NDArray[np.bool_]) -> None:
    """Close all columns of people but ``used``; what lacks stays free."""
    upper = np.array(model.col_upper_)
    upper[: len(used)][~used] = 0.0
    model.col_upper_ = upper


def solve(
    model: highspy.HighsLp, seconds: float, gap: float, *, whole: bool = True
) -> Solved | None:
    """Run HiGHS on one thread; ``None`` when it has no plan (none exists, or the time is up).

    ``whole`` false drops the whole numbers (a bound, and a guide to which constraints bind).
    """
    solver = new_solver(seconds)
    if not whole:
        model.integrality_ = []
    solver.setOptionValue("mip_rel_gap", gap)
    solver.passModel(model)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != FEASIBLE:
        return None
    cost = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if whole else cost
    return Solved(np.asarray(solver.getSolution().col_value), cost, bound)


def solve_surely(model: highspy.HighsLp, seconds: float, gap: float, what: str) -> Solved:
    """As :func:`solve`; raises ``RuntimeError`` that names ``what`` when there is no plan."""
    found = solve(model, seconds, gap)
    if found is None:
        raise RuntimeError(f"no roster for {what} within {seconds:g} s")
    return found
