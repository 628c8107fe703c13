"""Every way of travelling is reachable from the command line's options; one speaks at a time."""

import numpy as np
import pytest

from motcua.planner.files import DemandFile, SitesFile
from motcua.planner.places import Positions
from motcua.planner.problem import BadProblem, Demand, Sites
from motcua.planner.roads import MissingLibrary
from motcua.planner.tables import BadFile
from motcua.planner.ways import Travel, ways

pytestmark = pytest.mark.pure


def places(*, plane=False):
    a = Positions(np.array([21.0, 21.1]), np.array([105.8, 105.8]), plane)
    b = Positions(np.array([21.0, 21.1, 21.05]), np.array([105.8, 105.803, 105.8]), plane)
    sites = SitesFile(Sites.of(["A", "B"]), a, ("A", "B"), "sites.csv")
    return sites, DemandFile(Demand.of(np.ones(3)), b, ("x", "y", "z"), "demand.csv")


def test_metres_are_straight_and_minutes_take_the_usual_detour():
    metres = ways(Travel(), *places())
    assert metres[0, 2] == pytest.approx(5540, rel=0.01)
    minutes = ways(Travel(mode="walking"), *places())
    assert minutes[0, 2] == pytest.approx(1.3 * metres[0, 2] * 0.06 / 4.5, rel=1e-5)
    plain = ways(Travel(mode="walking", detour=1.0), *places())
    assert minutes[0, 2] == pytest.approx(1.3 * plain[0, 2], rel=1e-5)


def test_a_bus_line_beats_walking_and_the_limit_cuts_off(tmp_path):
    (tmp_path / "stops.txt").write_text(
        "stop_id,stop_lat,stop_lon\nS,21.0001,105.8\nN,21.0999,105.8\n"
    )
    hops = "".join(
        f"r{k},1,N,{h}:{m:02}:00,{h}:{m:02}:00\nr{k},2,S,{h}:{m + 8:02}:00,{h}:{m + 8:02}:00\n"
        for k, (h, m) in enumerate((h, m) for h in (7, 8) for m in range(0, 50, 10))
    )
    header = "trip_id,stop_sequence,stop_id,arrival_time,departure_time\n"
    (tmp_path / "stop_times.txt").write_text(header + hops)
    travel = Travel(gtfs=tmp_path, longest=60.0)
    assert travel.unit == "min"
    minutes = ways(travel, *places())
    assert 8 < minutes[0, 1] < 60  # from the north by bus to A in the south
    assert np.isinf(minutes[1, 0])  # no bus northwards, and 11 km are too far to walk
    assert {path.name for path in travel.files()} == {"stops.txt", "stop_times.txt"}


def test_a_matrix_may_hold_metres_or_minutes(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("site,demand,value\nA,0,7\n")
    assert Travel(matrix=path).unit == "m"
    assert Travel(matrix=path, matrix_unit="min").unit == "min"
    assert ways(Travel(matrix=path), *places())[0].tolist() == [7, np.inf, np.inf]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"osrm": "http://a", "valhalla": "http://b"}, "osrm and valhalla: expected one"),
        ({"matrix_unit": "km"}, "expected m or min"),
        ({"detour": 0.9}, "no way is shorter than straight"),
        ({"longest": 0.0}, "expected more than 0"),
        ({"mode": "horse"}, "expected one of walking"),
    ],
)
def test_options_that_cannot_be_meant(options, message):
    with pytest.raises(BadProblem, match=message):
        ways(Travel(**options), *places())


def test_a_network_needs_degrees(tmp_path):
    with pytest.raises(BadProblem, match="needs lat and lon"):
        ways(Travel(osrm="http://localhost:1"), *places(plane=True))
    with pytest.raises((MissingLibrary, BadFile, ValueError, OSError)):
        ways(Travel(roads=tmp_path / "none.osm.pbf"), *places())
