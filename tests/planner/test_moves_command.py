"""Who moves between points, from three tables."""

import csv

import pytest
from typer.testing import CliRunner

from motcua.planner.cli import app
from motcua.planner.moves_command import read_and_suggest
from motcua.planner.tables import BadFile

pytestmark = pytest.mark.pure
HAVE = "point,skills,people\nNA,land,5\nB,land,1\nB,*,4\n"
NEED = "point,skills,people\nNA,land,3\nB,land,3\nB,*,1\nC,land,2\n"
AWAY = "from,to,minutes\nNA,B,20\nB,C,30\nNA,C,70\n"


@pytest.fixture
def tables(tmp_path):
    paths = [tmp_path / name for name in ("have.csv", "need.csv", "minutes.csv")]
    for path, text in zip(paths, (HAVE, NEED, AWAY), strict=True):
        path.write_text(text)
    return paths


def test_needs_are_met_within_the_longest_journey(tables, tmp_path):
    done = CliRunner().invoke(app, ["moves", *map(str, tables), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    with (tmp_path / "out" / "moves.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert sum(int(r["people"]) for r in rows if r["target"] == "C") == 2
    assert all(float(r["minutes"]) <= 45 for r in rows)
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_what_stays_lacking_is_named(tables):
    tables[2].write_text("from,to,minutes\nNA,B,20\n")  # nobody knows the way to C
    assert read_and_suggest(*tables, 45.0).unmet == {("C", "land"): 2}


def test_mistakes_name_row_and_column(tables):
    tables[0].write_text(HAVE.replace("NA,land,5", "NA,land,2.5"))
    with pytest.raises(BadFile, match="row 2, column 'people': expected a whole number"):
        read_and_suggest(*tables, 45.0)
