"""A study: input files and options in, a checked problem with a question out."""

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from motcua.planner.files import DemandFile, SitesFile, fingerprint, read_demand, read_sites
from motcua.planner.places import refuse_apart
from motcua.planner.problem import BadProblem, Demand, Problem
from motcua.planner.questions import (
    Capacitated,
    Limit,
    MaxCover,
    PCentre,
    PMedian,
    Question,
    SetCover,
    WorstShare,
)
from motcua.planner.roads import HALF_AN_HOUR
from motcua.planner.tables import read_table
from motcua.planner.ways import Travel, ways


class Goal(StrEnum):
    """What the plan should do best."""

    MEDIAN = "median"
    COVER = "cover"
    EVERYBODY = "everybody"
    CENTRE = "centre"
    WORST = "worst"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and options of a study, as given on the command line or in a scenario file.

    ``radius`` is in the unit of travel: metres by straight line, minutes by everything else.
    """

    sites: Path
    demand: Path
    goal: Goal = Goal.MEDIAN
    points: int | None = None
    budget: float | None = None
    radius: float | None = None
    share: float = 1.0
    mode: str | None = None
    detour: float | None = None
    matrix: Path | None = None
    matrix_unit: str = "m"
    roads: Path | None = None
    osrm: str | None = None
    valhalla: str | None = None
    profile: str | None = None
    gtfs: Path | None = None
    longest: float = HALF_AN_HOUR
    areas: Path | None = None
    by_cost: bool = False
    cost_per_metre: float = 1.0
    rural_weight: float = 1.0
    growth: float = 1.0

    def plain(self) -> dict[str, Any]:
        """Return the options for the manifest; files by name only, never by path."""
        plain = asdict(self)
        return {k: v.name if isinstance(v, Path) else v for k, v in plain.items() if v is not None}

    def fingerprints(self) -> dict[str, str]:
        """Return the SHA-256 of every input file."""
        return {path.name: fingerprint(path) for path in self.files()}

    def files(self) -> tuple[Path, ...]:
        """Every input file."""
        areas = () if self.areas is None else (self.areas,)
        return (self.sites, self.demand, *self.travel.files(), *areas)

    @property
    def travel(self) -> Travel:
        """The options that say how far everybody has."""
        return Travel(**{field.name: getattr(self, field.name) for field in fields(Travel)})


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Everything a run and its report need."""

    inputs: Inputs
    sites: SitesFile
    demand: DemandFile
    problem: Problem
    question: Question
    area_names: dict[str, str]


def load(inputs: Inputs) -> Study:
    """Read the files of ``inputs``.

    Raises
    ------
    BadFile, BadProblem
        With the place of the mistake and what is expected.
    """
    area_names = _area_names(inputs.areas)
    sites = read_sites(inputs.sites)
    demand = read_demand(inputs.demand, areas=tuple(area_names) or None)
    if not area_names and demand.demand.area == demand.demand.ids:
        area_names = dict(zip(demand.demand.ids, demand.names, strict=True))
    refuse_apart(sites.where, demand.where, sites.file, demand.file)
    demand = replace(demand, demand=_grown(demand.demand, inputs.growth))
    travel = inputs.travel
    problem = Problem(sites.sites, demand.demand, ways(travel, sites, demand), travel.unit)
    return Study(inputs, sites, demand, problem, question_of(inputs), area_names)


def _area_names(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    table = read_table(path)
    codes = table.distinct(table.column("id", "code"))
    return {code: row.cells.get("name", "") or code for code, row in zip(codes, table, strict=True)}


def _grown(demand: Demand, factor: float) -> Demand:
    if not factor > 0:
        raise BadProblem(f"growth is {factor}: expected more than 0 (1 is no growth)")
    return Demand.of(demand.people * factor, ids=demand.ids, area=demand.area, rural=demand.rural)


def question_of(inputs: Inputs) -> Question:
    """Return the question the options ask.

    Raises
    ------
    BadProblem
        If an option the goal needs is missing.
    """
    limited = inputs.points is not None or inputs.budget is not None
    limit = Limit(inputs.points, inputs.budget) if limited else None
    if inputs.goal is Goal.EVERYBODY:
        return SetCover(_radius(inputs), by_cost=inputs.by_cost)
    if inputs.goal is Goal.CAPACITY:
        return Capacitated(limit, cost_per_metre=inputs.cost_per_metre)
    if limit is None:
        raise BadProblem(f"goal {inputs.goal} needs --points or --budget")
    if inputs.goal is Goal.COVER:
        return MaxCover(limit, _radius(inputs))
    if inputs.goal is Goal.CENTRE:
        return PCentre(limit)
    if inputs.goal is Goal.WORST:
        return WorstShare(limit)
    return PMedian(
        limit, within=inputs.radius, share=inputs.share, rural_weight=inputs.rural_weight
    )


def _radius(inputs: Inputs) -> float:
    if inputs.radius is None:
        raise BadProblem(f"goal {inputs.goal} needs --radius (metres, or minutes with --mode)")
    return inputs.radius
