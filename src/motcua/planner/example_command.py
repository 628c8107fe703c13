"""``motcua plan example``: a city worked through from its commune tables, figures printed.

Writes ``sites.csv`` (candidates), ``network.csv`` (the points of July 2025) and ``demand.csv``, which
``motcua plan sites`` reads like anybody's files, answers the questions of the documentation with a
folder each, and staffs every network (``counters.toml``) with tables ``motcua plan staff`` reads.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from motcua.planner.counters import Counters, read_counters
from motcua.planner.example_files import RADIUS, names_of, problem_of, reached, write_example
from motcua.planner.example_page import Worked, example_page
from motcua.planner.example_staff import NetworkStaff, staff_folder, staff_network, write_network
from motcua.planner.problem import Ints, Problem
from motcua.planner.questions import SetCover
from motcua.planner.result import Result
from motcua.planner.runs import Job, run
from motcua.planner.sites_command import with_messages
from motcua.planner.staffing_folder import write_manifest, write_staff
from motcua.planner.study import Goal, Inputs, Study
from motcua.planner.wording import Language

TABLES = ("communes_2025.csv", "communes_before_2025_07.csv", "districts.csv")
COUNTERS = "counters.toml"
KINDS = {"branch": "branches", "point": "points", "commune": "commune points"}
QUESTIONS = {
    "everybody": "everybody within 5 km",
    "cover-30": "30 points, most people within 5 km",
    "median-30": "30 points, least distance",
}


def example(
    tables: Annotated[Path, typer.Option(help="Folder with the city's commune tables.")],
    out: Annotated[Path, typer.Option(help="Folder for the files of the example.")],
    demand_points: Annotated[int, typer.Option(help="How many demand points.")] = 5000,
    seconds: Annotated[float, typer.Option(help="Longest time for each question.")] = 30.0,
    seed: Annotated[int, typer.Option(help="Seed of candidates, demand and search.")] = 2025,
    language: Annotated[str, typer.Option(help="vi or en: language of the reports.")] = "vi",
    *,
    resume: Annotated[bool, typer.Option(help="Go on where the folder stands.")] = False,
) -> None:
    """Work a city through: how many points 5 km needs, what the network reaches, staff for each."""
    spoken: Language = "en" if language == "en" else "vi"
    jobs = _jobs(tables / TABLES[0], out, seconds, seed, spoken, resume=resume)
    with_messages(lambda: _example(tables, out, demand_points, jobs, seed, spoken))


def _jobs(
    areas: Path, out: Path, seconds: float, seed: int, language: Language, *, resume: bool
) -> list[Job]:
    """The questions as ``motcua plan sites`` would ask them."""
    sites, demand = out / "sites.csv", out / "demand.csv"
    asked = {
        "everybody": Inputs(sites, demand, Goal.EVERYBODY, radius=RADIUS, areas=areas),
        "cover-30": Inputs(sites, demand, Goal.COVER, points=30, radius=RADIUS, areas=areas),
        "median-30": Inputs(sites, demand, Goal.MEDIAN, points=30, areas=areas),
    }
    return [
        Job(inputs, out / name, seconds, seed=seed, language=language, resume=resume)
        for name, inputs in asked.items()
    ]


def _example(
    tables: Path, out: Path, demand_points: int, jobs: list[Job], seed: int, language: Language
) -> None:
    tell = Console(highlight=False, soft_wrap=True).print
    write_example(tables, out, demand_points, seed)
    network = problem_of(out / "network.csv", out / "demand.csv")
    found = Worked(float(network.demand.people.sum()), len(network.demand))
    tell(f"{found.people:,.0f} people at {found.demand_points:,} demand points")
    for name, plan in networks(network):
        kinds = {network.sites.kind[i] for i in plan}
        share, mean = found.reach[name] = reached(network, tuple(kinds))
        tell(f"{name}: {100 * share:.2f} % within 5 km, mean {mean:,.0f} m")
    for job in jobs:
        study, result = found.answers[job.out.name] = run(job)
        tell(f"{QUESTIONS[job.out.name]}: {_line(study, result)}")
        for why in result.why_not:
            tell(f"  {why.reason}")
    if (tables / COUNTERS).is_file():
        counters = read_counters(tables / COUNTERS)
        tell(
            f"{counters.visits_a_day:,.0f} visits on a busy day, served in time: {_target(counters)}"
        )
        for name, problem, plan in _to_staff(network, found):
            found.staff[name] = _staffed(out, name, problem, plan, counters, seed, language)
            tell(f"staff, {name}: {found.staff[name].line()}")
    else:
        tell(f"no {COUNTERS} beside the tables: staff is not worked out")
    _finish(tables, out, found, {"demand_points": demand_points, "seed": seed}, language)


def networks(network: Problem) -> Iterator[tuple[str, Ints]]:
    """The network of July 2025 in three steps: 12 branches, with 30 points, with the communes'."""
    kinds, name = np.array(network.sites.kind), ""
    for count, kind in enumerate(KINDS, 1):
        plan = np.flatnonzero(np.isin(kinds, list(KINDS)[:count])).astype(np.int32)
        name += f"{' + ' if name else ''}{int((kinds == kind).sum())} {KINDS[kind]}"
        yield name, plan


