"""How many draws a second; printed, never asserted. Run with ``make bench``."""

import time
from datetime import date
from hashlib import sha256, sha512

import pytest

from motcua.lottery.batch import Asking, draw_batch
from motcua.lottery.draw import Officer, Pool, draw, seed
from motcua.lottery.register import Post, Register, Roster
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


def test_a_checkpoint_of_a_city() -> None:
    """126 branches of 12 officers, a year of presence to count, 100 dossiers in one checkpoint."""
    register, first = Register(), date(2025, 3, 3)
    for branch in range(126):
        ids = [sha256(b"%d %d" % (branch, n)).digest()[:16] for n in range(12)]
        posts = {who: Post(who, 1000, frozenset({"land"})) for who in ids}
        register.add(Roster(f"B{branch:03d}", first, posts))
    askings = [
        Asking(sha256(b"%d" % n).digest(), n, 0, f"B{n % 126:03d}", "land", 1000)
        for n in range(100)
    ]
    for label in ("first checkpoint of a day", "later checkpoint"):
        start = time.perf_counter()
        draw_batch(register, askings, betas=BETAS, day=date(2026, 3, 2))
        print(f"100 draws in a city of 126 branches, {label}: {time.perf_counter() - start:.3f} s")


def test_simulated_year() -> None:
    start = time.perf_counter()
    simulate("assign/v1", 1)
    print(f"one simulated year under assign/v1: {time.perf_counter() - start:.2f} s")
