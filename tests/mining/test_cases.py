from __future__ import annotations

import pytest

from motcua.mining.cases import (
    cases_like,
    ended_with,
    history,
    values_of,
    waits_on,
    with_attribute,
    with_cases,
)
from motcua.mining.dfg import directly_follows
from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog
from tests.mining.conftest import at

pytestmark = pytest.mark.pure


def test_from_an_edge_to_its_cases(permits: EventLog) -> None:
    first, *rest = waits_on(permits, "check", "decide")
    assert (first.case, first.hours, first.since, first.until) == ("null", 20, at(4), at(24))
    assert [w.case for w in rest] == ["NA", "7"]
    assert waits_on(permits, "decide", "check") == []


def test_from_a_variant_to_its_cases_and_events(permits: EventLog) -> None:
    assert cases_like(permits, ["receive", "check", "decide"]) == ["NA", "null"]
    assert cases_like(permits, ["receive", "check", "decide"], top=1) == ["NA"]
    assert [h.activity for h in history(permits, "7")][2:4] == ["ask", "bring"]
    assert [h.waited_h for h in history(permits, "NA")] == [0, 1, 10]
    assert history(permits, "absent") == []


def test_part_of_a_log(permits: EventLog) -> None:
    assert values_of(permits, "field") == {"land": 2, "building": 1}
    land = with_attribute(permits, "field", "land")
    assert (land.cases, land.events) == (2, 6)
    assert {(e.source, e.target): e.sum_h for e in directly_follows(land)} == {
        ("check", "decide"): 30,
        ("receive", "check"): 4,
    }
    assert permits.cases == 3
    assert with_cases(permits, ["7"]).events == 6
    assert ended_with(permits, ["decide"]).cases == 3


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (lambda log: with_attribute(log, "agency", "x"), 'no case attribute "agency"'),
        (lambda log: with_attribute(log, "field", "x'; DROP TABLE cases; --"), "no case with"),
        (lambda log: ended_with(log, ["receive"]), "no case with"),
        (lambda log: with_cases(log, []), "no case with"),
        (lambda log: values_of(log, "agency"), 'no case attribute "agency"'),
    ],
)
def test_nothing_left_is_told(permits: EventLog, part: object, message: str) -> None:
    with pytest.raises(BadLog, match=message):
        part(permits)  # type: ignore[operator]
    assert permits.cases == 3
