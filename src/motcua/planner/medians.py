"""The p-median question asked of a problem (the search itself is in ``median``)."""

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.ground import Ground, prepare
from motcua.planner.median import MedianSearch
from motcua.planner.problem import Floats, Ints, Problem
from motcua.planner.questions import PMedian
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
from motcua.planner.whynot import without_way


def weights(problem: Problem, question: PMedian) -> Floats:
    """Return what each demand point counts: its people, times ``rural_weight`` where rural."""
    factor = np.where(problem.demand.rural, question.rural_weight, 1.0)
    counted: Floats = problem.demand.people * factor
    return counted


@dataclass(slots=True)
class PlainMedian:
    """Least total distance within the limits."""

    problem: Problem
    question: PMedian
    seed: int
    params: Params
    value: float = np.inf
    bound: float = -np.inf
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None

    def steps(self) -> Generator[str, None, None]:
        """Search from above and below."""
        self.why_not = without_way(self.problem)
        ground: Ground = prepare(
            self.problem, self.question.limit, weight=weights(self.problem, self.question)
        )
        search = MedianSearch(ground, self.seed, self.params.median, start=ground.here(self.start))
        for what in search.steps():
            self._read(ground, search)
            yield what
        self._read(ground, search)

    def _read(self, ground: Ground, search: MedianSearch) -> None:
        self.value, self.bound = search.value, search.bound
        self.plan = ground.usable[search.plan]
