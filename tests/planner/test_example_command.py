"""The worked example from tables to a folder: figures printed are the figures written."""

import csv
import json

import pytest
import typer
from typer.testing import CliRunner

from motcua.planner import example_staff
from motcua.planner.example_command import example

pytestmark = [pytest.mark.pure, pytest.mark.slow, pytest.mark.timeout(600)]
COUNTERS = """
[published]
dossiers_at_counters = 3000
dossiers_online = 1000
working_days = 10
[assumed]
visits_per_dossier_at_counter = 1.5
visits_per_dossier_online = 0.1
busy_day = 1.2
[day]
opens = "08:00"
slot_minutes = 60
shape = [2, 4, 0, 3]
[target]
within_minutes = 30
share = 0.8
[[field]]
name = "NA"
share = 1.0
service_minutes = 6
scv = 0.5
patience_minutes = 60
"""


@pytest.fixture
def city(tmp_path):
    (tmp_path / "communes_2025.csv").write_text(
        "code,name,population,area_km2,lat,lon\n"
        + "".join(f"0000{k},C{k},{1001 * (k + 1)},4,{21 + k / 50},105.8\n" for k in range(9))
    )
    (tmp_path / "communes_before_2025_07.csv").write_text(
        "code,until,name,lat,lon\n"
        + "".join(f"{k:05},2025-06-30,F{k},{21 + k / 3000},105.8{k % 9}\n" for k in range(666))
    )
    (tmp_path / "districts.csv").write_text(
        "code,name,branch,lat,lon\n"
        + "".join(f"{k:03},D{k},{k % 2},21.0{k},105.8\n" for k in range(4))
    )
    (tmp_path / "counters.toml").write_text(COUNTERS, "utf-8")
    return tmp_path


def work(city, out, *options):
    app = typer.Typer()
    app.command()(example)
    files = ["--tables", str(city), "--out", str(out), "--demand-points", "60"]
    return CliRunner().invoke(app, [*files, "--seconds", "0.5", *options])


def test_every_network_is_staffed_and_told(city, tmp_path, monkeypatch):
    monkeypatch.setattr(example_staff, "DAYS", 2)
    out = tmp_path / "out"
    done = work(city, out, "--language", "en")
    assert done.exit_code == 0, done.output
    visits = (3000 * 1.5 + 1000 * 0.1) / 10 * 1.2
    assert (
        f"{visits:,.0f} visits on a busy day, served in time: 80% within 30 minutes" in done.output
    )
    folders = {
        "staff-677-offices": 677,
        "staff-30-points-least-distance": 30,
        "staff-2-branches": 2,
        "staff-2-branches-4-points": 6,
        "staff-2-branches-4-points-9-commune-points": 15,
    }
    page = (out / "report.html").read_text("utf-8")
    for folder, points in folders.items():
        with (out / folder / "staff.csv").open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == points
        people = sum(int(row["people"]) for row in rows)
        assert f"{points} points: {people} people on shifts" in done.output
        assert sum(float(row["visits"]) for row in rows) == pytest.approx(visits, abs=points / 100)
        assert f'href="{folder}/report.html"' in page
        assert (out / folder / "report.html").is_file()
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    inputs = {one["file"] for one in manifest["inputs"]}
    assert inputs == {
        "communes_2025.csv", "communes_before_2025_07.csv", "districts.csv", "counters.toml"
    }  # fmt: skip
    assert "<script" not in page


def test_without_volumes_there_is_no_staff_and_it_is_said(city, tmp_path):
    (city / "counters.toml").unlink()
    done = work(city, tmp_path / "out", "--resume")
    assert done.exit_code == 0, done.output
    assert "no counters.toml beside the tables: staff is not worked out" in done.output
    assert "Người cần cho một ngày đông" not in (tmp_path / "out" / "report.html").read_text(
        "utf-8"
    )
