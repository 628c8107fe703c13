"""A route from a file, and conformance to it through the command."""

import json

import pytest
from typer.testing import CliRunner

from motcua.mining.errors import BadLog
from motcua.mining.route_files import read_route
from motcua.site.planning_commands import app

pytestmark = pytest.mark.pure
ROUTE = """steps = ["received", "appraised", "decided"]
[most]
appraised = 2
[limits_h]
decided = 24
"""
LOG = """case_id,activity,timestamp
NA,received,2025-07-01T08:00:00+07:00
NA,appraised,2025-07-01T09:00:00+07:00
NA,decided,2025-07-01T10:00:00+07:00
null,received,2025-07-01T08:00:00+07:00
null,decided,2025-07-04T10:00:00+07:00
"""


def stored(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_bottlenecks_judges_against_the_route(tmp_path):
    log, route = stored(tmp_path, "log.csv", LOG), stored(tmp_path, "route.toml", ROUTE)
    arguments = ["plan", "bottlenecks", str(log), "--route", str(route), "--out"]
    done = CliRunner().invoke(app, [*arguments, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["conformance"]
    assert (told["cases"], told["conforming"]) == (2, 1)
    deviations = (tmp_path / "out" / "deviations.csv").read_text("utf-8")
    assert "null,missing,appraised" in deviations
    assert "null,late,decided" in deviations
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [one["file"] for one in manifest["inputs"]] == ["log.csv", "route.toml"]


def test_json_with_an_order_of_its_own(tmp_path):
    told = {"steps": ["a", "b", "c"], "before": [["a", "c"]], "optional": ["b"]}
    route = read_route(stored(tmp_path, "r.json", json.dumps(told)))
    assert route.before == {("a", "c")}
    assert route.optional == {"b"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("steps = []", "no steps"),
        ("step = ['a']", 'unknown key "step"'),
        ("steps = ['a', 'a']", "stands twice"),
        ("steps = ['a', 'b']\nbefore = [['a']]", "pairs of steps"),
        ("steps = ['a', 'b']\nbefore = [['a', 'b'], ['b', 'a']]", "circle"),
        ("steps = ['a']\noptional = ['b']", 'names "b"'),
        ("steps = ['a']\n[limits_h]\na = -1", "hours above 0"),
        ("steps = ['a']\n[most]\na = true", "whole numbers"),
        ("steps = [", "TOML or JSON"),
    ],
)
def test_mistakes_are_named(tmp_path, text, message):
    with pytest.raises(BadLog, match=message):
        read_route(stored(tmp_path, "route.toml", text))
