"""How many draws a second; printed, never asserted. Run with ``make bench``."""

import time
from hashlib import sha256, sha512

import pytest

from motcua.lottery.draw import Officer, Pool, draw, seed
from motcua.lottery.simulation import simulate

pytestmark = pytest.mark.bench

BETAS = [sha512(b"a").digest(), sha512(b"b").digest()]


@pytest.mark.parametrize("size", [12, 40])
def test_draws(size: int) -> None:
    pool = Pool(
        tuple(Officer(sha256(b"%d" % n).digest()[:16], 1000, n * 999, n * 777) for n in range(size))
    )
    start, count = time.perf_counter(), 50_000
    for number in range(count):
        draw(seed(BETAS, number.to_bytes(32, "big"), 0), pool)
    seconds = time.perf_counter() - start
    print(
        f"draws among {size} officers{'':<33}{count / seconds:>12,.0f}/s   ({count:,} in {seconds:.2f} s)"
    )


def test_simulated_year() -> None:
    start = time.perf_counter()
    simulate("assign/v1", 1)
    print(f"one simulated year under assign/v1: {time.perf_counter() - start:.2f} s")
