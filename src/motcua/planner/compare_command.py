"""``motcua plan compare``: many scenarios at once, side by side."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from motcua.planner.compare_page import Line, compare_page
from motcua.planner.engine import ENGINES, MissingEngine, run_all
from motcua.planner.measures import within
from motcua.planner.problem import BadProblem
from motcua.planner.runs import Job, run
from motcua.planner.sites_command import BAD_INPUT, with_messages
from motcua.planner.staffing_cli import INTERRUPTED
from motcua.planner.staffing_folder import write_manifest
from motcua.planner.study import Goal, Inputs
from motcua.planner.tables import BadFile
from motcua.planner.wording import Language

_PATHS = ("sites", "demand", "matrix", "roads", "gtfs", "areas")


def read_scenarios(
    path: Path, out: Path, *, seconds: float, seed: int, resume: bool, language: Language = "vi"
) -> list[Job]:
    """Read ``[common]`` and ``[scenario.<name>]`` tables; file names are relative to the file.

    Raises
    ------
    BadFile
        For a missing table or an option that does not exist.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"{path}: expected a TOML file ({error})") from None
    scenarios = given.get("scenario", {})
    if not scenarios:
        raise BadFile(f"{path}: expected at least one table [scenario.<name>]")
    common = given.get("common", {})
    return [
        Job(
            _inputs(path, name, {**common, **options}),
            out / name,
            seconds=seconds,
            seed=seed,
            language=language,
            resume=resume,
        )
        for name, options in scenarios.items()
    ]


def _inputs(path: Path, name: str, options: Mapping[str, Any]) -> Inputs:
    known = {field.name for field in fields(Inputs)}
    unknown = set(options) - known
    if unknown:
        raise BadFile(
            f"{path}, scenario {name!r}: unknown option {sorted(unknown)[0]!r}, "
            f"expected one of {', '.join(sorted(known))}"
        )
    for needed in ("sites", "demand"):
        if needed not in options:
            raise BadFile(f"{path}, scenario {name!r}: expected the option {needed!r}")
    values = dict(options)
    for key in _PATHS:
        if key in values:
            values[key] = path.parent / values[key]
    try:
        values["goal"] = Goal(values.get("goal", "median"))
    except ValueError:
        raise BadFile(
            f"{path}, scenario {name!r}: goal is {values['goal']!r}, expected one of "
            f"{', '.join(Goal)}"
        ) from None
    return Inputs(**values)


def line_of(job: Job) -> Line:
    """Run one scenario and return its line of the comparison (runs in a process of its own)."""
    study, result = run(job)
    outcome = result.summary(study.problem)
    near = within(study.problem, result.assignment, job.radius)
    return {
        "scenario": job.out.name,
        "status": outcome["status"],
        "points": outcome["points"],
        "value": round(result.value, 2),
        "gap_percent": round(100 * result.gap, 4),
        "mean": round(outcome["mean_distance"], 1),
        "worst_decile": round(outcome["worst_decile_mean"], 1),
        "largest": round(outcome["largest_distance"], 1),
        "people_within_percent": round(100 * near / outcome["people"], 2),
    }


def compare(
    scenarios: Annotated[Path, typer.Argument(help="A TOML file with [scenario.<name>] tables.")],
    out: Annotated[Path, typer.Option(help="Folder; every scenario gets one inside.")],
    seconds: Annotated[float, typer.Option(help="Longest time for each.")] = 60.0,
    seed: Annotated[int, typer.Option(help="Seed of all randomness, the same for all.")] = 1,
    engine: Annotated[str, typer.Option(help="processes, serial or ray.")] = "processes",
    workers: Annotated[int, typer.Option(help="Processes; 0 takes what the machine has.")] = 0,
    resume: Annotated[bool, typer.Option(help="Go on where the folders stand.")] = False,  # noqa: FBT002
    language: Annotated[str, typer.Option(help="vi or en.")] = "vi",
) -> None:
    """Run scenarios side by side and compare them."""
    spoken: Language = "en" if language == "en" else "vi"

    def work() -> None:
        jobs = read_scenarios(
            scenarios, out, seconds=seconds, seed=seed, resume=resume, language=spoken
        )
        _compare(jobs, scenarios, out, engine, workers)

    with_messages(work)


def _compare(jobs: list[Job], scenarios: Path, out: Path, engine: str, workers: int) -> None:
    if engine not in ENGINES:
        raise BadProblem(f"engine is {engine!r}: expected {', '.join(ENGINES)}")
    lines: list[Line] = []
    try:
        lines.extend(run_all(line_of, jobs, engine=ENGINES[engine], workers=workers))
    except MissingEngine as error:
        Console(stderr=True).print(str(error))
        raise typer.Exit(BAD_INPUT) from None
    except KeyboardInterrupt:
        told = f"stopped: the folders in {out} hold the best plans so far; --resume goes on"
        Console(stderr=True).print(told)
        raise typer.Exit(INTERRUPTED) from None
    _write(jobs, scenarios, lines, out)
    table = Table(*lines[0])
    for line in lines:
        table.add_row(*map(str, line.values()))
    Console().print(table)
    typer.echo(str(out / "report.html"))


def _write(jobs: list[Job], scenarios: Path, lines: list[Line], out: Path) -> None:
    """``comparison.csv``, ``report.html`` and the manifest, beside the scenarios' folders."""
    out.mkdir(parents=True, exist_ok=True)
    path, page = out / "comparison.csv", out / "report.html"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    page.write_text(compare_page(jobs, lines), "utf-8")
    files = {file for job in jobs for file in job.inputs.files()}
    asked = {
        "scenarios": {job.out.name: job.inputs.plain() for job in jobs},
        "seconds": jobs[0].seconds,
        "seed": jobs[0].seed,
    }
    plans = [job.out / name for job in jobs for name in ("plan.csv", "assignment.csv")]
    write_manifest(out, [scenarios, *sorted(files)], asked, [path, page, *plans])
