"""Standing out among peers: who does is found, and chance alone is not taken for it."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.oddness import FEWEST_PEERS, of_counts, of_rates, others
from motcua.insight.watches import FLOOR, LIMIT

pytestmark = pytest.mark.pure
CELLS = st.dictionaries(
    st.integers(0, 60),
    st.integers(1, 500).flatmap(lambda base: st.tuples(st.just(base), st.integers(0, base))),
    min_size=FEWEST_PEERS,
)


def binomial(random, base, share):
    return sum(random.random() < share for _ in range(base))


def peers(random, people, share, spread=0.0):
    """Officials with 20 to 200 cases; their true shares differ by `spread`."""
    cells = {}
    for who in range(people):
        own = max(0.0, random.gauss(share, spread))
        base = random.randint(20, 200)
        cells[who] = (base, binomial(random, base, own))
    return cells


def alarms(cells):
    found = of_rates(cells, others(cells))
    return [who for who, z in found.items() if z > LIMIT and cells[who][1] >= FLOOR]


@pytest.mark.parametrize(("share", "spread"), [(0.03, 0.0), (0.03, 0.02), (0.2, 0.08), (0.6, 0.1)])
def test_peers_by_chance_alone_are_silent(share, spread):
    """300 months of 60 officials: at most one in 2,000 comparisons, also where peers differ."""
    random = Random(20260810)
    wrong = sum(len(alarms(peers(random, 60, share, spread))) for _ in range(300))
    assert wrong <= 9


@pytest.mark.parametrize("spread", [0.0, 0.02])
def test_one_who_stands_out_is_found_and_nobody_else(spread):
    random = Random(4)
    found = []
    for _ in range(40):
        cells = peers(random, 60, 0.03, spread) | {"odd": (100, 35)}
        found.append(alarms(cells))
    assert sum("odd" in one for one in found) >= 36
    assert sum(len(one) for one in found) <= 42


def test_several_who_stand_out_do_not_hide_each_other():
    cells = peers(Random(5), 60, 0.02) | {f"odd{n}": (100, 30) for n in range(4)}
    assert {who for who in alarms(cells) if str(who).startswith("odd")} == {
        f"odd{n}" for n in range(4)
    }


def test_too_few_peers_say_nothing():
    cells = dict.fromkeys(range(FEWEST_PEERS - 2), (100, 0)) | {"odd": (100, 90)}
    assert of_rates(cells, others(cells)) == {}
    assert of_counts({"a": 1, "b": 900}) == {}
    assert of_counts({}) == {}


def test_a_crowd_of_counts():
    random = Random(6)
    counts = {n: random.randint(5, 40) for n in range(50)} | {"odd": 400}
    assert [who for who, z in of_counts(counts).items() if z > LIMIT] == ["odd"]


def test_nobody_is_their_own_measure():
    assert others({"a": (10, 10), "b": (10, 0)})["a"] == pytest.approx(0.5 / 11)


@given(CELLS)
def test_more_hits_of_the_same_base_never_look_less_odd(cells):
    usual = dict.fromkeys(cells, 0.1)
    found = of_rates(cells, usual)
    same = [who for who in cells if cells[who][0] == cells[next(iter(cells))][0]]
    ordered = sorted(same, key=lambda who: cells[who][1])
    assert [found[who] for who in ordered] == sorted(found[who] for who in ordered)


@pytest.mark.parametrize("cell", [(5, 6), (5, -1), (0, 0)])
def test_nonsense_is_refused(cell):
    with pytest.raises(ValueError, match="hits lie"):
        of_rates(dict.fromkeys(range(9), cell), dict.fromkeys(range(9), 0.1))
