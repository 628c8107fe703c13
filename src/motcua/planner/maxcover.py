"""Maximal cover: most people within the radius (Church and ReVelle 1974).

In symbols: choose S within the limits to maximise ``sum_g w[g] [some i in S reaches g]``. Counting
who is *not* reached makes it a median problem with distances 0 and 1, so the same search, the same
bound and the same branch and bound serve; ``reached = reachable - missed``.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.branch import Pursuit
from motcua.planner.cover import Cover, cover
from motcua.planner.covermip import CoverProgramme, cover_programme
from motcua.planner.descent import descend, new_trail
from motcua.planner.ground import Ground, limits_of, site_numbers
from motcua.planner.interchange import Ledger, Near, copy_ledger, rebuild
from motcua.planner.median import MedianSearch
from motcua.planner.mip import MipRun
from motcua.planner.problem import Floats, Ints, Problem
from motcua.planner.questions import Limit, MaxCover
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
from motcua.planner.tabu import walk
from motcua.planner.whynot import beyond_every_site

_ROOT_PATIENCE = 40  # prices settle more slowly where all distances are 0 or 1
_LARGE = 100_000  # pairs: there the prices must do what HiGHS is too slow for
_LARGE_PATIENCE = 150
_STEPS = 50
_STALE_STEPS = 3_000
_LARGEST_PROGRAMME = 600_000  # pairs; beyond, branching on Lagrangian bounds is faster


@dataclass(slots=True)
class MissedSearch(MedianSearch):
    """The median search on who is missed, with an exact programme behind the root bound."""

    _pursuit: Pursuit | None = None

    def improve(self, book: Ledger, random: np.random.Generator) -> Iterator[None]:
        """Tabu search, begun anew from a random plan when it is stale."""
        land, rows = self.ground.terrain, self.ground.rows
        best = self.ground.ledger()
        while True:
            copy_ledger(book, best)
            until = np.zeros(len(self.ground.usable), np.int64)
            step = fresh = 0
            while step - fresh < _STALE_STEPS:
                if walk(land, book, best, rows, until, step, _STEPS):
                    fresh = step
                    self.keep(best)
                step += _STEPS
                yield
            rebuild(land, book, self._new_start(random))
            descend(land, book, rows, 100_000, new_trail())

    def _new_start(self, random: np.random.Generator) -> Ints:
        """Return a random plan; in turns with one near the sites the relaxation likes."""
        plan = self.random_plan(random)
        liked = None if self._pursuit is None else self._pursuit.hint
        if liked is None or not self.ground.counted or random.random() < 0.5:
            return plan
        kept = liked[random.random(len(liked)) < 0.7]
        first = np.concatenate([np.flatnonzero(self.ground.forced), kept, plan])
        order = np.unique(first, return_index=True)[1]
        return first[np.sort(order)][: len(plan)].astype(np.int32)

    def proof(self, pursuit: Pursuit, prices: Floats) -> Iterator[None]:
        """Fix sites by reduced costs, then hand what is left to HiGHS."""
        self._pursuit = pursuit
        pairs = int((self.ground.rows == 0.0).sum())
        pursuit.branching = pairs > _LARGEST_PROGRAMME
        pursuit.patience = _LARGE_PATIENCE if pairs > _LARGE else _ROOT_PATIENCE
        yield from pursuit.steps(prices)
        if pursuit.done or pursuit.branching or pursuit.fixed is None:
            return
        exact = cover_programme(self.ground, pursuit.fixed)
        run = MipRun(exact.programme, start=exact.start(self.plan))
        for _ in run.steps():
            self._read_run(pursuit, exact, run)
            yield
        self._read_run(pursuit, exact, run)
        pursuit.done = run.finished

    def _read_run(self, pursuit: Pursuit, exact: CoverProgramme, run: MipRun) -> None:
        if run.solution is not None:
            plan = exact.plan(run.solution)
            self.note(plan)
        if np.isfinite(run.bound):
            bound = run.bound + exact.constant
            if self.ground.whole:
                bound = float(np.ceil(bound - 1e-6))
            pursuit.bound = max(pursuit.bound, min(bound, self.value))


@dataclass(slots=True)
class CoverSearch:
    """Most people within the radius."""

    problem: Problem
    question: MaxCover
    seed: int
    params: Params
    value: float = -np.inf
    bound: float = np.inf
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None

    def steps(self) -> Generator[str, None, None]:
        """Merge equal demand points, then search from below and above."""
        self.why_not = beyond_every_site(self.problem, self.question.radius)
        groups = cover(self.problem, self.question.radius)
        yield "groups"
        ground = cover_ground(self.problem, groups, self.question.limit)
        search = MissedSearch(ground, self.seed, self.params.median, start=ground.here(self.start))
        for what in search.steps():
            self._read(groups, ground, search)
            yield what
        self._read(groups, ground, search)

    def _read(self, groups: Cover, ground: Ground, search: MissedSearch) -> None:
        self.value = groups.reachable - search.value
        self.bound = min(groups.reachable, groups.reachable - search.bound)
        self.plan = ground.usable[search.plan]


def cover_ground(problem: Problem, groups: Cover, limit: Limit) -> Ground:
    """Return the median problem "who is missed": distance 0 within the radius, 1 beyond it.

    The lists of neighbours hold only the sites that reach a group; what pads the shorter ones
    counts as far as having no site at all.
    """
    reach = groups.near.sum(axis=0)
    longest = int(reach.max(initial=1))
    near: Near = np.zeros((len(reach), longest), site_numbers(len(groups.usable)))
    far = np.ones((len(reach), longest), np.float32)
    group, site = np.nonzero(groups.near.T)
    first = np.concatenate([[0], np.cumsum(reach)[:-1]]).astype(np.int64)
    position = np.arange(len(group)) - first[group]
    near[group, position] = site
    far[group, position] = 0.0
    rows = (~groups.near).astype(np.float32)
    forced = problem.sites.must_open[groups.usable]
    terrain = limits_of(problem, limit, groups.usable, near, far, groups.people, none=1.0)
    whole = bool((groups.people == np.rint(groups.people)).all())
    return Ground(groups.usable, rows, terrain, np.array(forced), whole)
