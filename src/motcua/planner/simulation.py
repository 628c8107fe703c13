"""Simulate points with their people: replications, confidence intervals, fair comparisons.

A scenario says who would come (by home and field), where each home goes, which share applies
online, and who is on duty. Each replication is one day. Two scenarios see the same customers in
replication r, so their difference is taken pair by pair and its interval is narrow.

Interval of a mean of n days: x̄ ± t(n−1, 0.975)·s/√n (Student). Law and Kelton, *Simulation
Modeling and Analysis*, 3rd ed. 2000, ch. 9 and 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.stats import t as student

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import SkillSet
from motcua.planner.simulation_draw import customers, stream_key
from motcua.planner.simulation_kernel import LEFT, SERVED, run_day
from motcua.planner.staffing import Target, Workload

MEASURES = ("mean_wait", "in_time", "left", "turned_away", "visits", "occupancy", "overtime")


@dataclass(frozen=True)
class Scenario:
    """``duty[point, skill set, slot]`` people; ``goes[home]`` the point a home's people visit."""

    name: str
    workload: Workload
    skills: tuple[SkillSet, ...]
    duty: Ints
    goes: Ints
    online: Floats
    """share by field that no longer comes"""
    booked: Floats
    """share by field that comes by appointment (spread evenly, first in line)"""
    no_show: float = 0.0

    def __post_init__(self) -> None:
        w = self.workload
        want = (len(w.points), len(self.skills), w.slots)
        if self.duty.shape != want or (self.duty < 0).any():
            raise ValueError(f"duty has shape {self.duty.shape}; expected {want}, 0 or more")
        if (
            self.goes.shape != (len(w.points),)
            or not np.isin(self.goes, range(len(w.points))).all()
        ):
            raise ValueError("goes must name a point for every home")
        for name in ("online", "booked"):
            share = getattr(self, name)
            if share.shape != (len(w.fields),) or not ((share >= 0) & (share <= 1)).all():
                raise ValueError(
                    f"{name} needs a share of 0 … 1 for each of {len(w.fields)} fields"
                )
        if not 0 <= self.no_show < 1:
            raise ValueError(f"no-show share {self.no_show} must lie in 0 … 1, 1 excluded")

    @classmethod
    def of(
        cls, name: str, workload: Workload, skills: tuple[SkillSet, ...], duty: Ints
    ) -> Scenario:
        """Everybody goes to their own point, nobody applies online or books."""
        none = np.zeros(len(workload.fields))
        return cls(name, workload, skills, duty, np.arange(len(workload.points)), none, none)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over days with its 95 % interval."""

    mean: float
    half: float

    @property
    def low(self) -> float:
        return self.mean - self.half

    @property
    def high(self) -> float:
        return self.mean + self.half

    @classmethod
    def of(cls, days: Floats) -> Estimate:
        n = len(days)
        spread = float(days.std(ddof=1)) if n > 1 else np.inf
        half = float(student.ppf(0.975, n - 1)) * spread / np.sqrt(n) if n > 1 else np.inf
        return cls(float(days.mean()), float(half))


@dataclass(frozen=True)
class Outcome:
    """``days[measure]`` has one line per day and one column per point; the last is the city."""

    scenario: Scenario
    target: Target
    seed: int
    days: Mapping[str, Floats]
    waiting: Floats
    """mean number waiting by point and slot (in the middle of the slot)"""
    late: Floats
    """share served late or lost, by point, field and slot"""
    events: int = field(compare=False, default=0)

    def estimate(self, measure: str, point: int = -1) -> Estimate:
        """Mean and interval of ``measure`` at one point; −1 is the whole city."""
        return Estimate.of(self.days[measure][:, point])


def simulate(
    scenario: Scenario,
    target: Target,
    *,
    days: int = 30,
    seed: int = 0,
    told: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Run ``days`` replications; ``told`` hears the number of days done."""
    if days < 2:
        raise ValueError(f"{days} days; at least 2 for an interval")
    w = scenario.workload
    tables = {name: np.zeros((days, len(w.points) + 1)) for name in MEASURES}
    waiting = np.zeros((len(w.points), w.slots))
    late = np.zeros((2, len(w.points), len(w.fields), w.slots))
    events = 0
    routing = _routing(scenario)
    for day in range(days):
        whole = []
        for point in range(len(w.points)):
            found = _point_day(scenario, routing, point, seed, day)
            whole.append(found)
            events += 2 * len(found.came)
            _measure(tables, day, point, [found], target)
            _queue(found, w, waiting[point])
            _lateness(found, w, target, late[:, point])
        _measure(tables, day, len(w.points), whole, target)
        told(day + 1)
    share = np.divide(late[0], late[1], out=np.zeros_like(late[0]), where=late[1] > 0)
    return Outcome(scenario, target, seed, tables, waiting / days, share, events)


