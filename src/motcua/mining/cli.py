"""``motcua plan bottlenecks``: from an event log to a folder with tables and a page.

Also runs alone: ``python -m motcua.mining.cli log.csv --out report``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from motcua.mining.analysis import Analysis, Questions, analyse
from motcua.mining.calendar import office_hours, with_calendar
from motcua.mining.cases import ended_with, with_attribute
from motcua.mining.columns import Columns
from motcua.mining.folder import write_folder
from motcua.mining.hours import parse_hours, read_days_off
from motcua.mining.log import EventLog
from motcua.mining.readers import read_log
from motcua.mining.route_files import read_route
from motcua.mining.words import LANGUAGES, duration, percent

STEPS = {"read": 1, "dfg": 1, "variants": 1, "steps": 1, "people": 1, "map": 1, "questions": 1}


def bottlenecks(
    log: Annotated[
        Path, typer.Argument(help="CSV, Parquet, XES or OCEL 2.0 · nhật ký sự kiện", exists=True)
    ],
    out: Annotated[Path, typer.Option(help="folder to write · thư mục kết quả")] = Path("report"),
    case: Annotated[str | None, typer.Option(help="column of the case")] = None,
    activity: Annotated[str | None, typer.Option(help="column of the activity")] = None,
    time: Annotated[str | None, typer.Option(help="column of the time")] = None,
    start: Annotated[str | None, typer.Option(help="column of the start time")] = None,
    resource: Annotated[str | None, typer.Option(help="column of the person")] = None,
    case_type: Annotated[str | None, typer.Option(help="object type that is the case")] = None,
    zone: Annotated[str, typer.Option(help="zone of times without offset")] = "Asia/Ho_Chi_Minh",
    time_format: Annotated[str | None, typer.Option(help="such as %d/%m/%Y %H:%M")] = None,
    hours: Annotated[
        str | None, typer.Option(help="opening hours: Mon-Fri 08:00-12:00 13:30-17:30")
    ] = None,
    days_off: Annotated[Path | None, typer.Option(help="CSV of ISO dates", exists=True)] = None,
    only: Annotated[str | None, typer.Option(help="attribute=value of the cases to keep")] = None,
    finished: Annotated[
        list[str] | None, typer.Option(help="keep cases that ended with this activity")
    ] = None,
    asked: Annotated[list[str] | None, typer.Option(help="asks the applicant for more")] = None,
    received: Annotated[list[str] | None, typer.Option(help="the applicant brought it")] = None,
    route: Annotated[
        Path | None,
        typer.Option(help="TOML or JSON: the route cases should keep to", exists=True),
    ] = None,
    change: Annotated[datetime | None, typer.Option(help="compare before and after")] = None,
    seed: Annotated[int, typer.Option(help="seed of the permutation test")] = 0,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Tìm điểm nghẽn trong nhật ký sự kiện. · Find the bottlenecks in an event log."""
    console = Console(stderr=True)
    unsaid = {"console", "out", "log", "route", "days_off"}
    asked_for = {k: str(v) for k, v in locals().items() if v is not None and k not in unsaid}
    try:
        if language not in LANGUAGES:
            raise ValueError(f'language "{language}"; choose vi or en')
        week = parse_hours(hours) if hours else None
        columns = Columns(case, activity, time, start, resource)
        with _progress(console) as progress:
            bar = progress.add_task("read", total=len(STEPS))
            found = read_log(
                log, columns=columns, zone=zone, time_format=time_format, case_type=case_type
            )
            found = _part(found, only, finished)
            if week:
                closed = read_days_off(days_off) if days_off else frozenset()
                found = with_calendar(found, office_hours(found, week, zone, closed))
            at = change.replace(tzinfo=ZoneInfo(zone)) if change else None
            wanted = read_route(route) if route else None
            questions = Questions(asked or (), received or (), at, wanted, seed=seed)
            analysis = analyse(
                found, questions, lambda name: progress.update(bar, description=name, advance=1)
            )
        inputs = [path for path in (log, route, days_off) if path is not None]
        write_folder(analysis, out, inputs=inputs, asked=asked_for, language=language)
    except ValueError as error:
        console.print(f"[red]✗[/red] {error}", markup=True, highlight=False)
        raise typer.Exit(2) from error
    _tell(analysis, out, language)


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console
    )


def _part(log: EventLog, only: str | None, finished: list[str] | None) -> EventLog:
    if only:
        attribute, equals, value = only.partition("=")
        if not equals:
            raise ValueError(f'--only "{only}" is not of the form attribute=value')
        log = with_attribute(log, attribute, value)
    return ended_with(log, finished) if finished else log


def _tell(found: Analysis, out: Path, language: str) -> None:
    words = LANGUAGES[language]
    for note in found.log.notes:
        typer.echo(f"! {note}")
    for edge in found.edges[:5]:
        typer.echo(
            f"{percent(edge.share, words):>7}  {edge.source} → {edge.target}: {edge.n}×, "
            f"{words['mean'].lower()} {duration(edge.mean_h, words)}, "
            f"{words['median'].lower()} {duration(edge.median_h, words)}"
        )
    typer.echo(str(out / "report.html"))


if __name__ == "__main__":
    typer.run(bottlenecks)
