from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from motcua.mining.cli import bottlenecks
from motcua.mining.folder import fingerprint
from motcua.mining.hours import parse_hours, read_days_off
from motcua.mining.words import EN, VI

pytestmark = pytest.mark.pure
app = typer.Typer()
app.command()(bottlenecks)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    steps = [("nộp", 8), ("hỏi", 9), ("trả", 10), ("=quyết", 11)]
    rows = [
        f"{case},{step},2025-07-{day:02} {hour + wait:02}:00:00,An"
        for case, day, wait in [("NA", 1, 0), ("null", 2, 1), ("3", 8, 0), ("4", 9, 2)]
        for step, hour in steps
    ]
    path.write_text("case_id,activity,time,resource\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def test_a_whole_folder(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ["--hours", "Mon-Fri 08:00-12:00 13:00-17:00", "--asked", "hỏi", "--received", "trả"]
    options += ["--change", "2025-07-05", "--finished", "=quyết", "--out", str(out)]
    result = CliRunner().invoke(app, [str(log), *options])
    assert result.exit_code == 0, result.output
    assert "nộp → hỏi" in result.output
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"][0]["sha256"] == fingerprint(log)
    for told in manifest["outputs"]:
        assert told["sha256"] == fingerprint(out / told["file"])
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (summary["cases"], summary["change"]["before"]) == (4, 2)
    page = (out / "report.html").read_text("utf-8")
    assert '<html lang="vi">' in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    with (out / "bottlenecks.csv").open(encoding="utf-8", newline="") as stream:
        targets = {row["target"] for row in csv.DictReader(stream)}
    assert "'=quyết" in targets  # no formula for a spreadsheet to run


def test_the_same_question_gives_the_same_bytes(log: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        CliRunner().invoke(app, [str(log), "--out", str(tmp_path / name), "--language", "en"])
    first, second = (sorted((tmp_path / name).iterdir()) for name in ("a", "b"))
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert len(first) > 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "fr"], 'language "fr"'),
        (["--hours", "Someday 08:00-12:00"], "no weekday"),
        (["--only", "field"], "attribute=value"),
        (["--only", "field=land"], "no case attribute"),
        (["--case", "Mã"], 'no column "Mã"'),
        (["--asked", "x", "--received", "y"], 'no activity "x"'),
    ],
)
def test_refusals(log: Path, tmp_path: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(app, [str(log), *options, "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_hours_and_days_off(tmp_path: Path) -> None:
    week = parse_hours("Mon-Fri 13:00-17:00 08:00-12:00; Sat 08:00-11:30")
    assert sorted(week) == [0, 1, 2, 3, 4, 5]
    assert [str(a) for a, _ in week[0]] == ["08:00:00", "13:00:00"]
    for bad in ("", "Mon", "Mon 8-12", "Fri-Mon 08:00-12:00", "Mon 12:00-08:00"):
        with pytest.raises(ValueError, match=r"\w"):
            parse_hours(bad)
    path = tmp_path / "off.csv"
    path.write_text("ngày,tên\n2025-09-02,Quốc khánh\n\n", "utf-8")
    assert [day.isoformat() for day in read_days_off(path)] == ["2025-09-02"]
    path.write_text("ngày\n2/9/2025\n", "utf-8")
    with pytest.raises(ValueError, match='row 2: "2/9/2025"'):
        read_days_off(path)


def test_both_languages_say_everything() -> None:
    assert VI.keys() == EN.keys()
