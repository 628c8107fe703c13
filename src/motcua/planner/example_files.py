"""The worked example's tables: candidate sites, the network of July 2025, where people live."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from motcua.planner.files import read_demand, read_sites
from motcua.planner.places import to_metres
from motcua.planner.problem import Problem
from motcua.planner.synthetic import Marks, join, read_communes, read_marks, settle, some
from motcua.planner.travel import straight_metres

RADIUS = 5000.0
_FORMER_UNTIL = "2025-06-30"
_CANDIDATES = 677


def write_example(tables: Path, out: Path, demand_points: int, seed: int) -> None:
    """Write the three files of the example."""
    communes = read_communes(tables / "communes_2025.csv")
    former = read_marks(tables / "communes_before_2025_07.csv", until=_FORMER_UNTIL)
    districts = read_marks(tables / "districts.csv", group="branch")
    present = Marks(communes.codes, communes.names, communes.where)
    extra = some(districts, _CANDIDATES - len(former.codes) - len(present.codes), seed=seed)
    out.mkdir(parents=True, exist_ok=True)
    _write(
        out / "sites.csv",
        join(("F", "former", former), ("C", "commune", present), ("D", "district", extra)),
    )
    first = [k for k, g in enumerate(districts.group) if districts.group.index(g) == k]
    heads = Marks(
        tuple(districts.group[k] for k in first),
        tuple(districts.names[k] for k in first),
        type(districts.where)(districts.where.first[first], districts.where.second[first]),
    )
    _write(
        out / "network.csv",
        join(("B", "branch", heads), ("P", "point", districts), ("C", "commune", present)),
    )
    people = settle(communes, former, demand_points, seed=seed)
    _write(
        out / "demand.csv",
        (
            {
                "id": f"{area}-{k}",
                "area": area,
                "people": int(people.people[k]),
                "lat": round(float(people.where.first[k]), 6),
                "lon": round(float(people.where.second[k]), 6),
            }
            for k, area in enumerate(people.commune)
        ),
    )


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)


def problem_of(sites: Path, demand: Path) -> Problem:
    """Return the straight-line problem of two files."""
    a, b = read_sites(sites), read_demand(demand)
    metres = straight_metres(to_metres(a.where, around=b.where), to_metres(b.where, around=b.where))
    return Problem(a.sites, b.demand, metres)


def names_of(path: Path) -> dict[str, str]:
    """Return the name of every site of a file."""
    found = read_sites(path)
    return dict(zip(found.sites.ids, found.names, strict=True))


def reached(problem: Problem, kinds: tuple[str, ...]) -> tuple[float, float]:
    """Return the share of people within 5 km of any site of ``kinds``, and their mean metres."""
    rows = problem.metres[np.isin(np.array(problem.sites.kind), kinds)]
    away = rows.min(axis=0).astype(np.float64)
    people = problem.demand.people
    return float(people[away <= RADIUS].sum() / people.sum()), float(people @ away / people.sum())
