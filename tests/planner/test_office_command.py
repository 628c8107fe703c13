"""Work behind the counters from a file: figures, comparison, clear refusals."""

import csv
import json

import pytest
from typer.testing import CliRunner

from motcua.planner.cli import app
from motcua.planner.office_files import read_office
from motcua.planner.office_runs import Horizon, difference, run_office
from motcua.planner.tables import BadFile

pytestmark = [pytest.mark.pure, pytest.mark.timeout(300)]
OFFICE = """hours = "08:00-12:00 13:30-17:30"
[station.appraisal]
people = 2
[station.signing]
people = 1
hours = "14:00-17:00"
[procedure.land]
per_day = 14
steps = [
  {station = "appraisal", minutes = 45, returns = 0.2, back = 0, asks_minutes = 2880},
  {station = "signing", minutes = 3},
]
[procedure.birth]
per_day = 8
steps = [{station = "appraisal", minutes = 10}]
"""
SHORT = Horizon(40, 5, 10)


def stored(tmp_path, name="now", text=OFFICE):
    path = tmp_path / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_another_person_shortens_the_queue_and_not_the_applicants_time(tmp_path):
    now = run_office(read_office(stored(tmp_path), days=40), SHORT, runs=6, seed=1)
    three = stored(tmp_path, "three", OFFICE.replace("people = 2", "people = 3"))
    more = run_office(read_office(three, days=40), SHORT, runs=6, seed=1)
    assert difference(now, more, "land", "waiting_hours").high < 0
    same = difference(now, more, "land", "with_applicant_days")
    assert abs(same.mean) < 0.2
    assert now.busy["appraisal"].mean() > more.busy["appraisal"].mean()


def test_the_same_seed_gives_the_same_figures(tmp_path):
    plan = read_office(stored(tmp_path), days=40)
    first, again = (run_office(plan, SHORT, runs=2, seed=3) for _ in range(2))
    assert (
        first.figures["land"]["mean_days"].tolist() == again.figures["land"]["mean_days"].tolist()
    )


def test_writes_the_folder(tmp_path):
    files = [str(stored(tmp_path)), str(stored(tmp_path, "other"))]
    options = ["--out", str(tmp_path / "out"), "--runs", "3", "--days", "40", "--warm-up", "5"]
    done = CliRunner().invoke(app, ["office", *files, *options, "--tail", "10"])
    assert done.exit_code == 0, done.output
    with (tmp_path / "out" / "stations.csv").open(encoding="utf-8") as stream:
        busy = {(r["plan"], r["station"]): float(r["busy"]) for r in csv.DictReader(stream)}
    assert 0 < busy["now", "signing"] < busy["now", "appraisal"] <= 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [one["file"] for one in manifest["inputs"]] == ["now.toml", "other.toml"]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert 'name="viewport"' in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("people = 2", "people = 0"), "station.appraisal: people is 0"),
        (("people = 2", "people = 1.5"), "expected a whole number"),
        (('station = "signing"', 'station = "sign"'), r"procedure.land, step 2: station is 'sign'"),
        (("minutes = 45", "minutes = -1"), "step 1: minutes is -1, expected a number"),
        (("minutes = 45", "hours = 45"), "unknown key 'hours'"),
        (("back = 0", "back = 3"), "goes back too far"),
        (("returns = 0.2", "returns = 1"), "returns in 0"),
        (("13:30-17:30", "11:00-17:30"), "expected spans in order"),
        (("per_day = 14", "per_day = 'many'"), "per_day is 'many'"),
        (("[station.appraisal]", "[station.appraisal"), "expected a TOML file"),
    ],
)
def test_mistakes_are_named(tmp_path, change, message):
    with pytest.raises(BadFile, match=message):
        read_office(stored(tmp_path, text=OFFICE.replace(*change)), days=5)


def test_too_short_a_horizon(tmp_path):
    done = CliRunner().invoke(app, ["office", str(stored(tmp_path)), "--days", "30"])
    assert done.exit_code == 2
    assert "expected more than warm-up and tail" in done.output
