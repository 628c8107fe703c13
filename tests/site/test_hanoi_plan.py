"""The worked example of the documentation says what the computation gives."""

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from motcua.planner.counters import read_counters
from motcua.planner.example_command import networks
from motcua.planner.example_files import problem_of, reached, write_example
from motcua.planner.example_staff import NetworkStaff, staff_network

PAGE = Path("docs/explanation/hanoi-plan.md")
KINDS = ("branch", "point", "commune")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("hanoi")
    with as_file(files("motcua.offices") / "hanoi") as tables:
        write_example(tables, out, demand_points=5000, seed=2025)
    return out


@pytest.fixture(scope="module")
def network(folder):
    return problem_of(folder / "network.csv", folder / "demand.csv")


@pytest.fixture(scope="module")
def counters():
    with as_file(files("motcua.offices") / "hanoi" / "counters.toml") as path:
        return read_counters(path)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_page_says_what_the_network_reaches(network, count):
    share, mean = reached(network, KINDS[:count])
    assert f"| {share:.2%} | {mean:,.0f} m |".replace("%", " %") in PAGE.read_text("utf-8")


def test_the_page_says_for_how_many_people(network):
    told = f"{len(network.demand):,} demand points, {network.demand.people.sum():,.0f} người"
    assert told in PAGE.read_text("utf-8")


def lines(begin: str) -> list[list[str]]:
    """The cells of the page's table rows that begin with ``begin``."""
    rows = [line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines()]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip().startswith(begin)]


def near(told: str, found: float) -> bool:
    """Within 2 %: another processor may round a tie the other way."""
    return float(told.rstrip(" %").replace(",", "")) == pytest.approx(found, rel=0.02)


def test_the_volume_is_the_published_one(counters):
    dossiers = 212_790 * 1.3 + 317_199 * 0.1
    assert counters.visits_a_day == pytest.approx(dossiers / 59 * 1.25)
    assert f"{counters.visits_a_day:,.0f} visits" in PAGE.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_staff_of_the_thirty_points_of_the_page(folder, counters):
    problem = problem_of(folder / "sites.csv", folder / "demand.csv")
    told = [row for row in [*lines("F"), *lines("C"), *lines("D")] if len(row) == 6]
    assert len(told) == 30
    rows = {name: i for i, name in enumerate(problem.sites.ids)}
    plan = np.array(sorted(rows[row[0]] for row in told), np.int32)
    _, found = staff_network(problem, plan, counters, seed=2025)
    assert not found.missed
    by_id = {point.point: point for point in found.points}
    for site, _, visits, people, full_time, in_time in told:
        point = by_id[site]
        assert round(point.visits) == int(visits)
        assert abs(point.people - int(people)) <= 1
        assert abs(point.full_time - float(full_time)) <= 1
        assert abs(100 * point.in_time - float(in_time.rstrip(" %"))) <= 2
    _check(lines("30 điểm, đi ít nhất"), found)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_staff_of_the_network_of_2025(network, counters):
    for (_, plan), begin in zip(
        networks(network), ("12 chi nhánh", "12 + 30 điểm", "12 + 30 + 126"), strict=True
    ):
        _, found = staff_network(network, plan, counters, seed=2025)
        assert not found.missed
        _check(lines(begin), found)


def _check(rows: list[list[str]], found: NetworkStaff) -> None:
    (row,) = [row for row in rows if len(row) == 5 and row[1].isdigit()]
    assert int(row[1]) == len(found.points)
    assert near(row[2], found.people)
    assert near(row[3], found.full_time)
    assert near(row[4], 100 * found.in_time)
