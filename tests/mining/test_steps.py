from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.mining.batching import batching
from motcua.mining.log import EventLog
from motcua.mining.steps import By, hand_overs, steps
from motcua.mining.supplements import supplement_loops
from motcua.mining.tables import EventRow, read_rows
from tests.mining.conftest import at, row

pytestmark = pytest.mark.pure


def test_waiting_before_each_activity(permits: EventLog) -> None:
    found = {step.name: step for step in steps(permits)}
    assert found["check"].wait_sum_h == 7
    assert found["receive"].wait_sum_h == 0
    assert found["bring"].wait_share == pytest.approx(48 / 94)
    assert found["decide"].work_sum_h == 0


def test_work_is_told_apart_from_waiting() -> None:
    log = read_rows(
        [
            EventRow("1", "a", at(2), "An", "desk", at(0)),
            EventRow("1", "b", at(9), "Binh", "land", at(5)),
            EventRow("1", "c", at(10), "Binh", "land", at(8)),
        ]
    )
    found = {step.name: step for step in steps(log, By.GROUP)}
    assert (found["land"].wait_sum_h, found["land"].work_sum_h) == (3, 6)
    assert log.has_start_times


def test_hand_overs(permits: EventLog) -> None:
    pairs = {(h.source, h.target): h for h in hand_overs(permits)}
    assert pairs["An", "Binh"].n == 2
    assert pairs["Binh", "Dung"].wait_sum_h == 34
    assert ("An", "An") not in pairs
    with pytest.raises(ValueError, match="between people"):
        hand_overs(permits, By.ACTIVITY)


def test_batches() -> None:
    minutes = [0, 3, 6, 200, 400, 405, 410, 415]
    log = read_rows(
        [row(str(n), "receive", 0) for n in range(8)]
        + [row(str(n), "sign", 10 + m / 60, "head") for n, m in enumerate(minutes)]
    )
    (found,) = batching(log, gap=timedelta(minutes=10), least=3)
    assert (found.batches, found.mean_size, found.largest) == (2, 3.5, 4)
    assert found.share == pytest.approx(7 / 8)
    assert found.wait_mean_h == pytest.approx(10 + (0 + 3 + 6 + 400 + 405 + 410 + 415) / 60 / 7)
    assert batching(log, gap=timedelta(minutes=1)) == []
    with pytest.raises(ValueError, match="at least 2"):
        batching(log, least=1)


def test_one_case_twice_is_no_batch() -> None:
    log = read_rows([row("1", "sign", n / 60, "head") for n in range(5)])
    assert batching(log) == []


def test_supplement_loops(permits: EventLog) -> None:
    found = supplement_loops(permits, ["ask"], ["bring"])
    assert (found.cases, found.asked, found.asked_twice, found.open) == (3, 1, 0, 0)
    assert found.with_applicant_h == found.median_round_h == 48
    assert found.share_of_throughput == pytest.approx(48 / 94)
    assert found.worst[0].case == "7"
    with pytest.raises(ValueError, match='no activity "Ask"; the log has: ask'):
        supplement_loops(permits, ["Ask"], ["bring"])


def test_supplement_rounds_are_paired() -> None:
    hours = {"1": "ra-a-b-a-b", "2": "raab", "3": "ra", "4": "rb"}
    names = {"r": "receive", "a": "ask", "b": "bring"}
    log = read_rows(
        [
            row(case, names[letter], n)
            for case, word in hours.items()
            for n, letter in enumerate(word)
            if letter != "-"
        ]
    )
    found = supplement_loops(log, ["ask"], ["bring"])
    loops = {loop.case: (loop.rounds, loop.open, loop.with_applicant_h) for loop in found.worst}
    assert loops == {"1": (2, False, 6), "2": (1, False, 2), "3": (0, True, 0)}
    assert (found.asked, found.asked_twice, found.open) == (3, 1, 1)
