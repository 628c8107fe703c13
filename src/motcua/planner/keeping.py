"""What a long run has found so far, so that ``--resume`` goes on: rosters and outcomes by content.

Each piece is kept under the fingerprint of everything it depends on. A resumed run asks for the same
pieces and gives the same bytes as one that was never stopped; after a change of inputs or options
nothing fits and everything is computed anew. Plain arrays, no pickles: a folder may come from others.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from motcua.planner.roster import DayRoster, roster_day
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.simulation import MEASURES, Outcome, Scenario, simulate
from motcua.planner.staffing import Requirement, Target

Arrays = Mapping[str, np.ndarray]


def fingerprint_of(*parts: object) -> str:
    """SHA-256 of values, arrays and dataclasses by their content."""
    digest = hashlib.sha256()
    for part in parts:
        _feed(digest.update, part)
    return digest.hexdigest()


def _feed(update: Callable[[bytes], None], part: object) -> None:
    update(type(part).__name__.encode() + b"(")
    if isinstance(part, np.ndarray):
        update(f"{part.dtype}{part.shape}".encode())
        update(np.ascontiguousarray(part).tobytes())
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            _feed(update, getattr(part, field.name))
    elif isinstance(part, frozenset):
        _feed(update, tuple(sorted(part)))
    elif isinstance(part, tuple | list):
        for inner in part:
            _feed(update, inner)
    else:
        update(repr(part).encode())
    update(b")")


class Kept:
    """The pieces of one run in ``folder/state``; ``resume`` false begins with none."""

    def __init__(self, folder: Path, *, resume: bool) -> None:
        self.folder = folder / "state"
        if not resume:
            self.forget()
        self.folder.mkdir(parents=True, exist_ok=True)

    def forget(self) -> None:
        """Remove every piece: the run is done."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __len__(self) -> int:
        return len(list(self.folder.glob("*.npz")))

    def read(self, key: str) -> Arrays | None:
        """The piece of that key; a torn file counts as none."""
        path = self.folder / f"{key}.npz"
        if not path.is_file():
            return None
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as found:
                return {name: found[name] for name in found.files}
        except (OSError, ValueError, BadZipFile):
            return None

    def write(self, key: str, arrays: Arrays) -> None:
        draft = self.folder / f"{key}.part"
        with draft.open("wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]
        draft.replace(self.folder / f"{key}.npz")

    def roster_day(
        self,
        requirement: Requirement,
        point: int,
        shifts: Sequence[Shift],
        skills: Sequence[SkillSet],
        *,
        seconds: float = 30.0,
    ) -> DayRoster:
        """As ``roster.roster_day``, computed once."""
        load, pooled = requirement.load[point], requirement.pooled[point]
        key = fingerprint_of("roster", load, pooled, tuple(shifts), tuple(skills), seconds)
        name = requirement.workload.points[point]
        told = self.read(key)
        if told is not None:
            return _roster(name, shifts, skills, told)
        found = roster_day(requirement, point, shifts, skills, seconds=seconds)
        self.write(key, _arrays(found))
        return found

    def simulate(
        self,
        scenario: Scenario,
        target: Target,
        *,
        days: int,
        seed: int,
        told: Callable[[int], None] = lambda _: None,
    ) -> Outcome:
        """As ``simulation.simulate``, computed once."""
        key = fingerprint_of("outcome", scenario, target, days, seed)
        found = self.read(key)
        if found is not None:
            measured = {name: found[name] for name in MEASURES}
            waiting, late, events = found["waiting"], found["late"], int(found["events"])
            return Outcome(scenario, target, seed, measured, waiting, late, events)
        outcome = simulate(scenario, target, days=days, seed=seed, told=told)
        lines = {"waiting": outcome.waiting, "late": outcome.late}
        self.write(key, {**outcome.days, **lines, "events": np.array(outcome.events)})
        return outcome


def _arrays(roster: DayRoster) -> Arrays:
    short = [(sum(1 << f for f in chosen), t, n) for (chosen, t), n in roster.short.items()]
    return {
        "count": roster.count,
        "short": np.array(short, np.int64).reshape(-1, 3),
        "figures": np.array([roster.cost, roster.bound, float(roster.proven)]),
    }


def _roster(
    name: str, shifts: Sequence[Shift], skills: Sequence[SkillSet], told: Arrays
) -> DayRoster:
    cost, bound, proven = told["figures"].tolist()
    short = {
        (frozenset(f for f in range(bits.bit_length()) if bits >> f & 1), slot): people
        for bits, slot, people in told["short"].tolist()
    }
    return DayRoster(
        name, tuple(shifts), tuple(skills), told["count"], short, cost, bound, bool(proven)
    )
