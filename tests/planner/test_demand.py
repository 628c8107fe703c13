"""Where people come from: growth, online share, grids and the centre's own dossiers."""

import numpy as np
import pytest

from motcua.planner.demand import (
    by_visits,
    grown,
    nearest_area,
    offline,
    onto_grid,
    read_dossiers,
)
from motcua.planner.problem import BadProblem, Demand
from motcua.planner.tables import BadFile

pytestmark = pytest.mark.pure


def demand():
    return Demand.of([100, 300, 50], area=["a", "a", "b"])


def test_growth_compounds_by_area():
    assert grown(demand(), {"a": 0.1}, 2).people == pytest.approx([121, 363, 50])
    with pytest.raises(BadProblem, match="'z' is no area"):
        grown(demand(), {"z": 0.1}, 2)


def test_online_share_leaves_the_rest():
    assert offline(demand(), {"b": 0.4}).people == pytest.approx([100, 300, 30])
    with pytest.raises(BadProblem, match="from 0 to 1"):
        offline(demand(), {"b": 1.4})


def test_grid_keeps_the_official_totals():
    cells = np.array([[0, 0], [1, 0], [9, 9]], float)
    area = nearest_area(cells, np.array([[0, 0], [10, 10]], float), ("a", "b"))
    assert area == ("a", "a", "b")
    spread = onto_grid({"a": 300, "b": 7}, cells, area, np.array([1.0, 2.0, 0.5]))
    assert spread.people == pytest.approx([100, 200, 7])
    with pytest.raises(BadProblem, match="'b' has 7 people and no grid cell"):
        onto_grid({"a": 300, "b": 7}, cells, area, np.array([1.0, 2.0, 0.0]))


def test_dossiers_become_visits(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("area,procedure,dossiers,online\na,land,10,4\nb,birth,3,\n")
    visits = read_dossiers(path, ("a", "b"), {"land": 2.0, "birth": 1.0})
    assert visits.by_area == {"a": 12.0, "b": 3.0}
    assert by_visits(demand(), visits).people == pytest.approx([3, 9, 3])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("z,land,1,0", "column 'area': expected a code of the table of areas, got 'z'"),
        ("a,tax,1,0", "column 'procedure': expected a code of the table of procedures"),
        ("a,land,-1,0", "column 'dossiers': expected a number of dossiers"),
        ("a,land,5,6", "column 'online': expected a number from 0 to 5"),
    ],
)
def test_bad_dossiers(tmp_path, row, message):
    path = tmp_path / "d.csv"
    path.write_text(f"area,procedure,dossiers,online\n{row}\n")
    with pytest.raises(BadFile, match=message):
        read_dossiers(path, ("a", "b"), {"land": 2.0})
