"""A stranger's two files become a folder with plan, manifest and report."""

import csv
import json
import re

import numpy as np
import pytest
from typer.testing import CliRunner

from motcua.planner.cli import app
from motcua.planner.engine import MissingEngine, run_all

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]


@pytest.fixture
def town(tmp_path):
    random = np.random.default_rng(1)
    sites = [
        f"NA{k},{21 + random.random() / 5:.5f},{105.7 + random.random() / 5:.5f}" for k in range(20)
    ]
    (tmp_path / "sites.csv").write_text("id,lat,lon\n" + "\n".join(sites))
    rows = [
        f"d{k},{21 + random.random() / 5:.5f},{105.7 + random.random() / 5:.5f},{k},0000{k % 4}"
        for k in range(1, 90)
    ]
    (tmp_path / "demand.csv").write_text("id,lat,lon,people,area\n" + "\n".join(rows))
    areas = "\n".join(f"0000{k},Xã </script> {k}" for k in range(4))
    (tmp_path / "areas.csv").write_text("code,name\n" + areas)
    return tmp_path


def plan(town, *options):
    files = ["--sites", str(town / "sites.csv"), "--demand", str(town / "demand.csv")]
    return CliRunner().invoke(
        app, ["sites", *files, "--out", str(town / "out"), "--seconds", "2", *options]
    )


def test_writes_the_folder(town):
    done = plan(town, "--points", "4", "--areas", str(town / "areas.csv"))
    assert done.exit_code == 0, done.output
    manifest = json.loads((town / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["outcome"]["points"] == 4
    assert manifest["recomputed"]["broken_rules"] == []
    assert manifest["recomputed"]["value"] == pytest.approx(manifest["outcome"]["value"])
    assert set(manifest["inputs"]) == {"sites.csv", "demand.csv", "areas.csv"}
    assert all(re.fullmatch("[0-9a-f]{64}", v) for v in manifest["inputs"].values())
    with (town / "out" / "plan.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 4
    assert sum(float(r["people"]) for r in rows) == pytest.approx(sum(range(1, 90)))
    assert len(json.loads((town / "out" / "plan.geojson").read_text())["features"]) == 4


def test_the_report_needs_no_network_and_no_input_breaks_out(town):
    plan(town, "--points", "4", "--areas", str(town / "areas.csv"))
    html = (town / "out" / "report.html").read_text("utf-8")
    assert not re.search(r"<script[^>]+src=", html)
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.S)
    assert not re.search(r"\b(?:src|href)=", markup)
    assert "Xã </script> 0" not in html
    assert 'lang="vi"' in html
    assert str(town) not in html


def test_goes_on_where_it_stood_and_refuses_another_question(town):
    plan(town, "--points", "4")
    first = json.loads((town / "out" / "state.json").read_text())
    again = plan(town, "--points", "4", "--resume")
    assert again.exit_code == 0
    assert json.loads((town / "out" / "state.json").read_text())["bound"] >= first["bound"]
    other = plan(town, "--points", "5", "--resume")
    assert other.exit_code == 2
    assert "belongs to other inputs or options" in " ".join(other.output.split())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--points", "21"], "21 points are asked for"),
        (["--goal", "cover", "--points", "3"], "needs --radius"),
        ([], "needs --points or --budget"),
        (["--points", "3", "--mode", "boat"], "mode is 'boat'"),
        (["--points", "3", "--areas", "none.csv"], "no such file"),
    ],
)
def test_mistakes_end_with_a_sentence_and_code_2(town, options, message):
    done = plan(town, *options)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_compares_scenarios(town):
    (town / "s.toml").write_text(
        '[common]\nsites="sites.csv"\ndemand="demand.csv"\n'
        '[scenario.three]\npoints=3\n[scenario.all]\ngoal="everybody"\nradius=6000\n'
    )
    done = CliRunner().invoke(
        app,
        [
            "compare",
            str(town / "s.toml"),
            "--out",
            str(town / "c"),
            "--seconds",
            "1",
            "--engine",
            "serial",
        ],
    )
    assert done.exit_code == 0, done.output
    with (town / "c" / "comparison.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert [r["scenario"] for r in rows] == ["three", "all"]
    assert float(rows[1]["largest"]) <= 6000
    manifest = json.loads((town / "c" / "manifest.json").read_text("utf-8"))
    assert [one["file"] for one in manifest["inputs"]] == ["s.toml", "demand.csv", "sites.csv"]
    assert set(manifest["asked"]["scenarios"]) == {"three", "all"}
    page = (town / "c" / "report.html").read_text("utf-8")
    assert 'href="three/report.html"' in page
    assert "<svg" in page
    assert "<script" not in page
    bad = CliRunner().invoke(app, ["compare", str(town / "none.toml"), "--out", str(town / "c")])
    assert bad.exit_code == 2


def test_processes_keep_the_order():
    assert list(run_all(abs, [-3, 2, -1], engine="processes", workers=2)) == [3, 2, 1]


def test_ray_that_is_not_there_is_named():
    try:
        import ray  # noqa: F401
    except ImportError:
        with pytest.raises(MissingEngine, match="needs the package ray"):
            list(run_all(abs, [-3, 2], engine="ray"))
