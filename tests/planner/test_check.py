"""The checker finds every broken rule, so a pass means something."""

import numpy as np
import pytest

from motcua.planner.check import check, spending
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Capacitated, Limit, MaxCover, PMedian, SetCover, WorstShare

pytestmark = pytest.mark.pure


def land(**sites):
    metres = np.array([[1, 4, 9], [5, 2, 9], [9, 9, 3], [1, 1, np.inf]], np.float32)
    return Problem(Sites.of(list("abcd"), **sites), Demand.of([10, 20, 30]), metres)


def test_values_by_hand():
    assert check(land(), PMedian(Limit(2)), [0, 2]).value == 10 * 1 + 20 * 4 + 30 * 3
    assert check(land(), MaxCover(Limit(2), 3), [0, 2]).value == 10 + 30
    assert check(land(), SetCover(4), [0, 2]).value == 2
    # the worst half of 60 people are the 20 at distance 4 and 10 of those at 3
    assert check(land(), WorstShare(Limit(2), 0.5), [0, 2]).value == pytest.approx(110 / 30)


def test_somebody_without_a_way_costs_more_than_anybody_with_one():
    verdict = check(land(), PMedian(Limit(1)), [3])
    assert verdict.value == 10 + 20 + 30 * land().beyond
    assert land().beyond > 9


@pytest.mark.parametrize(
    ("sites", "question", "plan", "assignment", "message"),
    [
        ({}, PMedian(Limit(1)), [0, 1], None, "2 sites are open, 1 are allowed"),
        ({}, PMedian(Limit(2)), [0, 0], None, "opened twice"),
        ({}, PMedian(Limit(2)), [7], None, "does not exist"),
        ({"barred": [1, 0, 0, 0]}, PMedian(Limit(2)), [0], None, "barred site a is open"),
        ({"must_open": [0, 1, 0, 0]}, PMedian(Limit(2)), [0], None, "required site b"),
        ({"place": [0, 0, 1, 2]}, PMedian(Limit(2)), [0, 1], None, "two kinds of point"),
        ({"open_cost": [3, 3, 3, 3]}, PMedian(Limit(budget=5)), [0, 1], None, "6 is spent"),
        ({}, SetCover(4), [0], None, "demand point 2 is beyond 4"),
        ({}, PMedian(Limit(1), within=4), [0], None, "30 people are within 4, 60 are required"),
        ({}, PMedian(Limit(2)), [0, 1], [0, 0, 0], "demand point 1 is not sent to the nearest"),
        ({}, PMedian(Limit(2)), [0, 1], [0, 2, 0], "demand point 1 is sent to a closed site"),
        ({}, PMedian(Limit(2)), [0, 1], [0, -1, 0], "demand point 1 could be served"),
        ({"capacity_people": [25, 99, 99, 99]}, Capacitated(), [0, 2], [0, 0, 2], "carries 30"),
        ({}, Capacitated(), [0, 2], [0, -1, 2], "demand point 1 has no open site"),
    ],
)
def test_broken_rules_are_found(sites, question, plan, assignment, message):
    verdict = check(land(**sites), question, plan, assignment)
    assert not verdict.sound
    assert any(message in broken for broken in verdict.broken), verdict.broken


def test_closing_what_exists_costs():
    town = land(open_cost=[5, 5, 5, 5], close_cost=[2, 3, 0, 0], existing=[1, 1, 0, 0])
    assert spending(town, [0, 2]) == 5 + 5 + 3
