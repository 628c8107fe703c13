"""p-median with a duty of access: a share of people must have a point within the radius.

With the share 1 a way beyond the radius is closed (its distance becomes prohibitive), and the
median search does the rest. With a smaller share a the duty is priced: everybody beyond the radius
costs ``mu`` more, so ``median(d + mu [d > R]) - mu (1 - a) W`` bounds every plan that meets the
duty (Lagrange), and ``mu`` is raised or lowered until the plans just meet it.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.centre import CentreSearch
from motcua.planner.check import check
from motcua.planner.ground import Ground, prepare
from motcua.planner.maxcover import CoverSearch
from motcua.planner.median import MedianSearch
from motcua.planner.medians import weights
from motcua.planner.problem import Bools, Ints, Problem
from motcua.planner.questions import MaxCover, PCentre, PMedian, SetCover
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
from motcua.planner.setcover import SetCoverSearch
from motcua.planner.whynot import beyond_every_site, too_few_points

_FEASIBLE_STEPS = 40
_SLICES = 16


@dataclass(slots=True)
class DutySearch:
    """Least total distance with a share of people within the radius."""

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

    @property
    def radius(self) -> float:
        """The radius of the duty."""
        return float(self.question.within or np.inf)

    def steps(self) -> Generator[str, None, None]:
        """Find a plan that meets the duty, then the one of least distance."""
        self.why_not = beyond_every_site(self.problem, self.radius)
        counted = self.problem.reached_within(self.radius)
        if self.start is not None:
            self._note(self.start)
        yield from self._meet(counted)
        if any(why.fatal for why in self.why_not):
            return
        if self.question.share >= 1.0:
            ground = self._ground(counted, self.problem.beyond * 8.0)
            search = self._median(ground)
            for what in search.steps():
                self._read(ground, search, search.bound)
                yield what
            self._read(ground, search, search.bound)
        else:
            yield from self._price(counted)

    def _meet(self, counted: Bools) -> Iterator[str]:
        """Look for the plan that reaches most people; if even it is too little, say why."""
        cover = CoverSearch(
            self.problem, MaxCover(self.question.limit, self.radius), self.seed, self.params
        )
        wanted = self.question.share * float(self.problem.demand.people[counted].sum())
        wanted *= 1 - 1e-12
        work = cover.steps()
        for made, what in enumerate(work):
            if cover.value >= wanted or cover.bound < wanted or made > _FEASIBLE_STEPS:
                break
            yield what
        work.close()
        if cover.value >= wanted:
            self._note(cover.plan)
        elif cover.bound < wanted:
            yield from self._explain()

    def _explain(self) -> Iterator[str]:
        """Name the smallest radius and the number of points that would do."""
        points = self.question.limit.points or len(self.problem.sites)
        centre = CentreSearch(self.problem, PCentre(self.question.limit), self.seed, self.params)
        for made, what in enumerate(centre.steps()):
            yield what
            if made > _FEASIBLE_STEPS:
                break
        cover = SetCoverSearch(self.problem, SetCover(self.radius), self.seed, self.params)
        for made, what in enumerate(cover.steps()):
            yield what
            if made > _FEASIBLE_STEPS:
                break
        why = too_few_points(
            self.problem, self.radius, points, int(cover.value), float(centre.value)
        )
        self.why_not = (*self.why_not, why)

    def _ground(self, counted: Bools, surcharge: float) -> Ground:
        rows = self.problem.metres.copy()
        beyond = ~np.isfinite(rows)
        rows[beyond] = self.problem.beyond
        # the duty counts people, the cost may count rural people more: undo that here
        extra = surcharge / np.where(self.problem.demand.rural, self.question.rural_weight, 1.0)
        late = (rows > np.float32(self.radius)) & counted[None, :]
        rows += np.where(late, extra[None, :], 0.0).astype(np.float32)
        return prepare(
            self.problem,
            self.question.limit,
            rows=rows,
            weight=weights(self.problem, self.question),
        )

    def _median(self, ground: Ground) -> MedianSearch:
        start = ground.here(self.plan) if len(self.plan) else None
        return MedianSearch(ground, self.seed, self.params.median, start=start)

    def _price(self, counted: Bools) -> Iterator[str]:
        """Raise or lower the price of being beyond the radius."""
        spare = (1 - self.question.share) * float(self.problem.demand.people[counted].sum())
        low, high, mu = 0.0, np.inf, self.radius / 4
        while high - low > 1e-3 * max(low, 1.0):
            ground = self._ground(counted, mu)
            search = self._median(ground)
            work = search.steps()
            for made, what in enumerate(work):
                self._read(ground, search, search.bound - mu * spare)
                yield what
                if made > _SLICES:
                    work.close()
                    break
            if self._meets(ground.usable[search.plan]):
                high = mu
            else:
                low = mu
            mu = 2 * mu if np.isinf(high) else (low + high) / 2

    def _read(self, ground: Ground, search: MedianSearch, bound: float) -> None:
        self._note(ground.usable[search.plan])
        self.bound = min(max(self.bound, bound), self.value)

    def _meets(self, plan: Ints) -> bool:
        return check(self.problem, self.question, plan.tolist()).sound

    def _note(self, plan: Ints) -> None:
        if len(plan) == 0:
            return
        verdict = check(self.problem, self.question, plan.tolist())
        if verdict.sound and verdict.value < self.value:
            self.value, self.plan = verdict.value, np.sort(plan).astype(np.int32)
