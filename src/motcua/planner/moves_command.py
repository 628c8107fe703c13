"""``motcua plan moves``: who could help out at which point, at the least travel.

Both tables have columns ``point``, ``skills``, ``people`` (further ones are not read, so the
``shifts.csv`` of ``motcua plan staff`` will do); ``minutes`` has ``from``, ``to``, ``minutes``, and a
way back that is not given takes as long as the way there.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from motcua.planner.erlang import Floats, Ints
from motcua.planner.roster_model import SkillSet
from motcua.planner.roster_moves import Moves, suggest_moves
from motcua.planner.staffing_files import JOIN
from motcua.planner.staffing_folder import write_manifest
from motcua.planner.staffing_page import table, whole_page
from motcua.planner.tables import Table, read_table

Input = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
WORDS = {
    "vi": {
        "title": "Đề xuất điều chuyển người",
        "none": "Không cần điều chuyển ai: nơi nào cũng đủ người.",
        "people": "Người",
        "knows": "Biết làm",
        "source": "Từ",
        "target": "Đến",
        "serves": "Để làm",
        "minutes": "Phút đi",
        "unmet": "Vẫn thiếu",
        "point": "Điểm",
    },
    "en": {
        "title": "People who could move",
        "none": "Nobody needs to move: every point has who it needs.",
        "people": "People",
        "knows": "Can do",
        "source": "From",
        "target": "To",
        "serves": "To do",
        "minutes": "Minutes away",
        "unmet": "Still lacking",
        "point": "Point",
    },
}


def moves(
    have: Input,
    need: Input,
    minutes: Input,
    out: Annotated[Path, typer.Option(help="folder to write · thư mục kết quả")] = Path("moves"),
    farthest: Annotated[float, typer.Option(help="longest journey in minutes")] = 45.0,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Đề xuất điều chuyển người giữa các điểm. · Suggest who moves between points."""
    console = Console(stderr=True)
    try:
        if language not in WORDS:
            raise ValueError(f'language "{language}"; choose vi or en')
        found = read_and_suggest(have, need, minutes, farthest)
    except ValueError as error:
        console.print(f"[red]✗[/red] {error}", highlight=False)
        raise typer.Exit(2) from error
    written = _write(found, out, language)
    write_manifest(out, [have, need, minutes], {"farthest_minutes": farthest}, written)
    for move in found.moves:
        typer.echo(f"{move.people} × {move.skill}: {move.source} → {move.target}")
    typer.echo(str(out / "report.html"))


def read_and_suggest(have: Path, need: Path, minutes: Path, farthest: float) -> Moves:
    """Read the three tables and answer.

    Raises
    ------
    BadFile
        Naming file, row and column.
    """
    tables = [read_table(have), read_table(need)]
    points = list(dict.fromkeys(row.text("point") for one in tables for row in one))
    names = list(dict.fromkeys(row.text("skills") for one in tables for row in one))
    fields = list(dict.fromkeys(part for name in names if name != "*" for part in name.split(JOIN)))
    skills = [
        SkillSet(name, frozenset(map(fields.index, fields if name == "*" else name.split(JOIN))))
        for name in names
    ]
    has, needs = (_counted(one, points, names) for one in tables)
    away = _minutes(read_table(minutes), points)
    return suggest_moves(points, skills, has, needs, away, farthest_minutes=farthest)


def _counted(told: Table, points: Sequence[str], names: Sequence[str]) -> Ints:
    found = np.zeros((len(points), len(names)), np.int64)
    for row in told:
        people = row.number_in("people", low=0, what="a whole number of people, 0 or more")
        if people != int(people):
            raise row.error("people", "a whole number of people, 0 or more")
        found[points.index(row.text("point")), names.index(row.text("skills"))] += int(people)
    return found


def _minutes(told: Table, points: Sequence[str]) -> Floats:
    away = np.full((len(points), len(points)), np.inf)
    np.fill_diagonal(away, 0.0)
    number = {point: n for n, point in enumerate(points)}
    for row in told:
        a, b = number.get(row.text("from")), number.get(row.text("to"))
        value = row.number_in("minutes", low=0, what="minutes, 0 or more")
        if a is not None and b is not None:
            away[a, b] = value
    return np.where(np.isfinite(away), away, away.T)


def _write(found: Moves, folder: Path, language: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    head = ("people", "knows", "source", "target", "serves", "minutes")
    rows = [(m.people, m.skill, m.source, m.target, m.serves, m.minutes) for m in found.moves]
    path, page = folder / "moves.csv", folder / "report.html"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    page.write_text(moves_page(found, language), "utf-8")
    return [path, page]


def moves_page(found: Moves, language: str) -> str:
    """Who moves, and what is still lacking afterwards."""
    words = WORDS[language]
    heads = ("source", "target", "people", "knows", "serves", "minutes")
    rows = [
        (m.source, m.target, str(m.people), m.skill, m.serves, f"{m.minutes:.0f}")
        for m in found.moves
    ]
    lacking = [(point, skill, str(n)) for (point, skill), n in found.unmet.items()]
    parts = [table([words[h] for h in heads], rows, words["title"])] if rows else []
    if lacking:
        short = [words[h] for h in ("point", "knows", "people")]
        parts += [f"<h2>{escape(words['unmet'])}</h2>", table(short, lacking, words["unmet"])]
    return whole_page(words["title"], language, parts or [f"<p>{escape(words['none'])}</p>"])
