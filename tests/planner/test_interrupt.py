"""A run that is stopped keeps a sound plan and an honest gap."""

import numpy as np
import pytest

from motcua.planner.check import check
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Capacitated, Limit, MaxCover, PMedian, SetCover
from motcua.planner.result import Status
from motcua.planner.search import Start
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]


def town(sites=60, demand=900):
    random = np.random.default_rng(3)
    a, b = random.random((sites, 2)) * 1e4, random.random((demand, 2)) * 1e4
    metres = np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
    return Problem(
        Sites.of([f"s{i}" for i in range(sites)], capacity_people=np.full(sites, 4000.0)),
        Demand.of(random.integers(1, 100, demand)),
        metres,
    )


class CtrlC:
    """Presses Ctrl-C at the given look."""

    def __init__(self, at):
        self.at = at

    def __call__(self, progress, plan):
        self.at -= 1
        if self.at <= 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize(
    "question",
    [PMedian(Limit(12)), MaxCover(Limit(9), 1100.0), SetCover(1500.0), Capacitated()],
    ids=str,
)
def test_ctrl_c_leaves_a_sound_plan(question):
    problem = town()
    result = solve(problem, question, stop=MaxSeconds(60), watch=CtrlC(6))
    assert result.stopped_by in ("interrupt", "proof")
    assert result.status in (Status.FEASIBLE, Status.OPTIMAL)
    verdict = check(problem, question, result.plan.tolist(), result.assignment.tolist())
    assert verdict.sound
    assert verdict.value == pytest.approx(result.value)
    assert (result.gap == 0) == (result.status is Status.OPTIMAL)


def test_interrupted_at_once_is_unknown_not_optimal():
    result = solve(town(), SetCover(1500.0), watch=CtrlC(1))
    assert result.status is Status.UNKNOWN
    assert result.gap == 1.0


def test_going_on_is_never_worse():
    problem, question = town(), PMedian(Limit(12))
    first = solve(problem, question, stop=MaxSeconds(1))
    start = Start(tuple(first.plan.tolist()), first.bound)
    again = solve(problem, question, stop=MaxSeconds(0.2), start=start)
    assert again.value <= first.value
    assert again.bound >= first.bound


def test_stop_is_any_callable():
    seen = []

    def first_look(progress):
        seen.append(progress)
        return len(seen) == 1

    solve(town(), PMedian(Limit(12)), stop=first_look)
    assert len(seen) == 1
