"""Equity: the least mean distance of the worst-served share of people.

In symbols: with total people W and share a, choose S to minimise ``min_t  t + sum_j w[j] max(0,
d_j(S) - t) / (a W)``, the conditional value at risk (Rockafellar and Uryasev 2000; for location
Ogryczak and Zawadzki 2002, conditional median). For a fixed t this is a median problem on the
distances above t. For t between u and v every plan is worth at least ``u`` plus the median bound at
``v``, so intervals of t are split, the least bound first.
"""

import heapq
from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np

from motcua.planner.ground import Ground, prepare
from motcua.planner.median import MedianSearch
from motcua.planner.problem import Ints, Problem
from motcua.planner.questions import WorstShare
from motcua.planner.result import WhyNot, worst_share_mean
from motcua.planner.search import Params
from motcua.planner.whynot import without_way

_SLICES = 60
_SLICE_SECONDS = 0.02  # many small problems are solved: little time on each
_FINEST = 1e-5  # of the value: narrower intervals are not split


@dataclass(slots=True)
class WorstSearch:
    """Least mean distance of the worst-served share."""

    problem: Problem
    question: WorstShare
    seed: int
    params: Params
    value: float = np.inf
    bound: float = 0.0
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None

    def steps(self) -> Generator[str, None, None]:
        """Split intervals of the threshold t, least bound first."""
        self.why_not = without_way(self.problem)
        ground = prepare(self.problem, self.question.limit)
        if self.start is not None:
            self._note(ground, ground.here(self.start))
        yield from self._median(ground, 0.0, _SLICES)
        # a threshold above the value can only be worse
        heap = [(0.0, 0.0, self.value)]
        while heap:
            least, low, high = heapq.heappop(heap)
            self.bound = max(self.bound, min(least, self.value))
            if least >= self.value * (1 - 1e-9):
                break
            if high - low < _FINEST * self.value:
                return
            middle = (low + high) / 2
            for a, b in ((low, middle), (middle, high)):
                at_b = yield from self._median(ground, b, _SLICES)
                lower = a + at_b / self._share_people()
                if lower < self.value:
                    heapq.heappush(heap, (max(lower, least), a, b))
        self.bound = self.value

    def _share_people(self) -> float:
        return self.question.share * float(self.problem.demand.people.sum())

    def _median(self, ground: Ground, t: float, slices: int) -> Generator[str, None, float]:
        """Solve the median problem on the distances above ``t``; return its bound."""
        knobs = replace(self.params.median, slice_seconds=_SLICE_SECONDS)
        start = ground.here(self.plan) if len(self.plan) else None
        search = MedianSearch(above(ground, t), self.seed, knobs, start=start)
        seen = np.inf
        work = search.steps()
        for made, what in enumerate(work):
            if search.value < seen:
                seen = search.value
                self._note(ground, search.plan)
            yield what
            if made >= slices:
                work.close()
                break
        self._note(ground, search.plan)
        return search.bound

    def _note(self, ground: Ground, plan: Ints | None) -> None:
        if plan is None or len(plan) == 0:
            return
        away = ground.rows[plan].min(axis=0).astype(np.float64)
        worst = worst_share_mean(self.problem.demand.people, away, self.question.share)
        if worst < self.value:
            self.value, self.plan = worst, ground.usable[plan]


def above(ground: Ground, t: float) -> Ground:
    """Return the ground with every distance reduced by ``t``, not below 0.

    The order of the neighbours stays, so nothing is sorted again.
    """
    cut = np.float32(t)
    far = np.maximum(ground.terrain.far - cut, np.float32(0))
    terrain = ground.terrain._replace(far=far, none=max(ground.terrain.none - t, 1.0))
    rows = np.maximum(ground.rows - cut, np.float32(0))
    return replace(ground, rows=rows, terrain=terrain, whole=False)