def _to_staff(network: Problem, found: Worked) -> Iterator[tuple[str, Problem, Ints]]:
    """The networks to staff; the first is every candidate, as offices stood before."""
    everything, _ = found.answers["median-30"]
    sites = np.arange(len(everything.problem.sites), dtype=np.int32)
    yield f"{len(sites)} offices", everything.problem, sites
    for name in ("median-30", "everybody"):
        study, result = found.answers[name]
        if len(result.plan):
            yield QUESTIONS[name], study.problem, result.plan
    for name, plan in networks(network):
        yield name, network, plan


def _staffed(
    out: Path,
    name: str,
    problem: Problem,
    plan: Ints,
    counters: Counters,
    seed: int,
    language: Language,
) -> NetworkStaff:
    """Staff one network and write its folder, ``staff-…``."""
    names = names_of(out / "sites.csv") | names_of(out / "network.csv")
    found, figures = staff_network(problem, plan, counters, seed=seed, names=names)
    folder = out / staff_folder(name)
    written = write_staff(found, folder, language)
    written += write_network(folder, figures, found.requirement.workload)
    write_manifest(folder, [out / "demand.csv"], {"network": name, "seed": seed}, written)
    return figures


def _finish(
    tables: Path, out: Path, found: Worked, asked: dict[str, object], language: Language
) -> None:
    page = out / "report.html"
    page.write_text(example_page(found, QUESTIONS, language), "utf-8")
    written = [out / name for name in ("sites.csv", "network.csv", "demand.csv")]
    inputs = [tables / name for name in (*TABLES, COUNTERS) if (tables / name).is_file()]
    write_manifest(out, inputs, asked, [*written, page])
    typer.echo(str(page))


def _target(counters: Counters) -> str:
    return f"{counters.target.share:.0%} within {counters.target.minutes:g} minutes"


def _line(study: Study, result: Result) -> str:
    problem, plan = study.problem, result.plan
    if not len(plan):
        return str(result.status)
    people = float(problem.demand.people.sum())
    away = problem.metres[plan].min(axis=0)
    near = float(problem.demand.people[away <= np.float32(RADIUS)].sum())
    mean = float(problem.demand.people @ away.astype(np.float64)) / people
    what = f"{len(plan)} points, {100 * near / people:.2f} % within 5 km, mean {mean:,.0f} m"
    if isinstance(study.question, SetCover):
        return f"{what}; at least {result.bound:.0f} are needed ({result.status})"
    return f"{what}; gap {100 * result.gap:.3f} % ({result.status}, {result.seconds:.0f} s)"
