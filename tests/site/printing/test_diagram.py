"""The drawing of a table: well-formed, complete, and nothing outside it."""

from enum import IntEnum
from xml.etree import ElementTree

from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import STATUS_NAMES, Status
from motcua.flow.refusal import Text
from motcua.flow.table import Clock, Move, Table, statuses
from motcua.site.printing.diagram import drawing

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_status_and_every_change_is_drawn():
    found = texts(drawing(DOSSIER, STATUS_NAMES, "A title"))
    for status in Status:
        assert f"{int(status)} · {status.name}" in found
        assert STATUS_NAMES[status].vi in found
    verbs = {verb for text in found for verb in (text or "").split(", ")}
    assert {move.verb for move in DOSSIER.moves if move.target is not None} <= verbs


def test_the_clock_of_a_silent_move_goes_on():
    svg = drawing(DOSSIER, STATUS_NAMES, "A title")
    after = texts(svg)[texts(svg).index(f"10 · {Status.RETURNED.name}") + 3]
    assert after == "clock ended; end"


def test_the_drawing_asks_for_nothing_outside():
    svg = drawing(DOSSIER, STATUS_NAMES, "A title")
    assert svg.count("http") == 1  # the name of the format
    assert "href" not in svg
    assert "<script" not in svg


def test_texts_cannot_break_the_drawing():
    class S(IntEnum):
        A = 1
        B = 2

    move = Move(verb="go<on>", label=Text("", ""), source=statuses(S.A), target=S.B, needs="",
                tells="", basis="", clock=Clock.RUNS)  # fmt: skip
    names = {S.A: Text("<b>", "&"), S.B: Text("x", "y")}
    svg = drawing(Table("t", S, S.A, (move,)), names, "a < b & c")
    assert ElementTree.fromstring(svg).find(f"{SVG}title").text == "a < b & c"
    assert "go<on>" in texts(svg)
