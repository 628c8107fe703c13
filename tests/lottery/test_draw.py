"""``motcua/assign/v1``: own vectors, an independent slow writing of the rule, and its laws."""

import json
from collections import Counter
from hashlib import sha256, sha512
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lottery.draw import DrawRefused, Officer, Pool, chances, draw, loads, seed, weights
from motcua.tlog import vrf
from tests.lottery import slow

pytestmark = pytest.mark.pure

LEAF = sha256(b"leaf").digest()
BETAS = [sha512(b"%d" % number).digest() for number in range(3)]

lines = st.tuples(st.integers(1, 3000), st.integers(0, 10**7), st.integers(0, 10**6))
pools = st.lists(lines, min_size=1, max_size=40).map(
    lambda rows: [(sha256(b"%d" % n).digest()[:16], *row) for n, row in enumerate(rows)]
)


def pool_of(rows: list[tuple[bytes, int, int, int]]) -> Pool:
    return Pool(tuple(Officer(*row) for row in rows))


@given(pools, st.binary(min_size=32, max_size=32), st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_as_the_slow_writing_has_it(
    rows: list[tuple[bytes, int, int, int]], leaf: bytes, attempt: int, beacons: int
) -> None:
    betas = BETAS[:beacons]
    assert seed(betas, leaf, attempt) == slow.seed(betas, leaf, attempt)
    ordered = sorted(rows)
    assert weights(pool_of(rows).officers) == slow.weights(ordered)
    point = seed(betas, leaf, attempt)
    assert draw(point, pool_of(rows)).id == slow.draw(point, rows)


@given(pools)
def test_nobody_is_above_half_and_nobody_is_out(rows: list[tuple[bytes, int, int, int]]) -> None:
    shares = weights(pool_of(rows).officers)
    assert all(share > 0 for share in shares)
    if len(shares) > 1:
        assert max(shares) * 2 <= sum(shares)
    assert sum(chance for _, chance in chances(pool_of(rows))) == pytest.approx(1)


@given(pools, st.randoms())
def test_the_order_given_does_not_matter(rows: list[tuple[bytes, int, int, int]], random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert pool_of(shuffled) == pool_of(rows)


def officers(*rows: tuple[int, int, int]) -> list[Officer]:
    return [Officer(bytes([n]) * 16, *row) for n, row in enumerate(rows)]


def test_worked_example() -> None:
    """Numbers worked by hand from the rule: K = 10,000, two points ahead halve the weight."""
    pool = officers((1000, 0, 0), (1000, 20_000, 20_000), (500, 50_000, 20_000))
    # prior = 10,000 * 70,000 // 40,000 = 17,500 points; steps ahead of the second: 5, 0, 10.
    assert loads(pool) == [35_000, 25_000, 45_000]
    assert weights(pool) == [1000 << 5, (1000 << 5) + 500, 500], "1000 << 10 is cut to the others"


def test_newcomers_start_at_the_mean() -> None:
    pool = officers((1000, 100_000, 50_000), (1000, 100_000, 50_000), (1000, 0, 0))
    assert loads(pool) == [40_000, 40_000, 40_000]


def test_a_slow_officer_is_not_favoured() -> None:
    """Only work assigned counts; there is no place for open backlog in the rule."""
    assert set(Officer.__slots__) == {"id", "capacity", "assigned", "present"}


def test_frequencies_follow_the_weights() -> None:
    pool = Pool(tuple(officers((1000, 0, 0), (1000, 4_000, 0), (500, 0, 0), (500, 2_000, 0))))
    due = dict(chances(pool))
    seen = Counter(draw(seed(BETAS, sha256(b"%d" % n).digest(), 0), pool).id for n in range(8000))
    for who, chance in due.items():
        assert seen[who] / 8000 == pytest.approx(chance, abs=0.02)


def test_extremes_of_the_seed() -> None:
    pool = Pool(tuple(officers((1000, 0, 0), (1000, 0, 0), (1000, 0, 0))))
    assert draw(bytes(32), pool) == pool.officers[0]
    assert draw(b"\xff" * 32, pool) == pool.officers[-1]
    assert draw(bytes(32), Pool(pool.officers[:1])) == pool.officers[0]


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Officer(b"short", 1),
        lambda: Officer(bytes(16), 0),
        lambda: Officer(bytes(16), 1, -1),
        lambda: Officer(bytes(16), 1, 0, -1),
        lambda: Pool(()),
        lambda: Pool((Officer(bytes(16), 1),) * 2),
        lambda: seed([], LEAF, 0),
        lambda: seed([BETAS[0][:63]], LEAF, 0),
        lambda: seed([BETAS[0]] * 2, LEAF, 0),
        lambda: seed(BETAS, LEAF[:31], 0),
        lambda: seed(BETAS, LEAF, -1),
        lambda: seed(BETAS, LEAF, 2**32),
        lambda: seed([bytes(63) + bytes([n]) for n in range(256)], LEAF, 0),
        lambda: draw(bytes(31), Pool((Officer(bytes(16), 1),))),
    ],
)
def test_refusals(bad) -> None:
    with pytest.raises(DrawRefused):
        bad()


def test_outside_vectors(shared: Path) -> None:
    vectors = json.loads((shared / "data/assign/assign_v1_vectors.json").read_text())
    for vector in vectors:
        alpha = bytes.fromhex(vector["alpha"])
        betas = [
            vrf.verify(bytes.fromhex(each["PK"]), alpha, bytes.fromhex(each["Pi"]))
            for each in vector["beacons"]
        ]
        rows = [(bytes.fromhex(o["id"]), o["cap"], o["a"], o["c"]) for o in vector["pool"]]
        point = seed(betas, bytes.fromhex(vector["leaf"]), vector["attempt"])
        assert draw(point, pool_of(rows)).id.hex() == vector["result"]
        assert slow.draw(point, rows).hex() == vector["result"]
