"""Arrows of a drawing: no two lie on each other, every end has its own port."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.site.printing.lanes import arrows, lanes, ports

BOXES = 8
MOVES = st.lists(
    st.tuples(st.integers(0, BOXES), st.integers(0, BOXES), st.just("verb")), max_size=40
)


def test_verbs_between_the_same_boxes_share_an_arrow():
    (arrow,) = arrows([(0, 1, "confirm"), (0, 1, "take_cash"), (2, 2, "stay")])
    assert (arrow.source, arrow.target, arrow.label) == (0, 1, "confirm, take_cash")


def test_short_arrows_take_inner_lanes():
    found = lanes(arrows([(0, 3, "long"), (1, 2, "short")]))
    assert {arrow.label: lane for arrow, lane in found.items()} == {"short": 0, "long": 1}


@given(MOVES)
def test_arrows_in_one_lane_never_touch(moves):
    for down in (True, False):
        found = lanes(a for a in arrows(moves) if a.down is down)
        for one in found:
            for other in found:
                if one != other and found[one] == found[other]:
                    ends = {one.source, one.target} | {other.source, other.target}
                    apart = sorted(ends)
                    assert len(ends) == 4
                    assert {one.source, one.target} in ({*apart[:2]}, {*apart[2:]})


@given(MOVES)
def test_every_end_has_one_port(moves):
    found = arrows(moves)
    for down in (True, False):
        side = lanes(a for a in found if a.down is down)
        ends = [
            (box, port.arrow, port.leaves)
            for box in range(BOXES + 1)
            for port in ports(box, side, down=down)
        ]
        assert len(ends) == len(set(ends)) == 2 * len(side)


def test_at_a_box_arriving_lines_do_not_cross_leaving_ones():
    side = lanes(
        arrows([(0, 2, "far in"), (1, 2, "near in"), (2, 3, "near out"), (2, 4, "far out")])
    )
    order = [port.arrow.label for port in ports(2, side, down=True)]
    assert order == ["near in", "far in", "far out", "near out"]
