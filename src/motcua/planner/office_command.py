"""``motcua plan office``: dossiers behind the counters, one plan or several side by side."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from motcua.planner.office_files import read_office
from motcua.planner.office_page import LANGUAGES, office_page, told
from motcua.planner.office_runs import FIGURES, Horizon, OfficeRuns, run_office
from motcua.planner.staffing_folder import write_manifest

Plans = Annotated[list[Path], typer.Argument(help="TOML files; the first is what is compared with")]


def office(
    plans: Plans,
    out: Annotated[Path, typer.Option(help="folder to write · thư mục kết quả")] = Path("office"),
    days: Annotated[int, typer.Option(help="working days simulated")] = 120,
    warm_up: Annotated[int, typer.Option(help="first days that are not counted")] = 20,
    tail: Annotated[int, typer.Option(help="last days that are not counted")] = 20,
    runs: Annotated[int, typer.Option(help="replications")] = 20,
    seed: Annotated[int, typer.Option()] = 0,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Mô phỏng khâu giải quyết. · Simulate the work behind the counters, step by step."""
    asked = {"days": days, "warm_up": warm_up, "tail": tail, "runs": runs, "seed": seed}
    console = Console(stderr=True)
    try:
        if language not in LANGUAGES:
            raise ValueError(f'language "{language}"; choose vi or en')
        horizon = Horizon(days, warm_up, tail)
        read = [read_office(path, days=days) for path in plans]
        with Progress(console=console) as progress:
            found = []
            for plan in read:
                bar = progress.add_task(plan.name, total=runs)
                found.append(
                    run_office(
                        plan,
                        horizon,
                        runs=runs,
                        seed=seed,
                        told=lambda done, bar=bar: progress.update(bar, completed=done),  # type: ignore[misc]
                    )
                )
    except ValueError as error:
        console.print(f"[red]✗[/red] {error}", highlight=False)
        raise typer.Exit(2) from error
    written = write_office(found, out, language)
    write_manifest(out, plans, asked, written)
    words = LANGUAGES[language]
    for one in found:
        for name in one.plan.procedures:
            figures = ", ".join(f"{words[f]} {told(one.estimate(name, f), f)}" for f in FIGURES[:3])
            typer.echo(f"{one.plan.name}, {name}: {figures}")
    typer.echo(str(out / "report.html"))


def write_office(found: list[OfficeRuns], folder: Path, language: str) -> list[Path]:
    """``procedures.csv``, ``stations.csv``, ``report.html``."""
    folder.mkdir(parents=True, exist_ok=True)
    procedures = [
        (one.plan.name, name, figure, estimate.mean, estimate.low, estimate.high)
        for one in found
        for name in one.plan.procedures
        for figure in FIGURES
        for estimate in [one.estimate(name, figure)]
    ]
    stations = [
        (one.plan.name, name, float(share.mean()))
        for one in found
        for name, share in one.busy.items()
    ]
    page = folder / "report.html"
    page.write_text(office_page(found, language), "utf-8")
    head = ("plan", "procedure", "figure", "mean", "low", "high")
    return [
        _table(folder / "procedures.csv", head, procedures),
        _table(folder / "stations.csv", ("plan", "station", "busy"), stations),
        page,
    ]


def _table(path: Path, head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path
