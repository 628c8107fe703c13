"""Many scenarios of the counters at once: over processes where the work is worth it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from motcua.planner.engine import Engine, run_all
from motcua.planner.keeping import Kept
from motcua.planner.simulation import Outcome, Scenario
from motcua.planner.staffing import Target

WORTH_PROCESSES = 2_000_000
"""visits in all; below, starting processes takes longer than the simulation"""


@dataclass(frozen=True)
class ScenarioJob:
    """One scenario to run, and the folder that keeps what is done."""

    scenario: Scenario
    target: Target
    days: int
    seed: int
    folder: Path

    @property
    def visits(self) -> float:
        return float(self.scenario.workload.arrivals.sum()) * self.days


def run_scenario(job: ScenarioJob, told: Callable[[int], None] = lambda _: None) -> Outcome:
    """Run it, or take what an earlier run kept."""
    kept = Kept(job.folder, resume=True)
    return kept.simulate(job.scenario, job.target, days=job.days, seed=job.seed, told=told)


def run_scenarios(
    jobs: Sequence[ScenarioJob],
    *,
    engine: Engine = "processes",
    workers: int = 0,
    told: Callable[[int, int], None] = lambda *_: None,
) -> tuple[list[Outcome], bool]:
    """Outcomes in the order of the jobs, and whether all are done: Ctrl-C leaves the first ones.

    ``told`` hears the number of the scenario and its days done.
    """
    small = sum(job.visits for job in jobs) < WORTH_PROCESSES
    done: list[Outcome] = []
    try:
        if engine == "serial" or (engine == "processes" and small):
            for number, job in enumerate(jobs):
                done.append(run_scenario(job, lambda days, number=number: told(number, days)))  # type: ignore[misc]
        else:
            for number, outcome in enumerate(
                run_all(run_scenario, jobs, engine=engine, workers=workers)
            ):
                done.append(outcome)
                told(number, jobs[number].days)
    except KeyboardInterrupt:
        return done, False
    return done, True
