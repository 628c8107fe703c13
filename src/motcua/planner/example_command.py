"""``motcua plan example``: a city worked through from its commune tables, figures printed.

Writes ``sites.csv`` (candidates), ``network.csv`` (the points of July 2025) and ``demand.csv``, which
``motcua plan sites`` reads like anybody's files, then answers the questions of the documentation.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from motcua.planner.files import read_demand, read_sites
from motcua.planner.places import to_metres
from motcua.planner.problem import Problem
from motcua.planner.questions import Limit, MaxCover, PMedian, Question, SetCover
from motcua.planner.result import Result
from motcua.planner.sites_command import with_messages
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds
from motcua.planner.synthetic import (
    Marks,
    join,
    read_communes,
    read_marks,
    settle,
    some,
)
from motcua.planner.travel import straight_metres

_FORMER_UNTIL = "2025-06-30"
_CANDIDATES = 677
_RADIUS = 5000.0


def example(
    tables: Annotated[Path, typer.Option(help="Folder with the city's commune tables.")],
    out: Annotated[Path, typer.Option(help="Folder for the files of the example.")],
    demand_points: Annotated[int, typer.Option(help="How many demand points.")] = 5000,
    seconds: Annotated[float, typer.Option(help="Longest time for each question.")] = 30.0,
    seed: Annotated[int, typer.Option(help="Seed of candidates, demand and search.")] = 2025,
) -> None:
    """Work a city through: how many points 5 km needs, what the network reaches, 677 to 30."""
    with_messages(lambda: _example(tables, out, demand_points, seconds, seed))


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


def reached(problem: Problem, kinds: tuple[str, ...]) -> tuple[float, float]:
    """Return the share of people within 5 km of any site of ``kinds``, and their mean metres."""
    rows = problem.metres[np.isin(np.array(problem.sites.kind), kinds)]
    away = rows.min(axis=0).astype(np.float64)
    people = problem.demand.people
    return float(people[away <= _RADIUS].sum() / people.sum()), float(people @ away / people.sum())


def _example(tables: Path, out: Path, demand_points: int, seconds: float, seed: int) -> None:
    write_example(tables, out, demand_points, seed)
    tell = Console(highlight=False).print
    network = problem_of(out / "network.csv", out / "demand.csv")
    people = float(network.demand.people.sum())
    tell(f"{people:,.0f} people at {len(network.demand):,} demand points")
    names = {"branch": "12 branches", "point": "30 points", "commune": "126 commune points"}
    for count in range(1, 4):
        kinds = tuple(names)[:count]
        share, mean = reached(network, kinds)
        label = " + ".join(names[k] for k in kinds)
        tell(f"{label}: {100 * share:.2f} % within 5 km, mean {mean:,.0f} m")
    problem = problem_of(out / "sites.csv", out / "demand.csv")
    tell(f"{len(problem.sites)} candidate sites")
    questions: dict[str, Question] = {
        "everybody within 5 km": SetCover(_RADIUS),
        "30 points, most people within 5 km": MaxCover(Limit(30), _RADIUS),
        "30 points, least distance": PMedian(Limit(30)),
    }
    for label, question in questions.items():
        result = solve(problem, question, stop=MaxSeconds(seconds), seed=seed)
        tell(f"{label}: {_line(problem, question, result)}")
        for why in result.why_not:
            tell(f"  {why.reason}")


def _line(problem: Problem, question: Question, result: Result) -> str:
    people = float(problem.demand.people.sum())
    away = problem.metres[result.plan].min(axis=0)
    near = float(problem.demand.people[away <= np.float32(_RADIUS)].sum())
    mean = float(problem.demand.people @ away.astype(np.float64)) / people
    what = f"{len(result.plan)} points, {100 * near / people:.2f} % within 5 km, mean {mean:,.0f} m"
    if isinstance(question, SetCover):
        return f"{what}; at least {result.bound:.0f} are needed ({result.status})"
    return f"{what}; gap {100 * result.gap:.3f} % ({result.status}, {result.seconds:.0f} s)"
