"""One door to every model: ``solve(problem, question, stop=..., seed=...)``.

Whatever happens (time is up, somebody presses Ctrl-C), the best plan found and the bound proven
so far come back.
"""

from collections.abc import Callable

import numpy as np

from motcua.planner.check import check
from motcua.planner.models import search_for
from motcua.planner.problem import Ints, Problem
from motcua.planner.questions import Capacitated, MaxCover, Question
from motcua.planner.result import LogLine, Result, Status, nearest, relative_gap
from motcua.planner.search import Params, Search, Start
from motcua.planner.stop import Clock, MaxSeconds, Progress, Stop

Watch = Callable[[Progress, Ints], None]


def solve(
    problem: Problem,
    question: Question,
    *,
    stop: Stop | None = None,
    seed: int = 1,
    params: Params | None = None,
    start: Start | None = None,
    watch: Watch | None = None,
) -> Result:
    """Answer ``question`` about ``problem``.

    Parameters
    ----------
    stop : callable, optional
        Asked after every slice of work; a minute by default.
    seed : int
        All randomness comes from it.
    start : Start, optional
        Plan and bound of an earlier run of the same question; the answer is never worse.
    watch : callable, optional
        Told of progress and best plan after every slice (progress bars, saved states).

    Raises
    ------
    BadProblem
        If the limits cannot be met by any plan.
    """
    limit = getattr(question, "limit", None)
    if limit is not None:
        limit.check(problem)
    search = search_for(problem, question, seed, params or Params())
    if start is not None:
        search.start = np.array(start.plan, np.int32)
    clock = Clock()
    log: list[LogLine] = []
    stopped_by = _drive(search, stop or MaxSeconds(60.0), clock, log, watch)
    if start is not None:
        _keep_better(problem, question, search, start)
    return _result(problem, question, search, seed, clock.seconds(), stopped_by, log)


def _keep_better(problem: Problem, question: Question, search: Search, start: Start) -> None:
    """Let the earlier run win where it was better."""
    sign = -1.0 if isinstance(question, MaxCover) else 1.0
    if np.isfinite(start.bound) and not sign * search.bound > sign * start.bound:
        search.bound = start.bound
    if not start.plan or isinstance(question, Capacitated):
        return
    verdict = check(problem, question, start.plan)
    if verdict.sound and not sign * search.value <= sign * verdict.value:
        search.value, search.plan = verdict.value, np.array(start.plan, np.int32)
        search.assignment = None


def _drive(
    search: Search, stop: Stop, clock: Clock, log: list[LogLine], watch: Watch | None
) -> str:
    try:
        for what in search.steps():
            progress = _progress(search, clock)
            _note(log, progress, what)
            if watch is not None:
                watch(progress, search.plan)
            if stop(progress):
                return "stop"
    except KeyboardInterrupt:
        return "interrupt"
    _note(log, _progress(search, clock), "end")
    return "end"


def _progress(search: Search, clock: Clock) -> Progress:
    gap = relative_gap(search.value, search.bound)
    return Progress(clock.seconds(), search.value, search.bound, gap)


def _note(log: list[LogLine], now: Progress, what: str) -> None:
    if not log or (log[-1].value, log[-1].bound) != (now.cost, now.bound):
        log.append(LogLine(now.seconds, now.cost, now.bound, what))


def _result(
    problem: Problem,
    question: Question,
    search: Search,
    seed: int,
    seconds: float,
    stopped_by: str,
    log: list[LogLine],
) -> Result:
    plan = np.sort(search.plan).astype(np.int32)
    assignment = search.assignment if search.assignment is not None else nearest(problem, plan)
    if not np.isfinite(search.value):
        fatal = any(why.fatal for why in search.why_not)
        status = Status.IMPOSSIBLE if fatal else Status.UNKNOWN
    elif relative_gap(search.value, search.bound) == 0.0:
        status = Status.OPTIMAL
    else:
        status = Status.FEASIBLE
    if status is Status.OPTIMAL:
        stopped_by = "proof"
    return Result(
        question=question,
        status=status,
        plan=plan,
        value=search.value,
        bound=search.bound,
        assignment=assignment,
        seed=seed,
        seconds=seconds,
        stopped_by=stopped_by,
        why_not=search.why_not,
        log=tuple(log),
    )
