"""What if: the changes a city asks about, each from one scenario to another.

The people stay the same (see ``simulation_draw``); only where they go, whether they come and who
serves them changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from motcua.planner.simulation import Scenario


def close_point(scenario: Scenario, point: str, to: str, *, staff_too: bool = True) -> Scenario:
    """Close ``point``: its people go to ``to``, and its staff with them unless told otherwise."""
    closed, other = _point(scenario, point), _point(scenario, to)
    if closed == other:
        raise ValueError(f"{point} cannot take over from itself")
    goes = np.where(scenario.goes == closed, other, scenario.goes)
    duty = scenario.duty.copy()
    if staff_too:
        duty[other] += duty[closed]
    duty[closed] = 0
    return replace(scenario, name=f"{point} → {to}", goes=goes, duty=duty)


def move_people(scenario: Scenario, source: str, target: str, people: int, skill: str) -> Scenario:
    """Move ``people`` of one skill set for the whole day; never more than stand there in a slot."""
    a, b = _point(scenario, source), _point(scenario, target)
    names = [one.name for one in scenario.skills]
    if skill not in names:
        raise ValueError(f'no skill set "{skill}"; there are: {", ".join(names)}')
    k = names.index(skill)
    duty = scenario.duty.copy()
    if people < 1 or duty[a, k].max() < people:
        raise ValueError(f"{source} has at most {duty[a, k].max()} people of {skill}, not {people}")
    moved = np.minimum(duty[a, k], people)
    duty[a, k] -= moved
    duty[b, k] += moved
    return replace(scenario, name=f"{people} × {skill}: {source} → {target}", duty=duty)


def go_online(scenario: Scenario, field: str, share: float = 1.0) -> Scenario:
    """``share`` of a field's people apply online and no longer come (1: a fully online procedure)."""
    fields = scenario.workload.fields
    if field not in fields:
        raise ValueError(f'no field "{field}"; there are: {", ".join(fields)}')
    online = scenario.online.copy()
    online[fields.index(field)] = share
    return replace(scenario, name=f"{field}: {share:.0%} online", online=online)


def mobile_day(
    scenario: Scenario, name: str, homes: Sequence[str], share: float, people: int, skill: str
) -> Scenario:
    """A mobile team serves ``share`` of those homes' people on the spot, with people of its own.

    Raises ``ValueError`` for an unknown home or skill set, or a share outside 0 … 1.
    """
    if not 0 < share <= 1 or people < 1:
        raise ValueError(f"share {share} must lie in 0 … 1 and people {people} be at least 1")
    names = [one.name for one in scenario.skills]
    if skill not in names:
        raise ValueError(f'no skill set "{skill}"; there are: {", ".join(names)}')
    w = scenario.workload
    if name in w.points:
        raise ValueError(f'there is a point "{name}" already')
    chosen = [_point(scenario, home) for home in homes]
    served = w.arrivals[chosen] * share
    arrivals = w.arrivals.copy()
    arrivals[chosen] -= served
    team = np.zeros((1, *scenario.duty.shape[1:]), np.int64)
    team[0, names.index(skill)] = people
    workload = replace(
        w,
        points=(*w.points, name),
        arrivals=np.concatenate([arrivals, served.sum(axis=0, keepdims=True)]),
    )
    return replace(
        scenario,
        name=name,
        workload=workload,
        duty=np.concatenate([scenario.duty, team]),
        goes=np.append(scenario.goes, len(w.points)),
    )


def _point(scenario: Scenario, name: str) -> int:
    points = scenario.workload.points
    if name not in points:
        raise ValueError(f'no point "{name}"; there are: {", ".join(points)}')
    return points.index(name)
