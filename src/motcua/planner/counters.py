"""From a city's published volumes to who comes to each point in each half-hour.

A TOML file says how many dossiers came in how many days, how many visits one needs, the shape of
the day, and what each field takes. Visits are shared among points as people are: each demand point
goes to its nearest point.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from motcua.planner.problem import Floats, Ints, Problem
from motcua.planner.roster_model import Shift
from motcua.planner.staffing import Target, Workload
from motcua.planner.staffing_files import TIME
from motcua.planner.tables import BadFile

FIELD = ("share", "service_minutes", "scv", "patience_minutes")
TOLERANCE = 1e-6
CHANGEOVER = 1.0
"""slots: a half day is worth it where it saves more than this"""


@dataclass(frozen=True, slots=True, eq=False)
class Counters:
    """Visits on a busy day in the whole city, by field and slot, and what each takes."""

    fields: tuple[str, ...]
    visits: Floats
    """by field and slot"""
    service_minutes: Floats
    service_scv: Floats
    patience_minutes: Floats
    opens_minutes: float
    slot_minutes: float
    target: Target

    @property
    def visits_a_day(self) -> float:
        return float(self.visits.sum())


def read_counters(path: Path) -> Counters:
    """Read the file.

    Raises
    ------
    BadFile
        Naming the table and the entry that lacks or cannot be, and what is expected.
    """
    try:
        told = _Tables(path, tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"{path}: expected a TOML file ({error})") from None
    opens = TIME.fullmatch(str(told.entry("day", "opens")))
    if opens is None:
        raise BadFile(f"{path}, [day], opens: expected a time such as 08:00")
    shape = np.array(told.entry("day", "shape"), dtype=np.float64)
    if shape.ndim != 1 or not (shape >= 0).all() or not shape.sum() > 0:
        raise BadFile(f"{path}, [day], shape: expected numbers of 0 or more, not all 0")
    names, columns = told.fields()
    if abs(columns["share"].sum() - 1) > TOLERANCE:
        total = columns["share"].sum()
        raise BadFile(f"{path}, [[field]], share: expected shares that add up to 1, got {total:g}")
    a_day = _visits_a_day(told)
    return Counters(
        names,
        a_day * np.outer(columns["share"], shape / shape.sum()),
        columns["service_minutes"],
        columns["scv"],
        columns["patience_minutes"],
        int(opens[1]) * 60.0 + int(opens[2]),
        told.number("day", "slot_minutes"),
        Target(told.number("target", "within_minutes"), told.number("target", "share")),
    )


def _visits_a_day(told: "_Tables") -> float:
    counter, online = "visits_per_dossier_at_counter", "visits_per_dossier_online"
    in_all = told.number("published", "dossiers_at_counters") * told.number("assumed", counter)
    in_all += told.number("published", "dossiers_online") * told.number("assumed", online)
    return in_all / told.number("published", "working_days") * told.number("assumed", "busy_day")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What a TOML file holds; a missing entry is a sentence."""

    path: Path
    tables: dict[str, Any]

    def entry(self, table: str, name: str) -> Any:
        found = self.tables.get(table)
        if not isinstance(found, dict) or name not in found:
            raise BadFile(f"{self.path}, [{table}]: expected an entry {name!r}")
        return found[name]

    def number(self, table: str, name: str) -> float:
        return self._above(self.entry(table, name), f"[{table}], {name}")

    def fields(self) -> tuple[tuple[str, ...], dict[str, Floats]]:
        rows = self.tables.get("field", [])
        for number, row in enumerate(rows, 1):
            for name in ("name", *FIELD):
                if name not in row:
                    raise BadFile(f"{self.path}, [[field]] {number}: expected an entry {name!r}")
        if not rows:
            raise BadFile(f"{self.path}: expected at least one table [[field]]")
        columns = {
            name: np.array(
                [self._above(row[name], f"[[field]] {k}, {name}") for k, row in enumerate(rows, 1)]
            )
            for name in FIELD
        }
        return tuple(str(row["name"]) for row in rows), columns

    def _above(self, value: object, where: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
            raise BadFile(f"{self.path}, {where}: expected a number above 0, got {value!r}")
        return float(value)


def workload_of(counters: Counters, problem: Problem, plan: Ints) -> Workload:
    """Who comes to each point of ``plan`` (rows of the problem) when everybody takes the nearest."""
    people = problem.demand.people
    nearest = problem.metres[plan].argmin(axis=0)
    share = np.bincount(nearest, weights=people, minlength=len(plan)) / people.sum()
    return Workload(
        tuple(problem.sites.ids[i] for i in plan),
        counters.fields,
        share[:, None, None] * counters.visits[None],
        counters.slot_minutes,
        counters.service_minutes,
        counters.service_scv,
        counters.patience_minutes,
        counters.opens_minutes,
    )


def office_shifts(counters: Counters) -> tuple[Shift, ...]:
    """A full day with the pause where nobody is received, and a half day on either side of it."""
    comes = counters.visits.sum(axis=0) > 0
    first, last = np.flatnonzero(comes)[[0, -1]]
    pause = tuple(int(t) for t in np.flatnonzero(~comes) if first < t < last)
    full = Shift("cả ngày", int(first), int(last) + 1, pause)
    if not pause:
        return (full,)
    return (
        full,
        Shift("sáng", int(first), pause[0], part_time=True, changeover=CHANGEOVER),
        Shift("chiều", pause[-1] + 1, int(last) + 1, part_time=True, changeover=CHANGEOVER),
    )
