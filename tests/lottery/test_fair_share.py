"""Share of work for each day present: slow, absent for forty days, joined today; no flood on return."""

import random
from collections import Counter, defaultdict
from hashlib import sha256

import pytest

from motcua.lottery.draw import Officer, Pool, draw, seed

pytestmark = [pytest.mark.pure, pytest.mark.slow]
PEOPLE, DAYS, A_DAY = 12, 250, 24
AWAY, NEW = range(100, 140), 60  # officer 0 is away, officer 1 joins on this day
BETA = bytes(range(64))


def worked(day: int, who: int) -> bool:
    if who == 0:
        return day not in AWAY
    return who != 1 or day >= NEW


def year(number: int) -> tuple[Counter[int], Counter[int], dict[int, Counter[int]]]:
    """Points and days of everybody, and points by day, under the rule that counts work assigned.

    An officer who works slowly has no line here: the rule never hears of it.
    """
    chance = random.Random(number)
    points, days = Counter[int](), Counter[int]()
    by_day: dict[int, Counter[int]] = defaultdict(Counter)
    for day in range(DAYS):
        present = [who for who in range(PEOPLE) if worked(day, who)]
        for turn in range(A_DAY):
            pool = Pool(
                tuple(
                    Officer(bytes([who]) * 16, 1000, points[who], 1000 * days[who])
                    for who in present
                )
            )
            leaf = sha256(b"%d/%d/%d" % (number, day, turn)).digest()
            who = draw(seed([BETA], leaf, 0), pool).id[0]
            effort = min(8000, int(chance.lognormvariate(6.8, 0.6)))
            points[who] += effort
            by_day[day][who] += effort
        days.update(present)
    return points, days, by_day


@pytest.fixture(scope="module")
def lived() -> list[tuple[Counter[int], Counter[int], dict[int, Counter[int]]]]:
    return [year(number) for number in range(3)]


def test_everybody_has_the_same_share_of_work_for_each_day_present(lived) -> None:
    for points, days, _ in lived:
        mean = sum(points.values()) / sum(days.values())
        for who in range(PEOPLE):
            assert points[who] / days[who] / mean == pytest.approx(1, abs=0.05), who


@pytest.mark.parametrize(("who", "since"), [(0, AWAY.stop), (1, NEW)])
def test_nobody_is_flooded_on_return_or_on_joining(lived, who: int, since: int) -> None:
    """In the ten days after: between seven tenths and thirteen tenths of what the others get."""
    mine = theirs = 0
    for _, _, by_day in lived:
        span = [by_day[day] for day in range(since, since + 10)]
        mine += sum(day[who] for day in span)
        theirs += sum(sum(day.values()) - day[who] for day in span)
    assert 0.7 < mine / (theirs / (PEOPLE - 1)) < 1.3
