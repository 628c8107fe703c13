from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from motcua.planner.simulation_cli import simulate
from motcua.planner.staffing_cli import staff
from motcua.planner.staffing_files import read_duty, read_workload
from motcua.planner.staffing_page import EN, VI
from motcua.planner.tables import BadFile

pytestmark = pytest.mark.pure
app = typer.Typer()
app.command("staff")(staff)
app.command("simulate")(simulate)


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    arrivals, fields = tmp_path / "arrivals.csv", tmp_path / "fields.csv"
    lines = [
        f"{point},{field},{8 + slot // 2:02}:{slot % 2 * 30:02},{people + (slot in (2, 3)) * 4}"
        for point, people in (("NA", 5), ("Điểm 2", 3))
        for field in ("đất đai", "hộ tịch")
        for slot in range(18)
    ]
    arrivals.write_text("point,field,slot,arrivals\n" + "\n".join(lines) + "\n", "utf-8")
    fields.write_text(
        "field,service_minutes,scv,patience_minutes\nđất đai,12,0.6,60\nhộ tịch,8,0.5,\n", "utf-8"
    )
    return arrivals, fields


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_staff_then_simulate_what_it_wrote(tables: tuple[Path, Path], tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    rows = [f"{p},{p}-{n},*" for p in ("NA", "Điểm 2") for n in range(12)]
    people.write_text("point,person,fields\n" + "\n".join(rows) + "\n", "utf-8")
    out = tmp_path / "staffing"
    run("staff", *tables, "--out", out, "--days", 10, "--people", people, "--first", "2025-07-07")
    told = {p.name for p in out.iterdir()}
    assert told >= {"shifts.csv", "requirement.csv", "duties.csv", "point-001.ics", "report.html"}
    assert "2025-07-07" in (out / "duties.csv").read_text("utf-8")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert len(manifest["inputs"]) == 3

    workload = read_workload(*tables)
    _, duty = read_duty(out / "shifts.csv", workload)
    required = [
        line.split(",") for line in (out / "requirement.csv").read_text("utf-8").split("\n")
    ]
    assert duty.sum() == sum(int(row[4]) for row in required[1:] if len(row) > 4)

    again = tmp_path / "simulation"
    output = run(
        "simulate", *tables, out / "shifts.csv", "--out", again, "--days", 10,
        "--close", "Điểm 2=NA", "--online", "hộ tịch=1.0", "--mobile", "xe=NA=0.2=1=*", "--language", "en",
    )  # fmt: skip
    assert "hộ tịch: 100% online: Mean wait (minutes)" in output
    page = (again / "report.html").read_text("utf-8")
    assert page.count("<svg") == 1
    assert "<script" not in page
    assert (again / "queue.csv").read_text("utf-8").count("now,NA") == 18


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("NA,đất đai,9h,1\n", "row 74, column 'slot': expected a time such as 08:30, got '9h'"),
        ("NA,đất đai,08:00,1\n", "expected a slot given once (row 2 has it already)"),
        ("NA,thuế,17:00,1\n", "column 'field': expected a code of fields.csv, got 'thuế'"),
        ("NA,đất đai,17:00,-1\n", "expected a number of people, 0 or more, got '-1'"),
        ("NA,đất đai,17:10,1\n", "even distances"),
    ],
)
def test_broken_arrivals_say_where(tables: tuple[Path, Path], broken: str, message: str) -> None:
    arrivals, fields = tables
    arrivals.write_text(arrivals.read_text("utf-8") + broken, "utf-8")
    with pytest.raises(BadFile) as refused:
        read_workload(arrivals, fields)
    assert message in str(refused.value)


def test_broken_shifts_and_options(tables: tuple[Path, Path], tmp_path: Path) -> None:
    shifts = tmp_path / "shifts.csv"
    workload = read_workload(*tables)
    head = "point,from,to,breaks,skills,people\n"
    for line, message in (
        ("NA,08:10,12:00,,*,1", "on the grid of 30 minutes"),
        ("NA,12:00,08:00,,*,1", "a time after the beginning"),
        ("NA,08:00,12:00,,thuế,1", "skills 'thuế'"),
        ("Z,08:00,12:00,,*,1", "a code of the arrivals"),
    ):
        shifts.write_text(f"{head}{line}\n", "utf-8")
        with pytest.raises(BadFile, match=message):
            read_duty(shifts, workload)
    shifts.write_text(f"{head}NA,08:00,17:00,12:00,*,3\n", "utf-8")
    for option in (
        ["--close", "NA"],
        ["--close", "NA=Z"],
        ["--language", "fr"],
        ["--online", "thuế=1"],
    ):
        result = CliRunner().invoke(app, ["simulate", *map(str, (*tables, shifts)), *option])
        assert result.exit_code == 2, option


def test_both_languages_say_everything() -> None:
    assert VI.keys() == EN.keys()
