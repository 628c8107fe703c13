from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.mining.conformance import Route, conformance, judge
from motcua.mining.log import EventLog

pytestmark = pytest.mark.pure
ROUTE = Route.sequence(["receive", "check", "decide"], limits_h={"decide": 15})


def test_each_deviation_by_case(permits: EventLog) -> None:
    found = conformance(permits, ROUTE)
    told = {(d.case, d.kind, d.step) for d in found.deviations}
    assert told == {
        ("7", "unknown", "ask"),
        ("7", "unknown", "bring"),
        ("7", "repeated", "check"),
        ("null", "late", "decide"),
    }
    assert (found.cases, found.finished, found.conforming) == (3, 3, 1)
    assert found.fitness == pytest.approx(1 / 3)
    assert found.by_kind["late", "decide"] == 1


def test_loops_may_be_allowed(permits: EventLog) -> None:
    route = Route(
        ("receive", "check", "ask", "bring", "decide"),
        frozenset({("receive", "check"), ("check", "decide"), ("ask", "bring")}),
        optional=frozenset({"ask", "bring"}),
        most={"check": 2},
        last=frozenset({"decide"}),
    )
    assert conformance(permits, route).fitness == 1


def test_missing_only_when_finished() -> None:
    assert judge(["receive"], ROUTE) == []
    assert judge(["receive", "decide"], ROUTE) == [
        ("order", "decide", "before check"),
        ("missing", "check", "never done"),
    ]


def test_parallel_steps_in_any_order() -> None:
    route = Route(("a", "b", "c", "d"), frozenset({("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")}))
    good = [p for p in permutations("abcd") if not judge(p, route)]
    assert good == [("a", "b", "c", "d"), ("a", "c", "b", "d")]


@settings(deadline=None)
@given(st.permutations("abcd"))
def test_only_the_sequence_itself_conforms(order: list[str]) -> None:
    assert (judge(order, Route.sequence("abcd")) == []) == (order == list("abcd"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"before": frozenset({("a", "b"), ("b", "a")})}, "goes in a circle"),
        ({"before": frozenset({("a", "x")})}, 'names "x"'),
        ({"optional": frozenset({"x"})}, 'names "x"'),
        ({"limits_h": {"x": 1}}, 'names "x"'),
        ({"steps": ("a", "a")}, "stands twice"),
    ],
)
def test_bad_routes(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Route(**{"steps": ("a", "b"), **arguments})  # type: ignore[arg-type]
