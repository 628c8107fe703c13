from __future__ import annotations

import numpy as np
import pytest

from motcua.mining.change import edge_change, permutation_test, throughput_change
from motcua.mining.log import EventLog
from motcua.mining.tables import read_rows
from tests.mining.conftest import at, row

pytestmark = pytest.mark.pure


def changed(faster: float, seed: int = 1) -> EventLog:
    """40 cases a side, exponential durations of mean 20 h before hour 2000, less after."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(80):
        begin = n * 40.0 + (400 if n >= 40 else 0)
        took = rng.exponential(20.0) - (faster if n >= 40 else 0)
        rows += [row(str(n), "a", begin), row(str(n), "b", begin + max(took, 0.1))]
    return read_rows(rows)


def test_a_real_change_is_found_and_the_figures_are_right() -> None:
    found = throughput_change(changed(15), at(1900), permutations=999)
    assert (found.before, found.after, found.left_out) == (40, 40, 0)
    assert found.mean_difference_h < 0 > found.median_difference_h
    assert found.p_mean < 0.01 > found.p_median
    assert found == throughput_change(changed(15), at(1900), permutations=999)
    assert edge_change(changed(15), "a", "b", at(1900), permutations=999) == found


def test_no_change_is_not_found() -> None:
    found = throughput_change(changed(0), at(1900), permutations=999)
    assert found.p_mean > 0.05


def test_the_test_keeps_its_level() -> None:
    rng = np.random.default_rng(3)
    p = [
        permutation_test(rng.exponential(size=12), rng.exponential(size=12), 199, s)[0]
        for s in range(300)
    ]
    assert 0.02 < np.mean(np.array(p) <= 0.05) < 0.09


def test_exact_for_two_against_two() -> None:
    p_mean, p_median = permutation_test(np.array([1.0, 2.0]), np.array([9.0, 10.0]), 20_000, 0)
    assert p_mean == pytest.approx(1 / 3, abs=0.02)
    assert p_median == pytest.approx(1 / 3, abs=0.02)


def test_equal_values_give_one() -> None:
    assert permutation_test(np.ones(3), np.ones(4), 99, 0) == (1.0, 1.0)


def test_cases_that_straddle_are_left_out(permits: EventLog) -> None:
    with pytest.raises(ValueError, match="0 cases before the change and 1 after"):
        throughput_change(permits, at(1.5))
