"""Ways and minutes: straight lines, roads, routing services, buses."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec

import numpy as np
import pytest

from motcua.planner import roads
from motcua.planner.gtfs import bus_minutes, read_gtfs, stop_minutes
from motcua.planner.places import Positions, to_metres
from motcua.planner.problem import BadProblem
from motcua.planner.roads import MissingLibrary, Roads, read_osm, road_minutes
from motcua.planner.routing import RoutingFailed, osrm_minutes, valhalla_minutes
from motcua.planner.tables import BadFile
from motcua.planner.travel import MODES, straight_metres, straight_minutes

pytestmark = pytest.mark.pure
HERE = np.array([[0.0, 0.0]])
THERE = np.array([[3000.0, 4000.0], [0.0, 1000.0]])


def test_straight_line_detour_and_speed_by_area():
    assert straight_metres(HERE, THERE).tolist() == [[5000.0, 1000.0]]
    walk = straight_minutes(HERE, THERE, mode=MODES["walking"], rural=np.array([0, 1], bool))
    assert walk[0] == pytest.approx([5 * 1.3 / 4.5 * 60, 1.3 / 4.5 * 60])
    with pytest.raises(ValueError, match="1 or more"):
        straight_metres(HERE, THERE, detour=0.9)


def test_projection_keeps_distances():
    hanoi = Positions(np.array([21.0, 21.0 + 1 / 110.7]), np.array([105.8, 105.8]))
    xy = to_metres(hanoi, around=hanoi)
    assert np.hypot(*(xy[1] - xy[0])) == pytest.approx(1000, abs=3)


def square():
    xy = np.array([[0, 0], [1000, 0], [1000, 1000], [0, 1000], [9e5, 9e5]], float)
    tail, head = np.array([0, 1, 2, 3, 1]), np.array([1, 2, 3, 0, 0])
    return Roads(xy, tail, head, np.array([2.0, 2.0, 2.0, 2.0, 5.0]))


def test_roads_are_one_way_towards_the_site():
    minutes = road_minutes(square(), np.array([[0.0, 0.0]]), square().xy_metres[:4])
    assert minutes[0] == pytest.approx([0, 5, 4, 2], abs=1e-6)


def test_roads_stop_at_the_limit_and_far_points_have_no_way():
    demand = np.array([[1000.0, 1000.0], [5e5, 5e5]])
    minutes = road_minutes(square(), np.array([[0.0, 0.0]]), demand, limit_minutes=3)
    assert np.isinf(minutes).all()
    with pytest.raises(BadProblem, match="arc 1: head is 9"):
        Roads(np.zeros((2, 2)), np.array([0, 0]), np.array([1, 9]), np.ones(2))


def test_osm_without_its_library_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(roads, "find_spec", lambda name: None)
    with pytest.raises(MissingLibrary, match=r"extra 'roads'.*--matrix"):
        read_osm(tmp_path / "city.osm.pbf")


@pytest.mark.skipif(find_spec("pyrosm") is None, reason="the extra 'roads' is not installed")
def test_an_extract_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadFile, match=r"city.osm.pbf: expected an OpenStreetMap extract"):
        read_osm(tmp_path / "city.osm.pbf")


class Service(BaseHTTPRequestHandler):
    """Answers like OSRM and Valhalla: a minute for each degree of longitude, one pair unknown."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        places, _, query = self.path.rpartition("/")[2].partition("?")
        lon = [float(p.split(",")[0]) for p in places.split(";")]
        wanted = dict(part.split("=") for part in query.split("&"))
        rows = [
            [self.seconds(lon[int(s)], lon[int(d)]) for d in wanted["destinations"].split(";")]
            for s in wanted["sources"].split(";")
        ]
        self.answer({"code": "Ok", "durations": rows})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        rows = [
            [{"time": self.seconds(s["lon"], t["lon"])} for t in asked["targets"]]
            for s in asked["sources"]
        ]
        self.answer({"sources_to_targets": rows})

    @staticmethod
    def seconds(a, b):
        return None if a == 7 else 60 * abs(a - b)

    def answer(self, body):
        self.send_response(200 if "refuse" not in self.path else 400)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


@pytest.fixture(scope="module")
def service():
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("ask", [osrm_minutes, valhalla_minutes])
def test_routing_services_in_blocks(service, ask):
    sites = np.column_stack([np.zeros(60), np.arange(60.0)])
    demand = np.column_stack([np.zeros(70), np.arange(70.0)])
    minutes = ask(service, sites, demand)
    expected = np.abs(np.arange(60.0)[:, None] - np.arange(70.0)[None])
    expected[:, 7] = np.inf
    assert minutes == pytest.approx(expected)


def test_routing_failures_are_told(service):
    with pytest.raises(RoutingFailed, match="HTTP 400"):
        osrm_minutes(service + "/refuse", np.zeros((1, 2)), np.zeros((1, 2)))
    with pytest.raises(RoutingFailed, match="begins with http"):
        osrm_minutes("file:///etc/passwd", np.zeros((1, 2)), np.zeros((1, 2)))


STOPS = "stop_id,stop_lat,stop_lon\nNA,21.0,105.8\nB,21.1,105.8\nC,21.2,105.8\n"
TIMES = """trip_id,stop_sequence,stop_id,arrival_time,departure_time
r1,1,NA,8:00:00,8:00:00
r1,2,B,8:10:00,8:10:00
r2,1,B,8:11:00,8:11:00
r2,2,C,8:15:00,8:15:00
r3,1,B,8:12:00,8:12:00
r3,2,C,8:20:00,8:20:00
"""


def feed(tmp_path, times=TIMES):
    (tmp_path / "stops.txt").write_text(STOPS)
    (tmp_path / "stop_times.txt").write_text(times)
    return tmp_path


def test_bus_with_a_change_that_takes_two_minutes(tmp_path):
    between = stop_minutes(read_gtfs(feed(tmp_path)), departures=(7 * 3600 + 3000,))
    assert between[0].tolist() == [0, 20, 30]  # the 8:11 leaves too soon after 8:10
    assert np.isinf(between[2, 0])


def test_bus_or_foot_whichever_is_faster(tmp_path):
    between = stop_minutes(read_gtfs(feed(tmp_path)), departures=(7 * 3600 + 3000,))
    on_foot = np.array([[np.inf], [np.inf], [3.0]], np.float32)
    demand = np.array([[2.0, np.inf], [np.inf, np.inf], [np.inf, np.inf]], np.float32)
    direct = np.array([[90.0, 12.0]], np.float32)
    assert bus_minutes(between, on_foot, demand, direct).tolist() == [[35.0, 12.0]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("B,8:10:00,", "X,8:10:00,"), "column 'stop_id': expected a stop of stops.txt"),
        (("8:15:00,8:15:00", "8:05:00,8:05:00"), "expected a time not before"),
        (("8:20:00,8:20:00", "8:61:00,8:20:00"), "expected a time as H:MM:SS"),
    ],
)
def test_broken_timetables(tmp_path, change, message):
    with pytest.raises(BadFile, match=message):
        read_gtfs(feed(tmp_path, TIMES.replace(*change)))
