"""The worked example's staff: arrivals, shifts, a simulated check, for one network of points."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from motcua.planner.counters import Counters, office_shifts, workload_of
from motcua.planner.problem import Ints, Problem
from motcua.planner.roster import usual_skills
from motcua.planner.roster_files import clock
from motcua.planner.staffing import Reading, Requirement, Workload, required
from motcua.planner.staffing_verify import Staffed, staff

DAYS = 30
FULL_DAY_HOURS = 8.0
HEAD = ("point", "visits", "people", "counters", "full_time", "in_time_percent", "wait_minutes")


@dataclass(frozen=True, slots=True)
class PointStaff:
    """One point of a network on a busy day."""

    point: str
    visits: float
    people: int
    """people on any shift of the day"""
    counters: int
    """most people at the counters at once"""
    full_time: float
    """paid hours, in days of eight hours"""
    in_time: float
    wait_minutes: float


@dataclass(frozen=True, slots=True)
class NetworkStaff:
    """A network's staff, and the verdict of its simulation."""

    points: tuple[PointStaff, ...]
    in_time: float
    in_time_half: float
    missed: tuple[str, ...]
    gap: float
    """by how much the rosters may cost more than the cheapest ones, as a fraction"""

    @property
    def people(self) -> int:
        return sum(point.people for point in self.points)

    @property
    def full_time(self) -> float:
        return sum(point.full_time for point in self.points)

    def line(self) -> str:
        busiest = max(self.points, key=lambda point: point.people)
        told = "every point keeps the target" if not self.missed else f"missed: {self.missed}"
        return (
            f"{len(self.points)} points: {self.people} people on shifts "
            f"({self.full_time:.0f} full-time days), at most {busiest.people} at one point, "
            f"{100 * self.in_time:.1f} ± {100 * self.in_time_half:.1f} % served in time; {told}; "
            f"roster gap {100 * self.gap:.2f} %"
        )


def staff_network(
    problem: Problem,
    plan: Ints,
    counters: Counters,
    *,
    seed: int,
    names: Mapping[str, str] | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Staffed, NetworkStaff]:
    """Staff every point of ``plan`` for a busy day: lag-corrected requirement, shifts, simulation.

    The points' order does not matter: they are taken in the problem's order; ``names`` are put behind
    their ids.
    """
    workload = workload_of(counters, problem, np.sort(plan))
    if names:
        labels = tuple(f"{point} {names[point]}" for point in workload.points)
        workload = replace(workload, points=labels)
    needed = _while_open(required(workload, counters.target, Reading.LAG))
    skills = usual_skills(workload.fields, pairs=False)
    shifts = office_shifts(counters)
    found = staff(needed, counters.target, shifts, skills, days=DAYS, seed=seed, told=told)
    return found, summary(found)


def _while_open(needed: Requirement) -> Requirement:
    """Nothing is required of a slot nobody is received in: what is under way then comes to its end."""
    opened = (needed.workload.arrivals.sum(axis=(0, 1)) > 0).astype(np.int64)
    return replace(needed, pooled=needed.pooled * opened, load=needed.load * opened)


def summary(found: Staffed) -> NetworkStaff:
    """The figures of a staffed network."""
    workload = found.requirement.workload
    days = found.outcome.days
    points = tuple(
        PointStaff(
            roster.point,
            float(workload.arrivals[p].sum()),
            roster.people,
            int(found.outcome.scenario.duty[p].sum(axis=0).max()),
            roster.paid_slots * workload.slot_minutes / 60 / FULL_DAY_HOURS,
            float(days["in_time"][:, p].mean()),
            float(days["mean_wait"][:, p].mean()),
        )
        for p, roster in enumerate(found.rosters)
    )
    whole = found.outcome.estimate("in_time")
    bound = sum(roster.bound for roster in found.rosters)
    gap = sum(roster.cost for roster in found.rosters) / bound - 1 if bound else 0.0
    return NetworkStaff(points, whole.mean, whole.half, found.missed, gap)


def staff_folder(network: str) -> str:
    """The name of a network's folder."""
    return "staff-" + "-".join(network.replace(",", "").replace("+", "").split())


def write_network(folder: Path, found: NetworkStaff, workload: Workload) -> list[Path]:
    """``staff.csv`` by point, and the tables ``motcua plan staff`` and ``simulate`` read."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        (p.point, *(round(v, 2) for v in (p.visits, p.people, p.counters, p.full_time)),
         round(100 * p.in_time, 1), round(p.wait_minutes, 2))
        for p in found.points
    ]  # fmt: skip
    arrivals = [
        (point, field, clock(workload.opens_minutes + t * workload.slot_minutes), round(n, 4))
        for point, by_field in zip(workload.points, workload.arrivals, strict=True)
        for field, by_slot in zip(workload.fields, by_field, strict=True)
        for t, n in enumerate(by_slot.tolist())
    ]
    about = zip(
        workload.fields,
        workload.service_minutes.tolist(),
        workload.service_scv.tolist(),
        workload.patience_minutes.tolist(),
        strict=True,
    )
    return [
        _table(folder / "staff.csv", HEAD, rows),
        _table(folder / "arrivals.csv", ("point", "field", "slot", "arrivals"), arrivals),
        _table(
            folder / "fields.csv", ("field", "service_minutes", "scv", "patience_minutes"), about
        ),
    ]


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path
