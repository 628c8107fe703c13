"""The planner's staffing tables: who comes when, how long it takes, who is on duty.

``arrivals.csv``: point, field, slot (08:00), arrivals (people in that slot; absent rows are 0)
``fields.csv``:   field, service_minutes, and optionally scv (1), patience_minutes (endless),
                  online (0), booked (0)
``people.csv``:   point, person, fields (separated by ;), and optionally weekly_minutes (2400)
``shifts.csv``:   as ``staff`` writes it: point, from, to, breaks, skills, people
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import SkillSet
from motcua.planner.roster_people import Person
from motcua.planner.simulation import Scenario
from motcua.planner.staffing import Workload
from motcua.planner.tables import BadFile, Row, read_table

TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
JOIN = " + "


def read_workload(arrivals: Path, fields: Path) -> Workload:
    """Read and check both tables; ``BadFile`` names file, row and column."""
    about = read_table(fields)
    names = about.distinct(about.column("field"))
    table = read_table(arrivals)
    table.known(table.column("field"), names, fields.name)
    points = list(dict.fromkeys(row.text("point") for row in table))
    times = sorted({minutes(row, "slot") for row in table})
    slot = _slot(arrivals, times)
    slots = round((times[-1] - times[0]) / slot) + 1
    figures = np.zeros((len(points), len(names), slots))
    seen: dict[tuple[int, int, int], int] = {}
    for row in table:
        when = round((minutes(row, "slot") - times[0]) / slot)
        cell = points.index(row.text("point")), names.index(row.text("field")), when
        if cell in seen:
            raise row.error("slot", f"a slot given once (row {seen[cell]} has it already)")
        seen[cell] = row.number
        figures[cell] = row.number_in("arrivals", low=0, what="a number of people, 0 or more")

    def column(name: str, default: float | None, low: float) -> Floats:
        what = f"a number above {low:g}"
        values = [row.number_in(name, default, low=low, what=what) for row in about]
        return np.array(values, np.float64)

    patience = column("patience_minutes", 0.0, 0.0)
    return Workload(
        tuple(points),
        tuple(names),
        figures,
        slot,
        column("service_minutes", None, 1e-6),
        column("scv", 1.0, 0.0),
        np.where(patience > 0, patience, np.inf),
        times[0],
    )


def read_shares(fields: Path) -> tuple[Floats, Floats]:
    """Shares of each field that apply online and that come by appointment."""
    rows = list(read_table(fields))
    online, booked = (
        np.array([row.number_in(name, 0.0, low=0, high=1, what="a share of 0 … 1") for row in rows])
        for name in ("online", "booked")
    )
    return online, booked


def read_people(path: Path, workload: Workload) -> dict[str, list[Person]]:
    """People by point."""
    table = read_table(path)
    table.distinct(table.column("person"))
    found: dict[str, list[Person]] = {point: [] for point in workload.points}
    table.known(table.column("point"), workload.points, "the arrivals")
    for row in table:
        names = [part.strip() for part in row.text("fields").split(";") if part.strip()]
        unknown = [name for name in names if name not in workload.fields and name != "*"]
        if unknown:
            raise row.error("fields", f"fields among {', '.join(workload.fields)} or *")
        known = workload.fields if "*" in names else names
        most = row.number_in("weekly_minutes", 2400.0, low=0, what="minutes, 0 or more")
        numbers = frozenset(workload.fields.index(name) for name in known)
        found[row.text("point")].append(Person(row.text("person"), numbers, most))
    return found


def read_duty(path: Path, workload: Workload) -> tuple[tuple[SkillSet, ...], Ints]:
    """Skill sets and people on duty by point, skill set and slot, from a table of shifts."""
    table = read_table(path)
    table.known(table.column("point"), workload.points, "the arrivals")
    told = [row.text("skills") for row in table]
    names = list(dict.fromkeys([*told, *workload.fields, "*"]))  # also those nobody has yet
    skills = tuple(_skill(name, workload.fields, table.file) for name in names)
    duty = np.zeros((len(workload.points), len(skills), workload.slots), np.int64)
    for row in table:
        people = row.number_in("people", low=0, what="a number of people, 0 or more")
        line = duty[workload.points.index(row.text("point")), names.index(row.text("skills"))]
        first, last = (_number(row, name, workload) for name in ("from", "to"))
        if last <= first:
            raise row.error("to", "a time after the beginning")
        line[first:last] += int(people)
        for pause in row.cells.get("breaks", "").split():
            line[_slot_of(row, pause, "breaks", workload)] -= int(people)
    return skills, duty


def read_scenario(arrivals: Path, fields: Path, shifts: Path) -> Scenario:
    """All that a simulation needs."""
    workload = read_workload(arrivals, fields)
    skills, duty = read_duty(shifts, workload)
    online, booked = read_shares(fields)
    everybody = np.arange(len(workload.points))
    return Scenario("now", workload, skills, duty, everybody, online, booked)


def minutes(row: Row, column: str) -> float:
    """A time of day such as 08:30 in minutes after midnight."""
    found = TIME.fullmatch(row.text(column))
    if found is None:
        raise row.error(column, "a time such as 08:30")
    return int(found[1]) * 60.0 + int(found[2])


def _slot(path: Path, times: list[float]) -> float:
    if len(times) < 2:
        raise BadFile(f"{path}: expected at least two different slots")
    slot = min(b - a for a, b in pairwise(times))
    if any((t - times[0]) % slot for t in times):
        raise BadFile(f"{path}: expected slots at even distances of {slot:g} minutes")
    return slot


def _number(row: Row, column: str, workload: Workload) -> int:
    return _slot_of(row, row.text(column), column, workload)


def _slot_of(row: Row, told: str, column: str, workload: Workload) -> int:
    found = TIME.fullmatch(told)
    if found is None:
        raise row.error(column, "a time such as 08:30")
    place = (int(found[1]) * 60 + int(found[2]) - workload.opens_minutes) / workload.slot_minutes
    if place != int(place) or not 0 <= place <= workload.slots:
        raise row.error(column, f"a time on the grid of {workload.slot_minutes:g} minutes")
    return int(place)


def _skill(name: str, fields: tuple[str, ...], file: str) -> SkillSet:
    if name == "*":
        return SkillSet(name, frozenset(range(len(fields))))
    parts = [name] if name in fields else name.split(JOIN)
    if any(part not in fields for part in parts):
        raise BadFile(f"{file}: skills {name!r}; expected fields joined by {JOIN!r}, or *")
    return SkillSet(name, frozenset(fields.index(part) for part in parts))
