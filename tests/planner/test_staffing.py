from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.planner.erlang import servers_needed
from motcua.planner.staffing import (
    Reading,
    Target,
    Workload,
    effective_rates,
    offered_load,
    required,
)

pytestmark = pytest.mark.pure


def workload(arrivals: object, service: object = (10.0,), scv: object = (1.0,)) -> Workload:
    table = np.asarray(arrivals, float)
    fields = table.shape[1] if table.ndim == 3 else 1
    names = tuple(f"f{n}" for n in range(fields))
    patience = np.full(fields, np.inf)
    points = tuple(f"p{n}" for n in range(len(table)))
    return Workload(points, names, table, 30.0, np.array(service), np.array(scv), patience)


def test_one_field_is_plain_erlang_c() -> None:
    found = required(workload([[[100, 0]]], [3.0]), Target(20 / 60, 0.8), Reading.SIPP)
    assert found.by_field[0, 0].tolist() == [14, 0]
    assert found.pooled[0].tolist() == [14, 0]
    shrunk = required(
        workload([[[100, 0]]], [3.0]), Target(20 / 60, 0.8), Reading.SIPP, shrinkage=0.3
    )
    assert shrunk.pooled[0, 0] == 20


@settings(deadline=None)
@given(st.lists(st.floats(0, 40), min_size=3, max_size=3), st.floats(2, 25))
def test_pooling_never_needs_more_and_covers_the_load(rates: list[float], service: float) -> None:
    w = workload([[[r] for r in rates]], [service] * 3, [1.0] * 3)
    found = required(w, Target(10, 0.9), Reading.SIPP)
    assert found.pooled.sum() <= found.by_field.sum()
    assert found.pooled[0, 0] >= found.load[0, :, 0].sum() - 1e-6
    same = servers_needed(sum(rates) / 30, service, target=10, share=0.9)
    if sum(rates) > 1e-3:
        assert found.pooled[0, 0] == same


def test_mixed_services_have_a_mixed_spread() -> None:
    """5 and 50 minutes constant: the mixture is spread although each field is not."""
    w = workload([[[30], [3]]], [5.0, 50.0], [0.0, 0.0])
    mean = (30 * 5 + 3 * 50) / 33
    scv = (30 * 25 + 3 * 2500) / 33 / mean**2 - 1
    want = servers_needed(33 / 30, mean, scv=scv, target=5, share=0.9)
    assert required(w, Target(5, 0.9), Reading.SIPP).pooled[0, 0] == want


def test_offered_load_follows_its_differential_equation() -> None:
    w = workload([[[30, 60, 0]]], [20.0])
    peaks = offered_load(w)[0, 0]
    m, largest = 0.0, []
    for rate in (1.0, 2.0, 0.0):
        top = m
        for _ in range(30_000):
            m += (rate - m / 20) * 0.001
            top = max(top, m)
        largest.append(top)
    assert peaks == pytest.approx(largest, rel=1e-3)


def test_readings_agree_for_short_services_and_differ_for_long_ones() -> None:
    shape = [[[10, 40, 40, 5]]]
    short, long = workload(shape, [0.5]), workload(shape, [60.0])
    for reading in Reading:
        assert effective_rates(short, reading) == pytest.approx(
            short.rates, rel=0.02, abs=0.02
        ) or (reading is not Reading.SIPP)
    lag = effective_rates(long, Reading.LAG)[0, 0]
    assert lag[0] < 10 / 30
    assert lag[3] > 5 / 30
    assert effective_rates(long, Reading.OFFERED)[0, 0, 3] > 5 / 30


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[1.0]],), "expected 1 points"),
        (([[[1.0, -1.0]]],), "f0 at p0, slot 2: -1.0"),
        (([[[np.nan]]],), "slot 1: nan"),
        (([[[1.0]]], [0.0]), "service_minutes must be more than 0"),
        (([[[1.0]]], [1.0, 2.0]), "one figure for each of 1 fields"),
        (([[[1.0]]], [1.0], [-1.0]), "service_scv"),
    ],
)
def test_hostile_workloads(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        workload(*arguments)