def compare(base: Outcome, other: Outcome) -> dict[str, Estimate]:
    """Other minus base for the city, day by day; needs the same seed and number of days."""
    if base.seed != other.seed or len(base.days["visits"]) != len(other.days["visits"]):
        raise ValueError("compared outcomes need the same seed and the same number of days")
    return {
        name: Estimate.of(other.days[name][:, -1] - base.days[name][:, -1]) for name in MEASURES
    }


@dataclass(frozen=True, slots=True)
class _Day:
    came: Floats
    field: Ints
    wait: Floats
    status: Ints
    work: float
    offered: float
    overtime: float


def _routing(scenario: Scenario) -> tuple[Ints, Ints, Ints]:
    """What the kernel wants of the skills: fields by group, their number, choice by field."""
    fields, groups = len(scenario.workload.fields), len(scenario.skills)
    served = np.zeros((groups, fields), np.int64)
    counts = np.array([len(skill.fields) for skill in scenario.skills], np.int64)
    choice = np.full((fields, groups), -1, np.int64)
    for g, skill in enumerate(scenario.skills):
        served[g, : counts[g]] = sorted(skill.fields)
    for f in range(fields):
        able = [g for g, skill in enumerate(scenario.skills) if f in skill.fields]
        choice[f, : len(able)] = sorted(able, key=lambda g: (counts[g], g))
    return served, counts, choice


def _point_day(
    scenario: Scenario, routing: tuple[Ints, Ints, Ints], point: int, seed: int, day: int
) -> _Day:
    w = scenario.workload
    parts = [
        _stream(scenario, home, f, seed, day)
        for home in np.flatnonzero(scenario.goes == point)
        for f in range(len(w.fields))
    ]
    came, kind, booked, service, patience = (
        np.concatenate([part[n] for part in parts] or [np.zeros(0)]) for n in range(5)
    )
    order = np.argsort(came, kind="stable")
    duty = scenario.duty[point]
    wait, status, _, work, over = run_day(
        came[order],
        kind[order].astype(np.int64),
        booked[order].astype(np.int64),
        service[order],
        patience[order],
        duty,
        *routing,
        w.slot_minutes,
    )
    offered = float(duty.sum() * w.slot_minutes)
    return _Day(came[order], kind[order].astype(np.int64), wait, status, work.sum(), offered, over)


def _stream(scenario: Scenario, home: int, f: int, seed: int, day: int) -> tuple[Floats, ...]:
    """Arrival, field, booked, service, patience of those of one home and field who come."""
    w = scenario.workload
    drawn = customers(
        stream_key(seed, day, home, f),
        w.rates[home, f],
        w.slot_minutes,
        w.service_minutes[f],
        w.service_scv[f],
        w.patience_minutes[f],
        scenario.online[f],
        scenario.booked[f],
        scenario.no_show,
    )
    return (drawn[0], np.full(len(drawn[0]), float(f)), *drawn[1:])


def _measure(
    tables: dict[str, Floats], day: int, column: int, found: list[_Day], target: Target
) -> None:
    wait = np.concatenate([one.wait for one in found])
    status = np.concatenate([one.status for one in found])
    visits = max(1, len(wait))
    in_time = (status == SERVED) & (wait <= target.minutes)
    offered = sum(one.offered for one in found)
    figures = {
        "mean_wait": wait.mean() if len(wait) else 0.0,
        "in_time": in_time.sum() / visits if len(wait) else 1.0,
        "left": (status == LEFT).sum() / visits,
        "turned_away": (status > LEFT).sum() / visits,
        "visits": float(len(wait)),
        "occupancy": sum(one.work for one in found) / offered if offered else 0.0,
        "overtime": max(one.overtime for one in found),
    }
    for name, value in figures.items():
        tables[name][day, column] = value


def _queue(found: _Day, w: Workload, waiting: Floats) -> None:
    middle = (np.arange(w.slots) + 0.5) * w.slot_minutes
    gone = np.sort(found.came + found.wait)
    waiting += np.searchsorted(found.came, middle) - np.searchsorted(gone, middle)


def _lateness(found: _Day, w: Workload, target: Target, late: Floats) -> None:
    slot = np.minimum((found.came / w.slot_minutes).astype(int), w.slots - 1)
    bad = (found.status != SERVED) | (found.wait > target.minutes)
    np.add.at(late[0], (found.field, slot), bad)
    np.add.at(late[1], (found.field, slot), 1)


def staffed_with(scenario: Scenario, name: str, duty: Ints) -> Scenario:
    """The same people, other counters."""
    return replace(scenario, name=name, duty=duty)
