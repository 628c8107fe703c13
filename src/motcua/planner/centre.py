"""p-centre: the least largest distance (Hakimi 1964).

In symbols: choose S within the limits to minimise ``max_j min_{i in S} d[i, j]``. The answer is
one of the distances, so the radius is bisected: a set cover within the limits at some radius is a
plan (Minieka 1970), a proof that none exists is a bound.
"""

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.problem import Bools, Ints, Problem
from motcua.planner.questions import PCentre, SetCover
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
from motcua.planner.setcover import SetCoverSearch
from motcua.planner.whynot import without_way

_SLICE_SECONDS = 0.03
_ALONE = 3
_MOST_STEPS = 60  # slices for one radius before it is left undecided


@dataclass(slots=True)
class CentreSearch:
    """Least largest distance."""

    problem: Problem
    question: PCentre
    seed: int
    params: Params
    value: float = np.inf
    bound: float = 0.0
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None

    def steps(self) -> Generator[str, None, None]:
        """Bisect the radius."""
        self.why_not = without_way(self.problem)
        counted = ~self.problem.unreachable & (self.problem.demand.people > 0)
        usable = self.problem.metres[~self.problem.sites.barred][:, counted]
        self.bound = float(usable.min(axis=0).max())
        radii = np.unique(usable[np.isfinite(usable) & (usable >= np.float32(self.bound))])
        if self.start is not None:
            self._note(self.start, counted)
        low, high = 0, len(radii) - 1  # the answer is among radii[low..high] unless undecided
        undecided = False
        yield "radii"
        while low <= high and self.value > self.bound:
            high = min(high, int(np.searchsorted(radii, np.float32(self.value))) - 1)
            if low > high:
                break
            middle = (low + high) // 2
            search = SetCoverSearch(
                self.problem,
                self._cover(radii[middle]),
                self.seed,
                self.params,
                slice_seconds=_SLICE_SECONDS,
                alone=_ALONE,
            )
            verdict = yield from self._decide(search)
            if verdict == "plan":
                self._note(search.plan, counted)
                high = middle - 1
            else:
                low = middle + 1
                undecided |= verdict == "undecided"
                if not undecided:
                    self.bound = min(self.value, float(radii[min(low, len(radii) - 1)]))
        if not undecided:
            self.bound = self.value

    def _cover(self, radius: float) -> SetCover:
        return SetCover(float(radius), by_cost=self.question.limit.budget is not None)

    def _decide(self, search: SetCoverSearch) -> Generator[str, None, str]:
        """Search until a plan within the limits is found or excluded."""
        limit = self.question.limit
        most = float(limit.points or 0) if limit.budget is None else limit.budget
        work = search.steps()
        for made, what in enumerate(work):
            if search.value <= most + 1e-9 and self._fits(search.plan):
                work.close()
                return "plan"
            if search.bound > most + 1e-9:
                work.close()
                return "none"
            if made > _MOST_STEPS:
                work.close()
                return "undecided"
            yield what
        if search.value <= most + 1e-9:
            return "plan" if self._fits(search.plan) else "undecided"
        return "none" if search.bound > most + 1e-9 else "undecided"

    def _fits(self, plan: Ints) -> bool:
        points = self.question.limit.points
        return points is None or len(plan) <= points

    def _note(self, plan: Ints, counted: Bools) -> None:
        largest = float(self.problem.metres[plan][:, counted].min(axis=0).max())
        if largest < self.value:
            self.value, self.plan = largest, plan
