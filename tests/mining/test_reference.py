"""Figures of five published logs, equal to an independent tool's to 1e-9."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from motcua.mining.dfg import bottlenecks, directly_follows, starts_and_ends
from motcua.mining.readers import read_log
from motcua.mining.variants import count_variants, durations, rework, variants

pytestmark = [pytest.mark.pure, pytest.mark.slow]
FILES = {
    "receipt": "pm4py/receipt.csv",
    "traffic_fines": "eventdataR/traffic_fines.csv.gz",
    "DomesticDeclarations": "bpic2020/DomesticDeclarations.xes.gz",
    "RequestForPayment": "bpic2020/RequestForPayment.xes.gz",
    "helpdesk": "pm4py/helpdesk.xes.gz",
}


@pytest.mark.parametrize("name", FILES)
def test_figures_equal_the_reference(
    name: str, published_logs: Path, reference: dict[str, Any]
) -> None:
    log, want = read_log(published_logs / FILES[name]), reference[name]
    near = {"rel": 1e-9, "abs": 1e-9}
    assert (log.cases, log.events, len(log.activities)) == (
        want["cases"],
        want["events"],
        want["activities"],
    )
    assert count_variants(log) == want["variants"]
    top = [[found.cases, list(found.activities)] for found in variants(log, top=5)]
    assert top == want["top_variants"]

    took = durations(log)
    hours = {"mean": took.mean_h, "median": took.median_h, "p90": took.p90_h, "max": took.max_h}
    assert hours == pytest.approx(want["dur_h"], **near)
    assert took.arrival_mean_s == pytest.approx(want["arrival_avg_s"], **near)

    assert starts_and_ends(log) == (want["start"], want["end"])
    assert {found.activity: found.cases for found in rework(log)} == want["rework_cases"]

    edges = directly_follows(log)
    assert len(edges) == want["dfg_edges"]
    assert sum(edge.share for edge in edges) == pytest.approx(1)
    for by, key, least in (
        ("sum_h", "bottlenecks_by_total_wait", 1),
        ("mean_h", "bottlenecks_by_mean_min20", 20),
    ):
        for edge, told in zip(bottlenecks(edges, by=by, min_count=least), want[key], strict=False):
            assert (edge.source, edge.target, edge.n) == (told["a"], told["b"], told["n"])
            figures = [edge.mean_h, edge.median_h, edge.sum_h]
            assert figures == pytest.approx(
                [told["mean_h"], told["median_h"], told["sum_h"]], **near
            )


def test_the_same_log_as_parquet(published_logs: Path) -> None:
    csv, parquet = (read_log(published_logs / f"pm4py/receipt.{e}") for e in ("csv", "parquet"))
    # that file holds local times without their offset: sequences agree, some waits differ by DST
    assert any("carry no offset" in note for note in parquet.notes)
    told = [[(v.activities, v.cases, v.example) for v in variants(log)] for log in (csv, parquet)]
    assert told[0] == told[1]
