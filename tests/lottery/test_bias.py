"""Statistics: quiet on honest draws, loud on crude steering, silent on little of it."""

import random
from hashlib import sha256

import pytest

from motcua.lottery.bias import Observed, chi_square_p, kolmogorov_p, lag_one, measure
from motcua.lottery.draw import Officer, Pool, chances, draw, landing

pytestmark = pytest.mark.pure

POOL = Pool(tuple(Officer(bytes([n]) * 16, 1000 if n < 8 else 500) for n in range(12)))


def honest(count: int) -> list[Observed]:
    rows = []
    odds = dict(chances(POOL))
    for number in range(count):
        seed = sha256(b"%d" % number).digest()
        point, weights = landing(seed, POOL)
        rows.append(Observed(point / sum(weights), odds, draw(seed, POOL).id))
    return rows


def test_honest() -> None:
    report = measure(honest(2000))
    assert report.draws == 2000
    assert min(report.ks_p, report.chi_p) > 0.01
    assert abs(report.lag) < 3
    assert max(map(abs, report.z.values())) < 3.5


def test_steered() -> None:
    rows = honest(2000)
    friend = POOL.officers[0].id
    few = [Observed(r.point, r.chances, friend if n < 5 else r.officer) for n, r in enumerate(rows)]
    many = [
        Observed(r.point, r.chances, friend if n < 200 else r.officer) for n, r in enumerate(rows)
    ]
    assert abs(measure(few).z[friend]) < 3.5, "five bought dossiers are invisible"
    assert measure(many).z[friend] > 5


def test_uneven_points() -> None:
    source = random.Random(1)
    low = [source.random() ** 1.3 for _ in range(3000)]
    assert kolmogorov_p(low) < 1e-6
    assert chi_square_p(low) < 1e-6
    assert kolmogorov_p([(n + 0.5) / 100 for n in range(100)]) == 1.0
    assert abs(lag_one([n % 2 * 0.9 for n in range(500)])) > 5


def test_too_few() -> None:
    with pytest.raises(ValueError, match="100"):
        measure(honest(99))
