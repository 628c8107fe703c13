"""The comparison of rules keeps the order of the published figures."""

from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from motcua.lottery.cli import app
from motcua.lottery.policies import RULES, Candidate
from motcua.lottery.simulation import Metrics, UnknownPolicy, World, compare, simulate

pytestmark = pytest.mark.pure

POOL = [
    Candidate(1.0, 30, 10, 5),
    Candidate(0.5, 10, 5, 0),
    Candidate(1.0, 0, 0, 0),
    Candidate(1.0, 40, 10, 30),
]


@pytest.mark.parametrize("name", RULES)
def test_chances_add_up(name: str) -> None:
    shares = RULES[name](POOL)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0


def test_two_choices_by_hand() -> None:
    """Shares 2/7, 1/7, 2/7, 2/7 in order of load: fourth, first, second, third."""
    shares = RULES["power-of-two"](POOL)
    assert shares == pytest.approx([16 / 49 - 4 / 49, 25 / 49 - 16 / 49, 1 - 25 / 49, 4 / 49])


@pytest.fixture(scope="module")
def table() -> dict[str, Metrics]:
    return {name: simulate(name, 1, World(days=150)) for name in RULES}


def test_orders_of_the_published_table(table: dict[str, Metrics]) -> None:
    assert table["random"].guess == pytest.approx(0.106, abs=0.01)
    assert table["random"].least == pytest.approx(0.053, abs=0.005)
    assert table["power-of-two"].guess == pytest.approx(0.193, abs=0.01)
    assert table["power-of-two"].least == pytest.approx(0.007, abs=0.002)
    assert table["least-loaded"].guess == 1.0
    assert table["four-least-loaded"].least == 0
    own = table["assign/v1"]
    assert table["random"].guess < own.guess < table["power-of-two"].guess
    assert table["power-of-two"].least < own.least
    assert table["power-of-two"].spread < own.spread < table["random"].spread
    assert own.backlog < table["random"].backlog


def test_balance_by_open_backlog_rewards_the_slow() -> None:
    world = World(days=150, slow=0.6, load=0.75)
    assert simulate("power-of-two-backlog", 1, world).slow < 0.85
    assert simulate("assign/v1", 1, world).slow == pytest.approx(1, abs=0.1)


def test_repeatable_and_named() -> None:
    assert simulate("random", 5, World(days=30)) == simulate("random", 5, World(days=30))
    assert simulate("random", 5, World(days=30)) != simulate("random", 6, World(days=30))
    with pytest.raises(UnknownPolicy, match="assign/v1"):
        simulate("coin", 1)
    assert {field.name for field in fields(Metrics)} >= {"guess", "late"}


def test_command(tmp_path: Path) -> None:
    target = tmp_path / "chart.html"
    arguments = [
        "simulate",
        "--seeds",
        "1",
        "--days",
        "25",
        "--policy",
        "random",
        "--policy",
        "assign/v1",
    ]
    done = CliRunner().invoke(app, [*arguments, "--chart", str(target)])
    assert done.exit_code == 0, done.output
    page = target.read_text()
    assert page.count("<circle") == 2
    assert "<script" not in page
    assert "http" not in page
    assert CliRunner().invoke(app, ["simulate", "--policy", "coin"]).exit_code == 2
    assert len(compare(["random"], [1], days=25)) == 1
