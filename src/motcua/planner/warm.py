"""Compiles every kernel once, so that the first real run does not wait: ``motcua plan warm``."""

import numpy as np

from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Capacitated, Limit, MaxCover, PMedian, SetCover
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds


def warm() -> None:
    """Solve one tiny problem of every kind; the compiled code stays in the package's cache."""
    random = np.random.default_rng(0)
    metres = (random.random((8, 40)) * 100).astype(np.float32)
    sites = Sites.of(
        [str(i) for i in range(8)], capacity_people=np.full(8, 20.0), open_cost=np.ones(8)
    )
    problem = Problem(sites, Demand.of(np.ones(40)), metres)
    for question in (
        PMedian(Limit(3)),
        MaxCover(Limit(2), 30.0),
        SetCover(60.0),
        PMedian(Limit(budget=3.0)),
        Capacitated(),
    ):
        solve(problem, question, stop=MaxSeconds(1.0))
