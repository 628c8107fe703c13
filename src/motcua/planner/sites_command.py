"""``motcua plan sites``: where the points should stand."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from motcua.planner.problem import BadProblem
from motcua.planner.result import Result
from motcua.planner.roads import MissingLibrary
from motcua.planner.routing import RoutingFailed
from motcua.planner.runs import Job, run
from motcua.planner.stop import Progress
from motcua.planner.study import Goal, Inputs, Study
from motcua.planner.tables import BadFile

SitesOption = Annotated[Path, typer.Option(help="Candidate sites: CSV, GeoPackage or GeoJSON.")]
DemandOption = Annotated[Path, typer.Option(help="Where people live: CSV, GeoPackage or GeoJSON.")]
BAD_INPUT = 2


def sites(
    sites: SitesOption,
    demand: DemandOption,
    out: Annotated[Path, typer.Option(help="Folder for the plan and its report.")],
    goal: Annotated[Goal, typer.Option(help="What the plan should do best.")] = Goal.MEDIAN,
    points: Annotated[int | None, typer.Option(help="Most points open.")] = None,
    budget: Annotated[float | None, typer.Option(help="Most spent on opening and closing.")] = None,
    radius: Annotated[
        float | None, typer.Option(help="Metres; minutes where travel is in minutes.")
    ] = None,
    share: Annotated[float, typer.Option(help="Share of people within the radius.")] = 1.0,
    mode: Annotated[
        str | None, typer.Option(help="walking, motorbike, car or bus: plan by minutes.")
    ] = None,
    detour: Annotated[
        float | None, typer.Option(help="Factor on the straight line: 1, or 1.3 for minutes.")
    ] = None,
    matrix: Annotated[Path | None, typer.Option(help="Distances from a file instead.")] = None,
    matrix_unit: Annotated[str, typer.Option(help="Unit of the matrix: m or min.")] = "m",
    roads: Annotated[
        Path | None, typer.Option(help="Road network, .osm.pbf (extra 'roads').")
    ] = None,
    osrm: Annotated[str | None, typer.Option(help="Address of an OSRM service.")] = None,
    valhalla: Annotated[str | None, typer.Option(help="Address of a Valhalla service.")] = None,
    profile: Annotated[str | None, typer.Option(help="Profile of that service.")] = None,
    gtfs: Annotated[Path | None, typer.Option(help="Folder with a bus timetable.")] = None,
    longest: Annotated[float, typer.Option(help="Minutes at which travel is cut off.")] = 30.0,
    areas: Annotated[Path | None, typer.Option(help="Areas by code: names, or shapes.")] = None,
    by_cost: Annotated[bool, typer.Option(help="Least cost instead of fewest points.")] = False,  # noqa: FBT002
    cost_per_metre: Annotated[float, typer.Option(help="For --goal capacity.")] = 1.0,
    rural_weight: Annotated[float, typer.Option(help="How much a rural person counts.")] = 1.0,
    growth: Annotated[float, typer.Option(help="Factor on every population.")] = 1.0,
    seconds: Annotated[float, typer.Option(help="Longest time to search.")] = 60.0,
    gap: Annotated[float, typer.Option(help="Stop at this proven gap (0.001 is 0.1 %).")] = 0.0,
    seed: Annotated[int, typer.Option(help="Seed of all randomness.")] = 1,
    language: Annotated[str, typer.Option(help="vi or en.")] = "vi",
    tiles: Annotated[str, typer.Option(help="Address of map tiles; none by default.")] = "",
    resume: Annotated[bool, typer.Option(help="Go on where the folder stands.")] = False,  # noqa: FBT002
) -> None:
    """Plan where service points stand; write a folder with plan, manifest and report."""
    inputs = Inputs(
        sites=sites,
        demand=demand,
        goal=goal,
        points=points,
        budget=budget,
        radius=radius,
        share=share,
        mode=mode,
        detour=detour,
        matrix=matrix,
        matrix_unit=matrix_unit,
        roads=roads,
        osrm=osrm,
        valhalla=valhalla,
        profile=profile,
        gtfs=gtfs,
        longest=longest,
        areas=areas,
        by_cost=by_cost,
        cost_per_metre=cost_per_metre,
        rural_weight=rural_weight,
        growth=growth,
    )
    job = Job(
        inputs,
        out,
        seconds=seconds,
        gap=gap,
        seed=seed,
        language="en" if language == "en" else "vi",
        tiles=tiles,
        resume=resume,
    )
    with_messages(lambda: _show(*_run_with_bar(job), out))


def with_messages(work: Any) -> None:
    """Run ``work``; a mistake in the inputs becomes a sentence and exit code 2."""
    try:
        work()
    except (BadFile, BadProblem, MissingLibrary, RoutingFailed) as error:
        Console(stderr=True).print(f"[red]{type(error).__name__}[/red]: {error}", highlight=False)
        raise typer.Exit(BAD_INPUT) from None


def _run_with_bar(job: Job) -> tuple[Study, Result]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def tell(now: Progress) -> None:
            bar.update(
                task,
                description=f"value {now.cost:,.1f}  bound {now.bound:,.1f}  "
                f"gap {100 * now.gap:.3f} %",
            )

        return run(job, tell)


def _show(study: Study, result: Result, out: Path) -> None:
    outcome = result.summary(study.problem)
    unit = study.problem.unit
    console = Console(highlight=False)
    console.print(
        f"{outcome['status']}: {outcome['points']} points, "
        f"value {result.value:,.1f}, bound {result.bound:,.1f}, "
        f"gap {100 * result.gap:.3f} %, {result.seconds:.1f} s ({result.stopped_by})"
    )
    console.print(
        f"mean {outcome['mean_distance']:,.1f} {unit}, worst tenth "
        f"{outcome['worst_decile_mean']:,.1f} {unit}, largest "
        f"{outcome['largest_distance']:,.1f} {unit}"
    )
    for reason in result.why_not:
        console.print(reason.reason)
    console.print(f"{out}/report.html")
