"""The planner's pages hold what a screen reader needs: one main part, regions with names of their own."""

import re

import pytest
from typer.testing import CliRunner

from motcua.site.planning_commands import app

pytestmark = [pytest.mark.pure, pytest.mark.timeout(300)]
OFFICE = """hours = "08:00-12:00 13:30-17:30"
[station.appraisal]
people = 2
[procedure.land]
per_day = 9
steps = [{station = "appraisal", minutes = 45}]
"""
ARRIVALS = "point,field,slot,arrivals\n" + "".join(
    f"{point},land,{hour:02}:00,{people}\n" for point in "AB" for hour, people in ((8, 3), (9, 4))
)
LOG = "case_id,activity,timestamp,resource\n" + "".join(
    f"{case},{step},2025-07-0{day}T08:00:00Z,An\n"
    for case in "12"
    for day, step in enumerate("abca", 1)
)
COMMANDS = {
    "staff": "staff arrivals.csv fields.csv --full 2 --part 1 --days 2",
    "simulate": "simulate arrivals.csv fields.csv shifts.csv --days 2 --close A=B --online land=0.5",
    "office": "office now.toml more.toml --days 60 --runs 2",
    "moves": "moves have.csv need.csv minutes.csv",
    "bottlenecks": "bottlenecks log.csv",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "arrivals.csv": ARRIVALS,
        "fields.csv": "field,service_minutes\nland,12\n",
        "shifts.csv": "point,from,to,breaks,skills,people\nA,08:00,10:00,,land,2\nB,08:00,10:00,,*,2\n",
        "now.toml": OFFICE,
        "more.toml": OFFICE.replace("people = 2", "people = 3"),
        "have.csv": "point,skills,people\nA,land,5\n",
        "need.csv": "point,skills,people\nA,land,2\nB,land,2\nC,land,1\n",
        "minutes.csv": "from,to,minutes\nA,B,20\n",
        "log.csv": LOG,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_one_main_named_regions_and_no_script(folder, name, language):
    words = [*COMMANDS[name].split(), "--out", "out", "--language", language]
    done = CliRunner().invoke(app, ["plan", *words])
    assert done.exit_code == 0, done.output
    page = (folder / "out" / "report.html").read_text("utf-8")
    assert page.count("<main>") == page.count("<h1>") == 1
    regions = re.findall(r'role="region" aria-label="([^"]*)"', page)
    assert regions
    assert all(regions)
    assert len(set(regions)) == len(regions)
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert "\x00" not in page
    assert not re.findall(r"<th[^>]*></th>", page)
