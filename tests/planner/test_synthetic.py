"""The synthetic city keeps the official numbers and comes out the same from the same seed."""

import csv

import numpy as np
import pytest

from motcua.planner.example_files import problem_of, reached, write_example
from motcua.planner.tables import BadFile

pytestmark = pytest.mark.pure


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "communes_2025.csv").write_text(
        "code,name,population,area_km2,lat,lon\n"
        + "".join(f"0000{k},C{k},{1001 * (k + 1)},4,{21 + k / 50},105.8\n" for k in range(9))
    )
    (tmp_path / "communes_before_2025_07.csv").write_text(
        "code,until,name,lat,lon\n"
        + "".join(f"{k:05},2025-06-30,F{k},{21 + k / 3000},105.8{k % 9}\n" for k in range(666))
        + "99999,2024-12-31,gone,21,105.8\n"
    )
    (tmp_path / "districts.csv").write_text(
        "code,name,branch,lat,lon\n"
        + "".join(f"{k:03},D{k},{k % 2},21.0{k},105.8\n" for k in range(4))
    )
    return tmp_path


def rows(path):
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_files_hold_677_candidates_and_the_official_population(tables):
    write_example(tables, tables / "out", 500, seed=3)
    assert len(rows(tables / "out" / "sites.csv")) == 677
    assert len({r["id"] for r in rows(tables / "out" / "sites.csv")}) == 677
    people = {}
    for r in rows(tables / "out" / "demand.csv"):
        people[r["area"]] = people.get(r["area"], 0) + int(r["people"])
    assert people == {f"0000{k}": 1001 * (k + 1) for k in range(9)}
    assert "F99999" not in {r["id"] for r in rows(tables / "out" / "sites.csv")}


def test_the_seed_decides(tables):
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_example(tables, tables / name, 200, seed=seed)
    a, b, c = ((tables / n / "demand.csv").read_bytes() for n in "abc")
    assert a == b != c


def test_more_kinds_of_point_reach_more(tables):
    write_example(tables, tables / "out", 500, seed=3)
    network = problem_of(tables / "out" / "network.csv", tables / "out" / "demand.csv")
    shares = [reached(network, ("branch", "point", "commune")[:k]) for k in (1, 2, 3)]
    assert [s for s, _ in shares] == sorted(s for s, _ in shares)
    means = np.array([mean for _, mean in shares])
    assert (np.diff(means) <= 0).all()


def test_a_missing_population_is_named(tables):
    path = tables / "communes_2025.csv"
    path.write_text(path.read_text().replace("1001,", ",", 1))
    with pytest.raises(BadFile, match="row 2, column 'population': expected a number above 0"):
        write_example(tables, tables / "out", 100, seed=1)
