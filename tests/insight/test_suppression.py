"""Nobody who knows the rule can compute a hidden number from what is shown."""

from collections import defaultdict
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.suppression import HIDDEN, SMALL, Cell, added, suppressed, within

pytestmark = pytest.mark.pure
COUNTS = st.integers(0, 40).flatmap(lambda base: st.tuples(st.just(base), st.integers(0, base)))
TABLES = st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, min_size=1)


def small(base, hits):
    return (base < SMALL and base > 0) or 0 < hits < SMALL or 0 < base - hits < SMALL


@given(TABLES)
def test_nothing_small_is_shown(rows):
    shown = suppressed(rows)
    for key, (base, hits) in rows.items():
        cell = shown.rows[key]
        assert cell.base in {None, base}
        assert cell.hits in {None, hits}
        assert cell.hits is None or not small(base, hits)
        assert cell.base is None or not 0 < base < SMALL
    whole = sum(b for b, _ in rows.values()), sum(h for _, h in rows.values())
    assert shown.total.hits is None or not small(*whole)


@given(TABLES)
def test_one_hidden_row_hides_the_total(rows):
    shown = suppressed(rows)
    if [cell.hits for cell in shown.rows.values()].count(None) == 1:
        assert shown.total.hits is None


@given(
    st.lists(st.integers(0, 13), min_size=1, max_size=4).filter(
        lambda b: prod(n + 1 for n in b) < 1500
    )
)
def test_who_knows_the_rule_and_every_base_is_left_with_two_numbers(bases):
    """All tables that look the same are made; each hidden cell takes two values among them."""
    keys = [f"u{n}" for n in range(len(bases))]
    looks = defaultdict(list)
    for hits in product(*(range(base + 1) for base in bases)):
        shown = suppressed(dict(zip(keys, zip(bases, hits, strict=True), strict=True)))
        seen = tuple(shown.rows[key] for key in keys), shown.total
        looks[seen].append(hits)
    for (cells, _), tables in looks.items():
        for n, cell in enumerate(cells):
            if cell.hits is None and bases[n]:
                assert len({hits[n] for hits in tables}) > 1, (bases, cells, tables)


@given(TABLES)
def test_rows_inside_a_hidden_whole_are_hidden(rows):
    assert set(within(rows, HIDDEN).values()) == {HIDDEN}
    inside = within(rows, Cell(99, 50))
    hidden = [cell for cell in inside.values() if cell.hits is None]
    assert len(hidden) != 1 or len(inside) == 1


@given(st.lists(TABLES, min_size=1, max_size=4))
def test_a_span_tells_nothing_that_its_months_do_not(months):
    """It is made from shown cells alone, so no difference of spans reaches a hidden one."""
    totals = [suppressed(rows).total for rows in months]
    whole = added(totals)
    kept = [cell for cell in totals if cell.base is not None and cell.hits is not None]
    assert whole.months_hidden == len(totals) - len(kept)
    assert (whole.hits or 0) == sum(cell.hits for cell in kept)
    assert whole.share is None or whole.months_hidden == 0


def test_hits_beyond_the_base_are_refused():
    for counts in ((3, 4), (-1, -1), (5, -1)):
        with pytest.raises(ValueError):
            suppressed({"a": counts})


def test_the_rule_can_fail():
    """Showing the total beside one hidden row would give it away: the attack above would see it."""
    rows = {"a": (20, 10), "b": (20, 3)}
    shown = suppressed(rows)
    assert sum(hits for _, hits in rows.values()) - (shown.rows["a"].hits or 0) == 3
    assert shown.total.hits is None
