from __future__ import annotations

import numpy as np
import pytest

from motcua.planner.erlang import queue
from motcua.planner.simulation_office import Office, Station, Step, simulate_office

pytestmark = pytest.mark.pure
ALWAYS = (np.array([0.0]), np.array([1e9]))


def days(count: int) -> tuple[np.ndarray, np.ndarray]:
    """08:00-12:00 and 13:00-17:00 every day."""
    first = np.arange(count)[:, None] * 1440.0
    return (first + np.array([480, 780])).ravel(), (first + np.array([720, 1020])).ravel()


def test_a_tandem_agrees_with_jackson() -> None:
    """Two stations in a row with exponential work are two independent M/M/c."""
    office = Office(
        (Station("check", 3, *ALWAYS), Station("sign", 2, *ALWAYS)), ((Step(0, 10), Step(1, 6)),)
    )
    rng = np.random.default_rng(1)
    received = np.cumsum(rng.exponential(4, 200_000))
    found = simulate_office(office, received, np.zeros(200_000, np.int64))
    want = sum(queue(c, 0.25, mean).mean_wait for c, mean in ((3, 10), (2, 6)))
    assert found.waiting.mean() == pytest.approx(want, rel=0.06)
    assert found.throughput.mean() == pytest.approx(want + 16, rel=0.03)


def test_feedback_raises_the_load() -> None:
    office = Office(
        (Station("check", 1, *ALWAYS),), ((Step(0, 5, returns=0.5, asks_minutes=100),),)
    )
    received = np.arange(20_000) * 40.0
    found = simulate_office(office, received, np.zeros(20_000, np.int64))
    assert found.with_applicant.mean() == pytest.approx(100, rel=0.05)  # one round on average
    hours = 20_000 * 5 * 2 / 1e9
    assert found.utilisation["check"] == pytest.approx(hours, rel=0.05)


def test_nights_are_not_worked() -> None:
    office = Office((Station("check", 1, *days(3)),), ((Step(0, 60, scv=0.0),),))
    received = np.array([0.0, 690.0, 1000.0, 1010.0])
    found = simulate_office(office, received, np.zeros(4, np.int64))
    assert (found.throughput + received).tolist() == [540, 810, 1960, 2020]
    assert found.waiting.tolist() == [0, 0, 0, 50]


def test_what_does_not_end_in_the_hours_given_is_not_a_number() -> None:
    office = Office((Station("check", 1, *days(1)),), ((Step(0, 300, scv=0.0),),))
    found = simulate_office(office, np.array([0.0, 1.0]), np.zeros(2, np.int64))
    assert found.throughput[0] == 840
    assert np.isnan(found.throughput[1])


def test_hostile_input() -> None:
    opens, closes = days(1)
    with pytest.raises(ValueError, match="hours in order"):
        Office((Station("x", 1, closes, opens),), ())
    with pytest.raises(ValueError, match="no station"):
        Office((Station("x", 1, opens, closes),), ((Step(1, 5),),))
    with pytest.raises(ValueError, match="returns in"):
        Office((Station("x", 1, opens, closes),), ((Step(0, 5, returns=1.0),),))
    office = Office((Station("x", 1, opens, closes),), ((Step(0, 5),),))
    with pytest.raises(ValueError, match="sorted"):
        simulate_office(office, np.array([2.0, 1.0]), np.zeros(2, np.int64))
    with pytest.raises(ValueError, match="numbered 0"):
        simulate_office(office, np.array([1.0]), np.array([3]))
