"""No cell below five, and none to be had by a difference."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.planning.board_figures import shown_groups
from motcua.planning.small_cells import POOL, SMALL, pooled, profile

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("pqrst")), st.integers(0, 30)
)


@given(COUNTS)
def test_every_cell_is_large_and_nothing_is_counted_twice(counts):
    found = pooled(counts)
    assert all(n >= SMALL for n in found.cells.values())
    assert sum(found.cells.values()) + found.left_out == sum(counts.values())


@given(COUNTS)
def test_what_is_left_out_of_a_row_is_less_than_five(counts):
    found = pooled(counts)
    for row in "abc":
        shown = sum(n for (r, _), n in found.cells.items() if r == row)
        assert sum(n for (r, _), n in counts.items() if r == row) - shown < SMALL


def test_a_column_called_like_the_pool_joins_it():
    assert pooled({("a", POOL): 7, ("a", "p"): 2}).cells == {("a", POOL): 9}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 40), max_size=8))
def test_groups_hide_in_company(sizes):
    shown = shown_groups(sizes)
    assert all(sizes[name] >= SMALL for name in shown)
    hidden = [n for name, n in sizes.items() if name not in shown]
    # Whoever knows the total learns the sum of the hidden: of two at least, and five at least.
    if shown and hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= SMALL


def test_a_course_of_the_day_is_its_own_only_where_no_slot_is_small():
    city = {480: 0.5, 510: 0.5}
    assert profile({480: 5, 510: 15}, city) == {480: 0.25, 510: 0.75}
    assert profile({480: 4, 510: 15}, city) == city
    assert profile({}, city) == city
