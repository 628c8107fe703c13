"""What a stranger's files may do wrong, walked through the commands: each says where and what to do.

=====================================  =====================================================
mistake                                also tested, closer to the reader
=====================================  =====================================================
unreachable areas                      planner/test_problem.py, planner/test_travel.py
negative or missing populations        planner/test_files.py, planner/test_synthetic.py
swapped coordinates                    planner/test_files.py
unknown codes                          planner/test_files.py, planner/test_demand.py
duplicate ids                          planner/test_files.py, planner/test_problem.py
more points than sites                 planner/test_problem.py
capacity below demand                  planner/test_problem.py, planner/test_check.py
unsorted or broken event logs          mining/test_tables.py, mining/test_xes.py, mining/test_ocel.py
identifiers like missing values        mining/test_tables.py, planner/test_files.py
mixed time zones                       mining/test_tables.py
interrupted runs                       planner/test_resume.py, planner/test_interrupt.py
figures of a city (``counters.toml``)  planner/test_counters.py
=====================================  =====================================================
"""

import csv

import pytest
from typer.testing import CliRunner

from motcua.site.planning_commands import app

pytestmark = [pytest.mark.pure, pytest.mark.timeout(300)]
SITES = "id,lat,lon,capacity\nNA,21.00,105.80,60\nnull,21.05,105.85,60\nNaN,21.10,105.80,60\n"
DEMAND = "id,lat,lon,people,area\nnan,21.00,105.81,50,00001\n2,21.05,105.84,40,00001\n3,21.09,105.80,30,00002\n"
AREAS = "code,name\n00001,A\n00002,B\n"
ARRIVALS = "point,field,slot,arrivals\nNA,land,08:00,3\nNA,land,08:30,3\nNA,land,09:00,2\nNA,land,09:30,1\n"
FIELDS = "field,service_minutes\nland,12\n"
SHIFTS = "point,from,to,breaks,skills,people\nNA,08:00,10:00,,land,3\n"
LOG = "case_id,activity,timestamp\nNA,nộp,2025-07-01T08:00:00+07:00\nNA,trả,2025-07-02T08:00:00+07:00\n"
FILES = {
    "sites": SITES,
    "demand": DEMAND,
    "areas": AREAS,
    "arrivals": ARRIVALS,
    "fields": FIELDS,
    "shifts": SHIFTS,
    "log": LOG,
}
PLAN = "sites --sites sites.csv --demand demand.csv --areas areas.csv --out out --seconds 1"
STAFF = "staff arrivals.csv fields.csv --out out --full 4 --part 2 --days 3 --language en"
SIMULATE = "simulate arrivals.csv fields.csv shifts.csv --out out --days 3 --language en"
BOTTLENECKS = "bottlenecks log.csv --out out --language en"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(command, **changed):
        for name, text in (FILES | changed).items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        done = CliRunner().invoke(app, ["plan", *command.split()], env={"COLUMNS": "400"})
        assert "Traceback" not in done.output
        return done.exit_code, " ".join(done.output.split())

    return call


