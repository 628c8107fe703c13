"""p-median and its relatives: search from above, bound from below, until they meet.

In symbols: choose S within the limits to minimise ``sum_j w[j] * min_{i in S} d[i, j]`` (Hakimi
1964). The search works in slices so that whoever drives it can stop between any two and still
holds a plan and a bound.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import cycle

import numpy as np

from motcua.planner.branch import Pursuit
from motcua.planner.descent import descend, iterate, new_trail, relink, seed_random
from motcua.planner.ground import Ground
from motcua.planner.interchange import Ledger, rebuild
from motcua.planner.problem import Floats, Ints
from motcua.planner.stop import Clock

_ELITE = 8
_FIRST_STARTS = 3
_PATIENCE = 25  # rounds without a better plan, per point
_PATIENCE_RANGE = (100, 5000)


@dataclass(frozen=True, slots=True)
class MedianParams:
    """Knobs of the search; the defaults serve from 100 to 3,000 sites."""

    strongest_shake: int = 8
    slice_seconds: float = 0.2
    prove: bool = True


@dataclass(slots=True)
class MedianSearch:
    """Searches ``ground``; read ``plan``, ``value``, ``bound`` at any moment."""

    ground: Ground
    seed: int
    params: MedianParams = field(default_factory=MedianParams)
    start: Ints | None = None
    value: float = np.inf
    bound: float = 0.0
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    _elite: list[tuple[float, Ints]] = field(default_factory=list)
    _liked: Ints | None = None  # what the solved root chose, until the search has begun there
    _begun_near: bool = False

    def steps(self) -> Generator[str, None, None]:
        """Yield after every slice of work, with a word on what was done."""
        seed_random(self.seed)
        random = np.random.default_rng(self.seed)
        book = self.ground.ledger()
        first = self.random_plan(random) if self.start is None else self.start
        yield from self._start(book, first)
        pursuit = Pursuit(self.ground, self.value)
        proof = self.proof(pursuit, self._first_prices(book))
        search = self.improve(book, random)
        while True:
            clock = Clock()
            yield from self._spend(search, "search", self.params.slice_seconds)
            pursuit.target = self.value
            yield from self._spend(proof, "bound", clock.seconds())
            self._read(pursuit)
            self._like(pursuit)
            if pursuit.done or self.bound >= pursuit.goal():
                self.bound = self.value
                return

    def proof(self, pursuit: Pursuit, prices: Floats) -> Iterator[None]:
        """Raise the bound in slices; a model with a better way overrides this."""
        if self.params.prove:
            yield from pursuit.steps(prices)

    def _spend(self, work: Iterator[None], what: str, seconds: float) -> Iterator[str]:
        """Let ``work`` run for a slice of time; search and bound get equal shares."""
        clock = Clock()
        for _ in work:
            if clock.seconds() > seconds:
                break
        yield what

    def _read(self, pursuit: Pursuit) -> None:
        self.bound = max(self.bound, min(pursuit.bound, self.value))
        if pursuit.target < self.value and pursuit.hint is not None:
            self.note(pursuit.hint)

    def _like(self, pursuit: Pursuit) -> None:
        """Begin once more near the relaxation when its root is solved.

        The sites it chose most often are close to the best plan where the gap is small, and far
        from what shaking the present plan would find.
        """
        if not self._begun_near and self.ground.counted and pursuit.fixed is not None:
            self._begun_near, self._liked = True, pursuit.hint

    def random_plan(self, random: np.random.Generator) -> Ints:
        """Return a plan within the limits: required sites, then random ones while they fit."""
        land = self.ground.terrain
        plan = list(np.flatnonzero(self.ground.forced))
        spent = land.cost[plan].sum()
        taken = set(land.place[plan])
        others = np.flatnonzero(~self.ground.forced)
        order = random.permutation(others)
        if np.isfinite(land.budget):
            order = order[np.argsort(land.cost[order], kind="stable")]
        for i in order:
            if len(plan) >= land.points:
                break
            if spent + land.cost[i] <= land.budget + 1e-7 and land.place[i] not in taken:
                plan.append(i)
                spent += land.cost[i]
                taken.add(land.place[i])
        return np.array(plan, np.int32)

    def _start(self, book: Ledger, plan: Ints) -> Iterator[str]:
        rebuild(self.ground.terrain, book, plan)
        trail = new_trail()
        self.keep(book)
        while descend(self.ground.terrain, book, self.ground.rows, 20, trail) == 20:
            self.keep(book)
            yield "descent"
        self.keep(book)

    def _first_prices(self, book: Ledger) -> Floats:
        far = np.minimum(book.second_far, 3.0 * book.first_far + 1.0)
        return self.ground.terrain.weight * np.minimum(far, self.ground.terrain.none)

    def improve(self, book: Ledger, random: np.random.Generator) -> Iterator[None]:
        """Iterated local search; when stale, remember the plan and start between two others."""
        land, rows = self.ground.terrain, self.ground.rows
        patience = int(np.clip(_PATIENCE * land.points, *_PATIENCE_RANGE))
        strongest = min(self.params.strongest_shake, max(2, land.points // 3))
        # clustered data need strong shakes, spread-out data weak ones: take turns
        strengths = cycle((max(1, strongest // 2), strongest))
        stale = 0
        while True:
            clock, rounds, improved, strongest = Clock(), 0, 0, next(strengths)
            while clock.seconds() < self.params.slice_seconds / 2:
                improved += iterate(land, book, rows, 1, strongest)
                rounds += 1
            self.keep(book)
            stale = 0 if improved else stale + rounds
            yield
            if stale >= patience or self._liked is not None:
                stale = 0
                self._remember(book)
                self._restart(book, random)
                self.keep(book)

    def _restart(self, book: Ledger, random: np.random.Generator) -> None:
        land, rows = self.ground.terrain, self.ground.rows
        if self._liked is not None:
            rebuild(land, book, self._near(self._liked))
            self._liked = None
        elif len(self._elite) < _FIRST_STARTS:
            rebuild(land, book, self.random_plan(random))
        else:
            pair = random.choice(len(self._elite), 2, replace=False)
            rebuild(land, book, self._elite[pair[0]][1])
            relink(land, book, rows, self._elite[pair[1]][1])
        descend(land, book, rows, 100_000, new_trail())

    def _near(self, liked: Ints) -> Ints:
        """Return a full plan: required sites first, then the liked ones."""
        first = np.concatenate([np.flatnonzero(self.ground.forced), liked])
        order = np.unique(first, return_index=True)[1]
        return first[np.sort(order)][: self.ground.slots].astype(np.int32)

    def _remember(self, book: Ledger) -> None:
        plan = np.sort(book.opened[: int(book.total[2])])
        cost = float(book.total[0])
        if any(np.array_equal(plan, other) for _, other in self._elite):
            return
        self._elite = sorted([*self._elite, (cost, plan)], key=lambda pair: pair[0])[:_ELITE]

    def keep(self, book: Ledger) -> None:
        if book.total[0] < self.value:
            self.note(book.opened[: int(book.total[2])])

    def note(self, plan: Ints) -> None:
        exact = self.cost_of(plan)
        if exact < self.value:
            self.value = exact
            self.plan = np.sort(plan).astype(np.int32)

    def cost_of(self, plan: Ints) -> float:
        """Return the cost of a plan from the distances alone."""
        far = (
            self.ground.rows[plan].min(axis=0, initial=self.ground.terrain.none).astype(np.float64)
        )
        return float(self.ground.terrain.weight @ far)
