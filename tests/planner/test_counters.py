"""Published volumes become visits; a wrong entry is named with its table."""

import numpy as np
import pytest

from motcua.planner.counters import office_shifts, read_counters, workload_of
from motcua.planner.example_staff import staff_network, write_network
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.staffing_files import read_workload
from motcua.planner.tables import BadFile

pytestmark = pytest.mark.pure
TEXT = """
[published]
dossiers_at_counters = 6000
dossiers_online = 1000
working_days = 10
[assumed]
visits_per_dossier_at_counter = 1.5
visits_per_dossier_online = 0.1
busy_day = 1.2
[day]
opens = "08:00"
slot_minutes = 30
shape = [2, 4, 0, 3, 1]
[target]
within_minutes = 15
share = 0.9
[[field]]
name = "NA"
share = 0.75
service_minutes = 6
scv = 0.5
patience_minutes = 60
[[field]]
name = "null"
share = 0.25
service_minutes = 12
scv = 0.5
patience_minutes = 60
"""


@pytest.fixture
def counters(tmp_path):
    path = tmp_path / "counters.toml"
    path.write_text(TEXT, "utf-8")
    return read_counters(path)


@pytest.fixture
def problem():
    metres = np.array([[0, 0, 9], [9, 9, 0]], np.float32)
    return Problem(Sites.of(["A", "B"]), Demand.of(np.array([10.0, 20, 10])), metres)


def test_visits_of_a_busy_day_keep_the_published_volume(counters):
    assert counters.visits_a_day == pytest.approx((6000 * 1.5 + 1000 * 0.1) / 10 * 1.2)
    assert counters.fields == ("NA", "null")
    assert counters.visits.sum(axis=1) / counters.visits_a_day == pytest.approx([0.75, 0.25])
    assert (counters.visits[:, 2] == 0).all()


def test_everybody_goes_to_the_nearest_point(counters, problem):
    work = workload_of(counters, problem, np.array([0, 1], np.int32))
    assert work.points == ("A", "B")
    by_point = work.arrivals.sum(axis=(1, 2))
    assert by_point / counters.visits_a_day == pytest.approx([0.75, 0.25])


def test_shifts_are_the_day_and_its_halves(counters):
    full, morning, afternoon = office_shifts(counters)
    assert (full.first, full.last, full.breaks) == (0, 5, (2,))
    assert (morning.last, afternoon.first) == (2, 3)
    assert full.paid_slots == morning.paid_slots + afternoon.paid_slots


def test_a_network_is_staffed_and_written_for_anybody_to_recompute(counters, problem, tmp_path):
    found, figures = staff_network(problem, np.array([1, 0], np.int32), counters, seed=3)
    assert [p.point for p in figures.points] == ["A", "B"]
    assert not figures.missed
    assert figures.in_time >= 0.9
    assert figures.people == sum(roster.people for roster in found.rosters)
    assert figures.full_time * 8 == pytest.approx(sum(r.paid_slots for r in found.rosters) / 2)
    written = write_network(tmp_path / "staff", figures, found.requirement.workload)
    again = read_workload(written[1], written[2])
    assert again.fields == counters.fields
    assert again.arrivals.sum() == pytest.approx(counters.visits_a_day, abs=0.01)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("working_days = 10", "", r"\[published\]: expected an entry 'working_days'"),
        (
            "working_days = 10",
            "working_days = -1",
            "working_days: expected a number above 0, got -1",
        ),
        ("working_days = 10", 'working_days = "NA"', "expected a number above 0, got 'NA'"),
        ("share = 0.75", "share = 0.5", "shares that add up to 1, got 0.75"),
        ("scv = 0.5", "", r"\[\[field\]\] 1: expected an entry 'scv'"),
        ('"08:00"', '"8h"', r"\[day\], opens: expected a time such as 08:00"),
        ("[2, 4, 0, 3, 1]", "[0, 0]", r"\[day\], shape: expected numbers of 0 or more, not all 0"),
        ("[target]", "[target", "expected a TOML file"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, old, new, message):
    path = tmp_path / "counters.toml"
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFile, match=message):
        read_counters(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadFile, match=r"absent\.toml: expected a TOML file"):
        read_counters(tmp_path / "absent.toml")
