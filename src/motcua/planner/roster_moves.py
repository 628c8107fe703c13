"""Move people between points: who can spare, who lacks, at the least travel.

    minimise    Σ minutes[i, j]·m[i, j, k, l] + 1000·unmet[j, l]
    subject to  Σ m out of (i, k) ≤ have − need where there are too many
                Σ m into (j, l) + unmet = need − have where there are too few

k are the skills a person has, l those the point lacks, l ⊆ k; only pairs within the longest
journey. A transportation problem, so whole people come out by themselves (Hitchcock 1941).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import PENALTY, SkillSet, linear_model, solve_surely


@dataclass(frozen=True, slots=True)
class Move:
    people: int
    skill: str
    """what they know"""
    source: str
    target: str
    serves: str
    """what they are needed for"""
    minutes: float


@dataclass(frozen=True)
class Moves:
    moves: tuple[Move, ...]
    unmet: dict[tuple[str, str], int]
    """people still lacking by point and skill set"""


def suggest_moves(
    points: Sequence[str],
    skills: Sequence[SkillSet],
    have: Ints,
    need: Ints,
    minutes: Floats,
    *,
    farthest_minutes: float = 45.0,
) -> Moves:
    """``have`` and ``need`` by point and skill set, ``minutes`` from point to point.

    Raises ``ValueError`` when the tables do not fit or hold negative numbers.
    """
    shape = (len(points), len(skills))
    for name, table, wanted in (
        ("have", have, shape),
        ("need", need, shape),
        ("minutes", minutes, (len(points), len(points))),
    ):
        if table.shape != wanted or not (table >= 0).all():
            raise ValueError(f"{name} must be a table of {wanted} figures, 0 or more")
    spare, lack = np.maximum(have - need, 0), np.maximum(need - have, 0)
    froms, tos = np.argwhere(spare > 0), np.argwhere(lack > 0)
    ways = [
        (a, b)
        for a, (i, k) in enumerate(froms)
        for b, (j, wanted) in enumerate(tos)
        if skills[wanted].fields <= skills[k].fields and minutes[i, j] <= farthest_minutes
    ]
    if not len(tos):
        return Moves((), {})
    size = len(ways) + len(tos)
    matrix = np.zeros((len(froms) + len(tos), size))
    for n, (a, b) in enumerate(ways):
        matrix[a, n] = matrix[len(froms) + b, n] = 1
    matrix[len(froms) :, len(ways) :] = np.eye(len(tos))
    wanted_in = np.array([float(lack[j, k]) for j, k in tos])
    can_go = np.array([float(spare[i, k]) for i, k in froms])
    cost = [minutes[froms[a][0], tos[b][0]] for a, b in ways] + [PENALTY] * len(tos)
    model = linear_model(
        np.array(cost, float),
        matrix,
        np.concatenate([np.full(len(froms), -np.inf), wanted_in]),
        np.concatenate([can_go, wanted_in]),
        [highspy.HighsVarType.kInteger] * size,
    )
    values = solve_surely(model, 30.0, 0.0, "moves").values.round().astype(int)
    moves = tuple(
        Move(
            int(values[n]),
            skills[froms[a][1]].name,
            points[froms[a][0]],
            points[tos[b][0]],
            skills[tos[b][1]].name,
            float(minutes[froms[a][0], tos[b][0]]),
        )
        for n, (a, b) in enumerate(ways)
        if values[n]
    )
    left = {
        (points[j], skills[k].name): int(n)
        for (j, k), n in zip(tos, values[len(ways) :], strict=True)
        if n
    }
    return Moves(moves, left)
