from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.mining.dfg import Clock, bottlenecks, directly_follows, starts_and_ends
from motcua.mining.log import EventLog
from motcua.mining.tables import EventRow, read_rows
from motcua.mining.variants import count_variants, durations, rework, variants
from tests.mining.conftest import at

pytestmark = pytest.mark.pure


def test_edges_by_hand(permits: EventLog) -> None:
    edges = {(e.source, e.target): e for e in directly_follows(permits)}
    assert len(edges) == 5
    decide = edges["check", "decide"]
    assert (decide.n, decide.cases) == (3, 3)
    assert (decide.mean_h, decide.median_h, decide.sum_h) == pytest.approx((34 / 3, 10, 34))
    assert decide.p90_h == pytest.approx(18)
    assert decide.share == pytest.approx(34 / 94)
    assert edges["receive", "check"].median_h == 2


def test_rankings_differ(permits: EventLog) -> None:
    edges = directly_follows(permits)
    assert bottlenecks(edges, top=1)[0].source == "ask"
    assert bottlenecks(edges, by="median_h", min_count=2)[0].source == "check"
    with pytest.raises(ValueError, match="cannot rank by"):
        bottlenecks(edges, by="n")


def test_variants_rework_durations(permits: EventLog) -> None:
    straight, loop = variants(permits)
    assert (straight.cases, straight.example, straight.share) == (2, "NA", pytest.approx(2 / 3))
    assert loop.activities == ("receive", "check", "ask", "bring", "check", "decide")
    assert [(r.activity, r.cases, r.repeats) for r in rework(permits)] == [("check", 1, 1)]
    took = durations(permits)
    assert (took.mean_h, took.median_h, took.max_h) == pytest.approx((94 / 3, 23, 60))
    assert took.arrival_mean_s == 3600
    assert starts_and_ends(permits) == ({"receive": 3}, {"decide": 3})


def test_working_time_needs_a_calendar(permits: EventLog) -> None:
    with pytest.raises(ValueError, match="needs a calendar"):
        directly_follows(permits, Clock.WORKING)


traces = st.lists(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 50)), max_size=8))


@settings(deadline=None)
@given(traces)
def test_against_the_naive_reading(drawn: list[list[tuple[str, int]]]) -> None:
    rows = [
        EventRow(str(case), activity, at(hour))
        for case, trace in enumerate(drawn)
        for activity, hour in trace
    ]
    if not rows:
        return
    log = read_rows(rows)
    ordered = [sorted(trace, key=lambda one: one[1]) for trace in drawn if trace]
    waits: dict[tuple[str, str], list[float]] = {}
    for trace in ordered:
        for (a, begin), (b, end) in pairwise(trace):
            waits.setdefault((a, b), []).append(end - begin)
    found = {(e.source, e.target): (e.n, round(e.sum_h, 9)) for e in directly_follows(log)}
    assert found == {pair: (len(w), sum(w)) for pair, w in waits.items()}
    assert count_variants(log) == len({tuple(a for a, _ in trace) for trace in ordered})
