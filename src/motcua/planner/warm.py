"""Compiles every kernel once, so that the first real run does not wait: ``motcua plan warm``."""

import numpy as np

from motcua.planner.erlang import servers_needed
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Capacitated, Limit, MaxCover, PMedian, SetCover
from motcua.planner.roster import roster_day
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.simulation import Scenario, simulate
from motcua.planner.simulation_office import Office, Station, Step, simulate_office
from motcua.planner.solve import solve
from motcua.planner.staffing import Reading, Target, Workload, required
from motcua.planner.stop import MaxSeconds


def warm() -> None:
    """Answer one tiny question of every kind; the compiled code stays in the package's cache."""
    warm_sites()
    warm_queues()
    warm_office()


def warm_sites() -> None:
    """The searches for places."""
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


def warm_queues() -> None:
    """Erlang's formulas with and without patience, and a day at the counters."""
    for patience in (np.inf, 10.0):
        servers_needed(np.array([2.0]), 1.0, target=0.5, patience=patience)
    work = Workload(
        ("A",), ("f",), np.full((1, 1, 4), 3.0), 30.0, np.array([8.0]), np.ones(1), np.array([60.0])
    )
    for reading in Reading:
        needed = required(work, Target(15.0, 0.9), reading)
    roster_day(needed, 0, (Shift("day", 0, 4),), (SkillSet("f", frozenset({0})),))
    duty = np.full((1, 1, 4), 2, np.int64)
    scenario = Scenario.of("warm", work, (SkillSet("f", frozenset({0})),), duty)
    simulate(scenario, Target(15.0, 0.9), days=2)


def warm_office() -> None:
    """A dossier behind the counters."""
    station = Station("a", 1, np.array([0.0]), np.array([600.0]))
    office = Office((station,), ((Step(0, 5.0),),))
    simulate_office(office, np.array([1.0, 2.0]), np.zeros(2, np.int64))
