"""How many people come from where: by area, by grid, from the centre's own dossiers, tomorrow.

All functions take and return plain arrays or ``Demand``; files are read in ``files``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from motcua.planner.problem import BadProblem, Demand, Floats
from motcua.planner.tables import read_table


def grown(
    demand: Demand, yearly: Mapping[str, float], years: float, *, default: float = 0.0
) -> Demand:
    """Return the demand after ``years`` with the growth per year of each area (0.02 is 2 %).

    Raises
    ------
    BadProblem
        For a code that is no area of the demand, or a growth of -100 % or less.
    """
    unknown = set(yearly) - set(demand.area)
    if unknown:
        raise BadProblem(f"growth: {sorted(unknown)[0]!r} is no area of the demand")
    rates = np.array([yearly.get(area, default) for area in demand.area])
    if (rates <= -1).any():
        raise BadProblem(f"growth: {rates.min()} per year, expected more than -1")
    return with_people(demand, demand.people * (1 + rates) ** years)


def offline(demand: Demand, online_share: Mapping[str, float], *, default: float = 0.0) -> Demand:
    """Return the people who still come when a share of each area is served online.

    Raises
    ------
    BadProblem
        For an unknown area or a share outside 0 to 1.
    """
    unknown = set(online_share) - set(demand.area)
    if unknown:
        raise BadProblem(f"online share: {sorted(unknown)[0]!r} is no area of the demand")
    shares = np.array([online_share.get(area, default) for area in demand.area])
    if ((shares < 0) | (shares > 1)).any():
        raise BadProblem("online share: expected shares from 0 to 1")
    return with_people(demand, demand.people * (1 - shares))


def with_people(demand: Demand, people: Floats) -> Demand:
    """Return the same demand points with other numbers of people."""
    return Demand.of(people, ids=demand.ids, area=demand.area, rural=demand.rural)


def onto_grid(
    totals: Mapping[str, float], cells: Floats, cell_area: tuple[str, ...], density: Floats
) -> Demand:
    """Spread the population of areas over grid cells in proportion to ``density``.

    Dasymetric: the totals are official, the pattern inside an area comes from the grid.

    Raises
    ------
    BadProblem
        If an area with people has no cell with a positive density.
    """
    areas = np.array(cell_area)
    people = np.zeros(len(cells))
    for area, total in totals.items():
        here = areas == area
        weight = float(density[here].sum())
        if total > 0 and weight <= 0:
            raise BadProblem(f"area {area!r} has {total:g} people and no grid cell to put them in")
        if weight > 0:
            people[here] = total * density[here] / weight
    ids = [f"{area}-{k}" for k, area in enumerate(cell_area)]
    return Demand.of(people, ids=ids, area=cell_area)


def nearest_area(cells: Floats, centres: Floats, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the code of the nearest area centre for every cell (positions in metres)."""
    _, found = cKDTree(centres).query(cells)
    return tuple(codes[k] for k in found)


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits to a counter per year, by area, as counted from the centre's own dossiers."""

    by_area: dict[str, float]


def read_dossiers(path: Path, areas: tuple[str, ...], procedures: Mapping[str, float]) -> Visits:
    """Read ``area``, ``procedure``, ``dossiers`` and optional ``online`` (how many of them).

    ``procedures`` gives the visits one dossier of each procedure needs (2: hand in and collect).

    Raises
    ------
    BadFile
        For unknown areas or procedures, negative numbers, or more online than there are.
    """
    table = read_table(path)
    table.known("area", areas, "the table of areas")
    table.known("procedure", tuple(procedures), "the table of procedures")
    visits: dict[str, float] = {}
    what = "a number of dossiers, 0 or more"
    for row in table:
        dossiers = row.number_in("dossiers", low=0.0, what=what)
        most = f"a number from 0 to {dossiers:g}"
        online = row.number_in("online", 0.0, low=0.0, high=dossiers, what=most)
        area = row.text("area")
        needed = procedures[row.text("procedure")]
        visits[area] = visits.get(area, 0.0) + (dossiers - online) * needed
    return Visits(visits)


def by_visits(demand: Demand, visits: Visits) -> Demand:
    """Return demand in visits: each area's visits, spread over its points as its people are.

    Raises
    ------
    BadProblem
        If an area with visits has no people to spread them over.
    """
    areas = np.array(demand.area)
    people = np.zeros(len(demand))
    for area, count in visits.by_area.items():
        here = areas == area
        total = float(demand.people[here].sum())
        if count > 0 and total <= 0:
            raise BadProblem(f"area {area!r} has {count:g} visits and no people in the demand")
        if total > 0:
            people[here] = count * demand.people[here] / total
    return with_people(demand, people)
