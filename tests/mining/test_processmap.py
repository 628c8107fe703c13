from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.mining.dfg import directly_follows
from motcua.mining.layout import layered
from motcua.mining.log import EventLog
from motcua.mining.processmap import BOX_H, BOX_W, ProcessMap, to_svg
from motcua.mining.tables import read_rows
from tests.mining.conftest import row

pytestmark = pytest.mark.pure
nodes = [f"n{n}" for n in range(9)]
graphs = st.sets(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=20)


@settings(deadline=None)
@given(graphs)
def test_boxes_never_overlap_and_paths_join_them(arrows: set[tuple[str, str]]) -> None:
    drawing = layered(nodes, sorted(arrows))
    for a, b in combinations(drawing.at.values(), 2):
        assert abs(a[0] - b[0]) >= BOX_W or abs(a[1] - b[1]) >= BOX_H
    for a, b in arrows:
        if a != b:
            path = drawing.paths[a, b]
            assert (path[0], path[-1]) == (drawing.at[a], drawing.at[b])
    for x, y in drawing.at.values():
        assert BOX_W / 2 <= x <= drawing.width - BOX_W / 2
        assert 0 < y < drawing.height


def test_a_chain_is_straight() -> None:
    drawing = layered(nodes, list(pairwise(nodes)))
    assert len({x for x, _ in drawing.at.values()}) == 1


def test_the_map_tells_what_it_leaves_out(permits: EventLog) -> None:
    drawn = ProcessMap.of(permits, directly_follows(permits), arrows=3)
    assert drawn.order[0] == "receive"
    assert drawn.counts["check"] == 4
    assert (drawn.all_activities, drawn.all_edges) == (5, 5)
    assert {e.source for e in drawn.edges} >= {"receive", "check", "ask", "bring"}


def test_hostile_names_stay_text() -> None:
    name = '<script>alert("1")</script> & ' + "dài " * 30
    log = read_rows([row("1", name, 0), row("1", name, 1), row("1", "kết thúc", 2)])
    svg = to_svg(ProcessMap.of(log, directly_follows(log)), "en")
    root = ET.fromstring(svg)
    titles = [t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any(t.startswith(name) for t in titles)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
