"""``motcua plan staff``: from arrivals to a roster that a simulation has checked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from motcua.planner.keeping import Kept
from motcua.planner.roster import DayRoster, usual_shifts, usual_skills
from motcua.planner.roster_files import calendar_of, write_duties
from motcua.planner.roster_people import Person, WeekRoster, roster_week
from motcua.planner.staffing import Reading, Target, Workload, required
from motcua.planner.staffing_files import read_people, read_workload
from motcua.planner.staffing_folder import write_manifest, write_staff
from motcua.planner.staffing_page import LANGUAGES
from motcua.planner.staffing_verify import Staffed
from motcua.planner.staffing_verify import staff as staff_points

INTERRUPTED = 130
"""what a shell calls a command stopped by Ctrl-C"""
Table = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]


def staff(
    arrivals: Table,
    fields: Table,
    out: Annotated[Path, typer.Option(help="folder to write · thư mục kết quả")] = Path("staffing"),
    within: Annotated[float, typer.Option(help="minutes people may wait")] = 15.0,
    share: Annotated[float, typer.Option(help="share served within them")] = 0.9,
    reading: Annotated[Reading, typer.Option(help="how rates are read")] = Reading.LAG,
    shrinkage: Annotated[float, typer.Option(help="share of staff away")] = 0.0,
    full: Annotated[int, typer.Option(help="slots of a full day, pause included")] = 18,
    part: Annotated[int, typer.Option(help="slots of a part-time day")] = 8,
    *,
    pairs: Annotated[bool, typer.Option(help="also people who know two fields")] = False,
    people: Annotated[Path | None, typer.Option(help="people.csv: give shifts names")] = None,
    first: Annotated[datetime | None, typer.Option(help="Monday of the week")] = None,
    weekdays: Annotated[int, typer.Option(help="working days of that week")] = 5,
    zone: Annotated[str, typer.Option(help="time zone of the points")] = "Asia/Ho_Chi_Minh",
    days: Annotated[int, typer.Option(help="simulated days")] = 30,
    seed: Annotated[int, typer.Option()] = 0,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
    resume: Annotated[bool, typer.Option(help="go on where the folder stands · làm tiếp")] = False,
) -> None:
    """Xếp người theo nửa giờ, kiểm bằng mô phỏng. · Staff by half-hour, checked by simulation."""
    skip = {"out", "arrivals", "fields", "people", "resume"}
    asked = {k: str(v) for k, v in locals().items() if k not in {*skip, "skip"} and v is not None}
    console = Console(stderr=True)
    try:
        if language not in LANGUAGES:
            raise ValueError(f'language "{language}"; choose vi or en')
        workload = read_workload(arrivals, fields)
        target = Target(within, share)
        shifts = usual_shifts(workload.slots, full=full, part=part)
        skills = usual_skills(workload.fields, pairs=pairs)
        named = read_people(people, workload) if people else {}
        requirement = required(workload, target, reading, shrinkage=shrinkage)
        kept = Kept(out, resume=resume)
        columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
        with Progress(*columns, console=console) as progress:
            bar = progress.add_task("…", total=None)
            found = staff_points(
                requirement,
                target,
                shifts,
                skills,
                days=days,
                seed=seed,
                told=lambda name: progress.update(bar, description=name),
                draw=kept.roster_day,
            )
        written = write_staff(found, out, language)
        if named:
            monday = (first or datetime(2025, 1, 6, tzinfo=UTC)).date()
            weeks = _weeks(found, named, workload, weekdays)
            written += _name(weeks, workload, out, monday, zone)
        inputs = [arrivals, fields, *([people] if people else [])]
        write_manifest(out, inputs, asked, written)
    except KeyboardInterrupt:
        console.print(LANGUAGES[language]["stopped"].format(rosters=len(kept)), highlight=False)
        raise typer.Exit(INTERRUPTED) from None
    except (ValueError, RuntimeError) as error:
        console.print(f"[red]✗[/red] {error}", highlight=False)
        raise typer.Exit(2) from error
    if not found.interrupted:
        kept.forget()
    _tell(found, out, language)


def _weeks(
    found: Staffed, named: dict[str, list[Person]], workload: Workload, weekdays: int
) -> list[WeekRoster]:
    rosters: list[DayRoster] = list(found.rosters)
    return [
        roster_week([roster] * weekdays, named[roster.point], slot_minutes=workload.slot_minutes)
        for roster in rosters
    ]


def _name(
    weeks: list[WeekRoster], workload: Workload, out: Path, monday: date, zone: str
) -> list[Path]:
    """The duties as CSV and a calendar per point."""
    opens, slot = workload.opens_minutes, workload.slot_minutes
    written = [write_duties(out / "duties.csv", weeks, monday, opens, slot)]
    stamp = datetime.combine(monday, time(), UTC)
    for number, week in enumerate(weeks, 1):
        path = out / f"point-{number:03}.ics"
        told = calendar_of(week, monday, opens=opens, slot=slot, zone=zone, stamp=stamp)
        path.write_bytes(told.encode())
        written.append(path)
        for day, shift, skill, lacking in week.unfilled:
            typer.echo(f"! {week.point}, {day + 1}: {shift.name}, {skill.name}: {lacking}")
    return written


def _tell(found: Staffed, out: Path, language: str) -> None:
    words = LANGUAGES[language]
    people = sum(roster.people for roster in found.rosters)
    typer.echo(
        f"{words['people']}: {people}. " + words["pooled"].format(saved=found.requirement.saved)
    )
    verdict = (
        words["missed"].format(points=", ".join(found.missed))
        if found.missed
        else words["held"].format(days=len(found.outcome.days["visits"]), rounds=found.rounds)
    )
    typer.echo(verdict)
    typer.echo(str(out / "report.html"))


if __name__ == "__main__":
    typer.run(staff)