def put(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("command", "changed", "message"),
    [
        (PLAN + " --points 2", {"demand": put(DEMAND, ",50,", ",-50,")},
         "demand.csv, row 2, column 'people': expected a number of people, 0 or more, got '-50'"),
        (PLAN + " --points 2", {"demand": put(DEMAND, ",50,", ",,")},
         "demand.csv, row 2, column 'people': expected a number of people, 0 or more, got ''"),
        (PLAN + " --points 2", {"demand": put(DEMAND, ",50,", ",NaN,")},
         "demand.csv, row 2, column 'people': expected a number of people, 0 or more, got 'NaN'"),
        (PLAN + " --points 2", {"sites": "id,lat,lon\nA,105.80,21.00\nB,105.85,21.05\n"},
         "sites.csv, row 2, column 'lat': expected degrees from -90 to 90"),
        (PLAN + " --points 2", {"sites": "id,lat,lon\nA,41.00,25.80\nB,41.05,25.85\n"},
         "expected the same region"),
        (PLAN + " --points 2", {"demand": put(DEMAND, "00002", "99999")},
         "demand.csv, row 4, column 'area': expected a code of the table of areas, got '99999'"),
        (PLAN + " --points 2", {"sites": put(SITES, "null,", "NA,")},
         "sites.csv, row 3, column 'id': expected a value of its own (row 2 has it already), got 'NA'"),
        (PLAN + " --points 9", {}, "9 points are asked for, but only 3 sites are usable"),
        (PLAN + " --goal cover --points 2", {}, "goal cover needs --radius"),
        (STAFF, {"arrivals": put(ARRIVALS, "land,08:30", "tax,08:30")},
         "arrivals.csv, row 3, column 'field': expected a code of fields.csv, got 'tax'"),
        (STAFF, {"arrivals": put(ARRIVALS, "08:30,3", "08:30,-3")},
         "arrivals.csv, row 3, column 'arrivals': expected a number of people, 0 or more, got '-3'"),
        (STAFF, {"arrivals": put(ARRIVALS, "08:30", "08:00")},
         "arrivals.csv, row 3, column 'slot': expected a slot given once (row 2 has it already)"),
        (STAFF, {"fields": put(FIELDS, "land,12", "land,NA")},
         "fields.csv, row 2, column 'service_minutes': expected a number above"),
        (SIMULATE, {"shifts": put(SHIFTS, "NA,08", "null,08")},
         "shifts.csv, row 2, column 'point': expected a code of the arrivals, got 'null'"),
        (SIMULATE + " --close X=NA", {}, 'no point "X"; there are: NA'),
        (SIMULATE + " --close NA", {}, '"NA" needs 2 parts with = between them'),
        (BOTTLENECKS, {"log": put(LOG, "2025-07-02T08:00:00+07:00", "tomorrow")},
         'log.csv, row 3, column "timestamp": "tomorrow" is not a time'),
        (BOTTLENECKS, {"log": put(LOG, "2025-07-02T08:00:00+07:00", "2025-07-02T08:00:00")},
         "1 times without an offset from UTC, 1 with one (first: row 2)"),
        (BOTTLENECKS, {"log": put(LOG, "NA,nộp", ",nộp")},
         'log.csv, row 2, column "case_id": empty; expected a name that is not blank'),
        (BOTTLENECKS + " --zone Mars/Base", {}, "unknown time zone"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_row_and_column(run, command, changed, message):
    code, told = run(command, **changed)
    assert code == 2, told
    assert message in told


def test_who_cannot_be_reached_is_named_and_the_rest_is_planned(run, tmp_path):
    code, told = run(PLAN + " --goal everybody --radius 2000")
    assert code == 0, told
    assert "2 demand points (70 people)" not in told
    code, told = run(PLAN + " --goal everybody --radius 1100")
    assert code == 0, told
    assert "3: nearest site 1,112 m away" in told or "a radius of 11" in told
    assert (tmp_path / "out" / "plan.csv").is_file()


def test_capacity_below_demand_says_how_much_lacks(run):
    small = SITES.replace(",60\n", ",30\n").replace(",30\n", ",50\n", 1)
    code, told = run(PLAN + " --goal capacity --points 3", sites=small)
    assert code == 0, told
    assert "capacity for 110 people, needed for 120" in told


def test_identifiers_like_missing_values_stay_themselves(run, tmp_path):
    assert run(PLAN + " --points 3")[0] == 0
    with (tmp_path / "out" / "plan.csv").open(encoding="utf-8") as stream:
        assert {row["id"] for row in csv.DictReader(stream)} == {"NA", "null", "NaN"}
    with (tmp_path / "out" / "assignment.csv").open(encoding="utf-8") as stream:
        assert next(csv.DictReader(stream))["demand"] == "nan"
    assert run(STAFF)[0] == 0
    assert "\nNA," in (tmp_path / "out" / "shifts.csv").read_text("utf-8")
    assert run(BOTTLENECKS)[0] == 0
    assert ",NA" in (tmp_path / "out" / "variants.csv").read_text("utf-8")


def test_an_unsorted_log_is_sorted_and_told(run):
    lines = LOG.splitlines()
    code, told = run(BOTTLENECKS, log="\n".join([lines[0], lines[2], lines[1]]) + "\n")
    assert code == 0
    assert "1 events stand after a later one of their case (first at row 3); sorted by time" in told
