"""The commands: what they print, and how they end when something is wrong."""

import pytest
from typer.testing import CliRunner

from motcua.offices.cli import app

run = CliRunner()


@pytest.mark.django_db
def test_load() -> None:
    done = run.invoke(app, ["load", "hanoi"])
    assert done.exit_code == 0, done.output
    assert "738 communes" in done.stdout
    assert "199 places" in done.stdout


def test_check() -> None:
    assert "no problems" in run.invoke(app, ["check"]).stdout
    assert run.invoke(app, ["load", "saigon"]).exit_code == 1
    wrong = run.invoke(app, ["check", "saigon"])
    assert wrong.exit_code == 1
    assert "known: hanoi" in wrong.stderr


@pytest.mark.usefixtures("loaded")
def test_competent_and_nearest() -> None:
    rule = ["competent", "commune_people_committee", "--day", "2025-08-01", "--commune"]
    assert run.invoke(app, [*rule, "00010"]).stdout.startswith("pc-00004  Ủy ban nhân dân phường")
    divided = run.invoke(app, [*rule, "00016"])
    assert divided.exit_code == 1
    assert "Ba Dinh Ward, Ngoc Ha Ward" in " ".join(divided.stderr.split())
    assert "branch-03" in run.invoke(app, ["nearest", "21.0285", "105.8502"]).stdout
    assert run.invoke(app, ["nearest", "105.85", "21.03"]).exit_code == 1
