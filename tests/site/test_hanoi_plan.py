"""The worked example of the documentation says what the computation gives."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from motcua.planner.example_command import problem_of, reached, write_example

PAGE = Path("docs/explanation/hanoi-plan.md")
KINDS = ("branch", "point", "commune")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    out = tmp_path_factory.mktemp("hanoi")
    with as_file(files("motcua.offices") / "hanoi") as tables:
        write_example(tables, out, demand_points=5000, seed=2025)
    return problem_of(out / "network.csv", out / "demand.csv")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_page_says_what_the_network_reaches(network, count):
    share, mean = reached(network, KINDS[:count])
    assert f"| {share:.2%} | {mean:,.0f} m |".replace("%", " %") in PAGE.read_text("utf-8")


def test_the_page_says_for_how_many_people(network):
    told = f"{len(network.demand):,} demand points, {network.demand.people.sum():,.0f} người"
    assert told in PAGE.read_text("utf-8")
