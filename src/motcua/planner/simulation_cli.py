"""``motcua plan simulate``: what happens if a point closes, people move, a field goes online."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from motcua.planner.engine import ENGINES, Engine, MissingEngine
from motcua.planner.keeping import Kept
from motcua.planner.scenario_runs import ScenarioJob, run_scenarios
from motcua.planner.simulation import Outcome, Scenario, compare
from motcua.planner.simulation_whatif import close_point, go_online, mobile_day, move_people
from motcua.planner.staffing import Target
from motcua.planner.staffing_cli import INTERRUPTED
from motcua.planner.staffing_files import read_scenario
from motcua.planner.staffing_folder import write_manifest, write_simulation
from motcua.planner.staffing_page import LANGUAGES

Table = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
Texts = list[str] | None


def simulate(
    arrivals: Table,
    fields: Table,
    shifts: Table,
    out: Annotated[Path, typer.Option(help="folder to write · thư mục")] = Path("simulation"),
    close: Annotated[Texts, typer.Option(help="A=B: close A, people and staff go to B")] = None,
    move: Annotated[Texts, typer.Option(help="A=B=5=skills: move five people")] = None,
    online: Annotated[Texts, typer.Option(help="field=0.8: share that applies online")] = None,
    mobile: Annotated[
        Texts, typer.Option(help="name=A,B=0.3=4=skills: mobile team for a share of A and B")
    ] = None,
    within: Annotated[float, typer.Option(help="minutes people may wait")] = 15.0,
    share: Annotated[float, typer.Option(help="share served within them")] = 0.9,
    days: Annotated[int, typer.Option(help="simulated days")] = 100,
    seed: Annotated[int, typer.Option()] = 0,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
    *,
    resume: Annotated[bool, typer.Option(help="go on where the folder stands · làm tiếp")] = False,
    engine: Annotated[
        str, typer.Option(help="processes (where the work is worth it), serial or ray")
    ] = "processes",
    workers: Annotated[int, typer.Option(help="processes; 0 takes what the machine has")] = 0,
) -> None:
    """Mô phỏng hàng chờ và các phương án. · Simulate queues and what-ifs."""
    skip = {"out", "arrivals", "fields", "shifts", "skip", "resume", "engine", "workers"}
    asked = {k: str(v) for k, v in locals().items() if k not in skip and v is not None}
    console = Console(stderr=True)
    try:
        if language not in LANGUAGES:
            raise ValueError(f'language "{language}"; choose vi or en')
        if engine not in ENGINES:
            raise ValueError(f'engine "{engine}"; choose {", ".join(ENGINES)}')
        base = read_scenario(arrivals, fields, shifts)
        scenarios = [base, *_changed(base, close, move, online, mobile)]
        kept, target = Kept(out, resume=resume), Target(within, share)
        jobs = [ScenarioJob(one, target, days, seed, out) for one in scenarios]
        found, whole = _run(jobs, ENGINES[engine], workers, console)
        outcomes = {one.scenario.name: one for one in found}
        differences = {one.scenario.name: compare(found[0], one) for one in found[1:]}
        if outcomes:
            written = write_simulation(outcomes, differences, out, language)
            write_manifest(out, [arrivals, fields, shifts], asked, written)
    except (ValueError, MissingEngine) as error:
        console.print(f"[red]✗[/red] {error}", highlight=False)
        raise typer.Exit(2) from error
    words = LANGUAGES[language]
    for name, apart in differences.items():
        wait = apart["mean_wait"]
        typer.echo(f"{name}: {words['mean_wait']} {wait.mean:+.2f} ± {wait.half:.2f}")
    if outcomes:
        typer.echo(str(out / "report.html"))
    if not whole:
        console.print(words["scenarios_left"].format(done=len(found), all=len(jobs)))
        raise typer.Exit(INTERRUPTED)
    kept.forget()


def _run(
    jobs: list[ScenarioJob], engine: Engine, workers: int, console: Console
) -> tuple[list[Outcome], bool]:
    with Progress(console=console) as progress:
        bars = [progress.add_task(job.scenario.name, total=job.days) for job in jobs]
        return run_scenarios(
            jobs,
            engine=engine,
            workers=workers,
            told=lambda number, days: progress.update(bars[number], completed=days),
        )


def _changed(
    base: Scenario, close: Texts, move: Texts, online: Texts, mobile: Texts
) -> list[Scenario]:
    """One scenario for each change asked for."""
    asked: list[tuple[Texts, int, Callable[..., Scenario]]] = [
        (close, 2, lambda a, b: close_point(base, a, b)),
        (move, 4, lambda a, b, n, skill: move_people(base, a, b, int(n), skill)),
        (online, 2, lambda field, share: go_online(base, field, float(share))),
        (
            mobile,
            5,
            lambda name, homes, share, n, skill: mobile_day(
                base, name, homes.split(","), float(share), int(n), skill
            ),
        ),
    ]
    found = []
    for texts, parts, change in asked:
        for text in texts or ():
            pieces = text.split("=")
            if len(pieces) != parts:
                raise ValueError(f'"{text}" needs {parts} parts with = between them')
            found.append(change(*pieces))
    return found


if __name__ == "__main__":
    typer.run(simulate)
