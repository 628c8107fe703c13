"""``motcua plan simulate``: what happens if a point closes, people move, a field goes online."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from motcua.planner.simulation import Outcome, Scenario, compare
from motcua.planner.simulation import simulate as run
from motcua.planner.simulation_whatif import close_point, go_online, mobile_day, move_people
from motcua.planner.staffing import Target
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
) -> None:
    """Mô phỏng hàng chờ và các phương án. · Simulate queues and what-ifs."""
    skip = {"out", "arrivals", "fields", "shifts", "skip"}
    asked = {k: str(v) for k, v in locals().items() if k not in skip and v is not None}
    console = Console(stderr=True)
    try:
        if language not in LANGUAGES:
            raise ValueError(f'language "{language}"; choose vi or en')
        base = read_scenario(arrivals, fields, shifts)
        scenarios = [base, *_changed(base, close, move, online, mobile)]
        with Progress(console=console) as progress:
            outcomes = {
                s.name: _run(s, Target(within, share), days, seed, progress) for s in scenarios
            }
        first = outcomes[base.name]
        differences = {
            name: compare(first, outcome) for name, outcome in outcomes.items() if name != base.name
        }
        written = write_simulation(outcomes, differences, out, language)
        write_manifest(out, [arrivals, fields, shifts], asked, written)
    except ValueError as error:
        console.print(f"[red]✗[/red] {error}", highlight=False)
        raise typer.Exit(2) from error
    words = LANGUAGES[language]
    for name, found in differences.items():
        wait = found["mean_wait"]
        typer.echo(f"{name}: {words['mean_wait']} {wait.mean:+.2f} ± {wait.half:.2f}")
    typer.echo(str(out / "report.html"))


def _run(scenario: Scenario, target: Target, days: int, seed: int, progress: Progress) -> Outcome:
    bar = progress.add_task(scenario.name, total=days)
    return run(
        scenario,
        target,
        days=days,
        seed=seed,
        told=lambda done: progress.update(bar, completed=done),
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
