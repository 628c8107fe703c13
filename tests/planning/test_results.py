"""Figures come from the files alone; a folder that is not what it should be says so."""

import json

import pytest

from motcua.planning.describing import figures_in_words
from motcua.planning.kinds import Kind
from motcua.planning.results import NoResultError, figures_of, moves_of
from motcua.planning.writing import apart, written

MOVES = """people,knows,source,target,serves,minutes
2,*,a,a,land,0.0
3,*,a,b,land + returns,12.4
"""
SITES = {"status": "optimal", "points": 3, "mean_distance": 812.34, "worst_decile_mean": 2000.0,
         "largest_distance": 9000.5, "gap": 0.0, "value": 1.0, "bound": 1.0, "people_unserved": 0.0}  # fmt: skip


def test_a_line_from_a_point_to_itself_is_no_move(tmp_path):
    (tmp_path / "moves.csv").write_text(MOVES)
    [one] = moves_of(tmp_path)
    assert (one.people, one.source, one.target, one.minutes) == (3, "a", "b", 12)
    assert figures_of(Kind.MOVES, tmp_path) == {"moves": 1, "people": 3}
    assert moves_of(tmp_path / "elsewhere") == []


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_folder_holds_no_result(tmp_path, kind):
    if kind is Kind.MOVES:
        return
    with pytest.raises(NoResultError):
        figures_of(kind, tmp_path)


@pytest.mark.parametrize("manifest", ["", "[]", '{"outcome": {}}', "{", '{"outcome": null}'])
def test_a_broken_manifest_is_no_result(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    (tmp_path / "areas.csv").write_text("area,name,people,people_within,mean,largest\n")
    with pytest.raises(NoResultError):
        figures_of(Kind.SITES, tmp_path)


def sites(folder, **changed):
    (folder / "manifest.json").write_text(json.dumps({"outcome": SITES | changed}))
    (folder / "areas.csv").write_text(
        "area,name,people,people_within,mean,largest\nx,X,80,60,1,2\ny,Y,20,0,1,2\n"
    )
    return {one.key: one for one in figures_in_words(Kind.SITES, figures_of(Kind.SITES, folder))}


def test_figures_are_written_in_both_languages_and_compared(tmp_path):
    first, other = sites(tmp_path), sites(tmp_path, points=5, mean_distance=700.0)
    assert written(first["within"]).vi == "60,00 %"
    assert written(first["mean"]).en == "812 m"
    assert apart(first["points"], other["points"]).vi == "+2"
    assert apart(first["mean"], other["mean"]).en == "−112.3"
    assert apart(first["within"], other["within"]).vi == "="
    assert apart(first["status"], other["status"]) is None
