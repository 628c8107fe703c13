"""All draws of a checkpoint: order, work that counts for the next, sticky filings, the leaf."""

from datetime import date, timedelta
from hashlib import sha256, sha512

import pytest

from motcua.lottery.batch import Asking, draw_batch, pool_leaves
from motcua.lottery.draw import DrawRefused, Officer, Pool, draw, seed
from motcua.lottery.register import Post, Register, Roster
from motcua.lottery.selection import Exclusion
from motcua.tlog.leaf import encode

pytestmark = pytest.mark.pure

DAY = date(2026, 3, 3)
BETAS = [sha512(b"a").digest(), sha512(b"b").digest()]
IDS = sorted(sha256(b"officer %d" % n).digest()[:16] for n in range(6))


def register(count: int = 6) -> Register:
    result = Register()
    posts = {who: Post(who, 1000, frozenset({"land"})) for who in IDS[:count]}
    result.add(Roster("B1", DAY - timedelta(days=1), posts))
    return result


def asking(number: int, **own) -> Asking:
    plain = {"attempt": 0, "branch": "B1", "group": "land", "points": 3000}
    return Asking(sha256(b"%d" % number).digest(), number, **(plain | own))


def test_each_draw_counts_for_the_next() -> None:
    askings = [asking(n) for n in range(30)]
    done, nobody = draw_batch(register(), list(reversed(askings)), betas=BETAS, day=DAY)
    assert not nobody
    assert [each.asking.index for each in done] == list(range(30))
    pool = Pool(tuple(Officer(who, 1000, 0, 1000) for who in IDS))
    for each in done:
        assert each.officer == draw(seed(BETAS, each.asking.leaf, 0), pool).id
        pool = pool.with_work(each.officer, 3000)
    assert max(officer.assigned for officer in pool.officers) <= 8 * 3000


def test_five_identical_filings_go_to_one_officer() -> None:
    first, _ = draw_batch(register(), [asking(0)], betas=BETAS, day=DAY)
    sticky = (first[0].asking.leaf, first[0].officer)
    again = [asking(n, sticky=sticky) for n in range(1, 5)]
    done, _ = draw_batch(register(), again, betas=BETAS, day=DAY)
    assert {each.officer for each in done} == {first[0].officer}
    assert {each.repeat_of for each in done} == {first[0].asking.leaf}
    away = (Exclusion(first[0].officer, "recused"),)
    done, _ = draw_batch(
        register(), [asking(9, sticky=sticky, excluded=away)], betas=BETAS, day=DAY
    )
    assert done[0].officer != first[0].officer
    assert done[0].repeat_of == b""


def test_identical_filings_of_one_checkpoint_follow_the_first_drawn() -> None:
    first = asking(0)
    again = [asking(n, sticky=(first.leaf, b"")) for n in range(1, 5)]
    done, _ = draw_batch(register(), [*reversed(again), first], betas=BETAS, day=DAY)
    assert len({each.officer for each in done}) == 1
    assert [each.repeat_of for each in done] == [b"", *[first.leaf] * 4]
    done, _ = draw_batch(register(), again, betas=BETAS, day=DAY)  # the first was not drawn here
    assert {each.repeat_of for each in done} == {b""}


def test_nobody_in_the_city_waits() -> None:
    lost = asking(0, group="health")
    done, nobody = draw_batch(register(), [lost], betas=BETAS, day=DAY)
    assert (done, nobody) == ([], [lost])


def test_one_draw_for_each_leaf_and_attempt() -> None:
    with pytest.raises(DrawRefused, match="asks twice"):
        draw_batch(register(), [asking(0), asking(0)], betas=BETAS, day=DAY)
    with pytest.raises(DrawRefused):
        draw_batch(register(), [asking(0)], betas=BETAS[:1] * 2, day=DAY)


def test_leaves_are_in_the_format_and_split_into_parts() -> None:
    book, askings = register(), [asking(n) for n in range(300)]
    done, _ = draw_batch(book, askings, betas=BETAS, day=DAY)
    leaves = list(pool_leaves(book, done, size=301, day=DAY, beacons=[(bytes(32), bytes(80))] * 2))
    assert [(leaf["i"], len(leaf["q"])) for leaf in leaves] == [(0, 256), (1, 44)]
    for leaf in leaves:
        assert len(encode(leaf)) < 65536
        assert len(leaf["p"]) == 1
        assert leaf["o"] == sorted(leaf["o"], key=lambda line: IDS.index(_bytes(line[0])))
        assert all(line[1:] == [1000, 0, 1000] for line in leaf["o"])
    assert list(pool_leaves(book, [], size=1, day=DAY, beacons=[])) == []


def _bytes(text: str) -> bytes:
    from motcua.lottery.register import decode

    return decode(text)
