"""Travel on a real .osm.pbf: the streets of the extract, one-way, and the command itself."""

import csv
from importlib.util import find_spec

import numpy as np
import pytest
from typer.testing import CliRunner

from motcua.planner.cli import app
from motcua.planner.places import Positions, to_metres
from motcua.planner.roads import read_osm, road_minutes
from tests.planner.osm_pbf import write_pbf

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),
    pytest.mark.skipif(find_spec("pyrosm") is None, reason="the extra 'roads' is not installed"),
    pytest.mark.filterwarnings("ignore"),
]
KM = 1 / 111.32
"""a kilometre of latitude, in degrees"""
NODES = {n: (21.0 + (n - 1) * KM, 105.8) for n in range(1, 6)}
TAGS = {"highway": "primary", "name": "Đường thử"}


@pytest.fixture
def extract(tmp_path):
    """Five crossings a kilometre apart; the last stretch is one-way northwards."""
    ways = [(10, [1, 2, 3], TAGS), (11, [3, 4], TAGS), (12, [4, 5], TAGS | {"oneway": "yes"})]
    return write_pbf(tmp_path / "city.osm.pbf", NODES, ways)


def crossing(*numbers):
    return Positions(*np.array([NODES[n] for n in numbers]).T)


def test_minutes_follow_the_streets(extract):
    network, degrees = read_osm(extract, kmh={"primary": 60.0})
    around = Positions(degrees[:, 0], degrees[:, 1])
    at = network.at(to_metres(around, around=around))
    sites = to_metres(crossing(1, 5), around=around)
    demand = to_metres(crossing(1, 2, 4, 5), around=around)
    minutes = road_minutes(at, sites, demand)
    assert minutes[0, :3] == pytest.approx([0, 1, 3], abs=0.05)  # a minute a kilometre
    assert minutes[1] == pytest.approx([4, 3, 1, 0], abs=0.05)
    assert np.isinf(minutes[0, 3])  # nobody drives back down the one-way street


def test_the_command_plans_on_roads(extract, tmp_path):
    """The nearest site as the crow flies lies up the one-way street: roads choose another."""
    table = "\n".join(f"s{n},{NODES[n][0]:.6f},105.8" for n in (1, 4))
    (tmp_path / "sites.csv").write_text("id,lat,lon\n" + table)
    (tmp_path / "demand.csv").write_text(
        "id,lat,lon,people\n" + "\n".join(f"d{n},{NODES[n][0]:.6f},105.8,10" for n in (1, 2, 3))
    )
    out = tmp_path / "out"
    done = CliRunner().invoke(
        app,
        ["sites", "--sites", str(tmp_path / "sites.csv"), "--demand", str(tmp_path / "demand.csv"),
         "--roads", str(extract), "--points", "2", "--seconds", "2", "--out", str(out)],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    with (out / "assignment.csv").open() as stream:
        chosen = {row["demand"]: row["site"] for row in csv.DictReader(stream)}
    assert chosen == {"d1": "s1", "d2": "s1", "d3": "s4"}
    assert "min" in (out / "assignment.csv").read_text().splitlines()[0]
