"""`motcua docs`: prints, notices what is stale, and says how to mend it."""

import pytest
from typer.testing import CliRunner

from motcua.site.commands import app
from motcua.site.printing import commands
from motcua.site.printing.reference import MEND


@pytest.fixture
def run(tmp_path):
    return lambda *words: CliRunner().invoke(app, ["docs", *words, "--folder", str(tmp_path)])


def test_print_writes_every_page_and_check_is_content(run, tmp_path):
    assert run("print").exit_code == 0
    assert {"dossier-states.md", "dossier-states.svg", "glossary.md"} <= {
        path.name for path in tmp_path.iterdir()
    }
    done = run("check")
    assert (done.exit_code, done.output) == (0, "All printed pages are fresh.\n")


def test_print_twice_changes_nothing(run, tmp_path):
    run("print")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert run("print").output == "All printed pages are fresh.\n"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_check_names_page_line_and_command(run, tmp_path):
    run("print")
    page = tmp_path / "permissions.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    lines[3] = "somebody edited this"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "permissions.md: differs from the code, first in line 4" in done.output
    assert f"Mend it: {MEND}" in done.output


def test_check_misses_a_page(run, tmp_path):
    run("print")
    (tmp_path / "events.md").unlink()
    assert "events.md: is missing" in run("check").output


def test_a_page_that_no_code_prints_any_more_goes(run, tmp_path):
    run("print")
    old = tmp_path / "roles.md"
    old.write_text((tmp_path / "permissions.md").read_text(encoding="utf-8"), encoding="utf-8")
    by_hand = tmp_path / "by-hand.md"
    by_hand.write_text("# Written by a person\n", encoding="utf-8")
    assert "roles.md: no code prints it any more" in run("check").output
    assert run("print").output == "printed roles.md\n"
    assert (old.exists(), by_hand.exists()) == (False, True)


def test_a_missing_folder_is_named(tmp_path):
    done = CliRunner().invoke(app, ["docs", "check", "--folder", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "there is no folder" in done.output


def test_without_the_planner_it_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr(commands, "PLAN", "no_such_library.app")
    done = run("print")
    assert done.exit_code == 2
    assert "no_such_library is not installed" in done.output
    assert "motcua[planner]" in done.output
