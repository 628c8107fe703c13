"""Points that can only serve so many: single-source capacitated location.

In symbols: minimise ``sum_i f[i] y[i] + sum_ij c[i,j] x[i,j]`` with every demand point at one open
site, ``sum_j w[j] x[i,j] <= s[i] y[i]`` and the limits on y (Holmberg, Rönnqvist and Yuan 1999).

From below: relaxing "served once" with prices leaves one knapsack per site, first continuous, then
with whole demand points and whole sites where people come in whole numbers. From above: the sites
the prices like and random neighbours of the best plan, demand assigned by regret and polished.
What the bound cannot close, HiGHS proves on the sites and pairs that reduced costs leave.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from motcua.planner.capacityland import CapacityLand, land_of
from motcua.planner.capacitymip import (
    CapacityProgramme,
    kernel,
    pairs_left,
    programme_of,
    site_signs,
)
from motcua.planner.fitting import assign, polish, rescue
from motcua.planner.knapsacks import KnapsackPrices, raise_bound
from motcua.planner.mip import MipRun
from motcua.planner.problem import Bools, Ints, Problem
from motcua.planner.questions import Capacitated
from motcua.planner.result import WhyNot
from motcua.planner.search import Params
from motcua.planner.stop import Clock
from motcua.planner.whynot import without_way

_SLICE_SECONDS = 0.2
_WHOLE_STEP = 0.5  # the prices of the continuous knapsacks are a good start already
_KERNEL_NODES = 300
_LARGEST_PROGRAMME = 300_000  # pairs


@dataclass(slots=True)
class CapacityWork:
    """The search on a land; read ``value``, ``bound``, ``opened``, ``where`` at any moment."""

    land: CapacityLand
    seed: int
    value: float = np.inf
    bound: float = -np.inf
    opened: Bools = field(default_factory=lambda: np.empty(0, bool))
    where: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    impossible: bool = False

    def steps(self) -> Generator[str, None, None]:
        """Prices and plans in turn, then the proof."""
        random = np.random.default_rng(self.seed)
        land = self.land
        self.try_open(np.ones(len(land.opening), bool))
        prices = self._prices()
        fixed = np.zeros(len(land.opening), np.int8)
        fixed[land.forced] = 1
        yield from self._climb(prices, fixed, random, whole=False)
        for _ in range(5):
            self._neighbours(random, _SLICE_SECONDS)
            yield "search"
        if not self._met() and land.whole_units:
            prices.scalars[1:] = _WHOLE_STEP, 0.0
            yield from self._climb(prices, fixed, random, whole=True)
        if not self._met():
            yield from self._kernel(prices)
        if not self._met():
            yield from self._prove(prices, random)

    def _climb(
        self, prices: KnapsackPrices, fixed: np.ndarray, random: np.random.Generator, *, whole: bool
    ) -> Iterator[str]:
        """Raise the bound; the sites its prices choose are starts for the search."""
        while self._raise(prices, fixed, whole=whole):
            self.try_open(prices.chosen > 0.3)
            self._neighbours(random, 0.05)
            yield "bound"

    def _met(self) -> bool:
        goal = self.value - 1.0 + 1e-6 if self.land.whole else self.value * (1 - 1e-9)
        if self.bound >= goal:
            self.bound = self.value
            return True
        return False

    def _prices(self) -> KnapsackPrices:
        start = np.sort(self.land.cost, axis=0)[min(1, len(self.land.cost) - 1)]
        sites = len(self.land.opening)
        return KnapsackPrices(
            start.copy(),
            start.copy(),
            np.zeros(sites),
            np.zeros(sites),
            np.array([-np.inf, 1.0, 0]),
        )

    def _raise(self, prices: KnapsackPrices, fixed: np.ndarray, *, whole: bool) -> bool:
        land = self.land
        ceiling = float(land.opening.clip(0).sum() + land.cost.max(axis=0).sum())
        target = self.value if np.isfinite(self.value) else ceiling
        made = raise_bound(
            land.cost,
            land.opening,
            land.weight,
            land.capacity,
            fixed,
            land.points,
            prices,
            target,
            20,
            whole,
        )
        self.bound = min(max(self.bound, float(prices.scalars[0])), self.value)
        return made == 20

    def allowed(self, opened: Bools) -> bool:
        """Return whether the sites keep number, budget and places."""
        land = self.land
        places = land.place[opened]
        return bool(
            opened.sum() <= land.points
            and land.price[opened].sum() <= land.budget + 1e-7
            and len(places) == len(np.unique(places))
            and opened[land.forced].all()
        )

    def try_open(self, wanted: Bools) -> bool:
        """Assign demand to ``wanted``, close what stays empty, keep the plan if it is better."""
        land = self.land
        opened = wanted | land.forced
        where, room = np.empty(len(land.weight), np.int32), np.empty(len(opened))
        if not assign(land.cost, land.weight, land.capacity, opened, where, room) and not rescue(
            land.weight, opened, where, room
        ):
            return False
        polish(land.cost, land.weight, opened, where, room)
        used = np.zeros(len(opened), bool)
        used[where] = True
        return self.keep(used | land.forced | (opened & (land.opening < 0)), where)

    def keep(self, opened: Bools, where: Ints) -> bool:
        """Keep the plan if it is allowed and better; return whether it was."""
        cost = float(self.land.opening[opened].sum())
        cost += float(self.land.cost[where, np.arange(len(where))].sum())
        if cost >= self.value or not self.allowed(opened):
            return False
        self.value, self.opened, self.where = cost, opened.copy(), where.copy()
        return True

    def _neighbours(self, random: np.random.Generator, seconds: float) -> None:
        """Open, close or swap random sites of the best plan for a while."""
        clock = Clock()
        while clock.seconds() < seconds:
            tried = self.opened.copy() if np.isfinite(self.value) else self._random_sites(random)
            for _ in range(1 + random.integers(2)):
                i, k = random.integers(len(tried), size=2)
                tried[i] = not tried[i]
                if random.random() < 0.5:
                    tried[k] = not tried[k]
            self.try_open(tried)

    def _random_sites(self, random: np.random.Generator) -> Bools:
        """Return sites within the limits with as much room as a random order gives."""
        land = self.land
        opened = land.forced.copy()
        for i in np.argsort(-land.capacity * (0.5 + random.random(len(opened)))):
            opened[i] = True
            if not self.allowed(opened) and not land.forced[i]:
                opened[i] = False
        return opened

    def _kernel(self, prices: KnapsackPrices) -> Iterator[str]:
        """Look for a better plan where the prices point (kernel search)."""
        if not np.isfinite(self.value):
            return
        fixed, left = kernel(self.land, prices, self.opened)
        left[self.where, np.arange(len(self.where))] = True
        exact = programme_of(self.land, fixed, left)
        run = MipRun(
            exact.programme,
            start=exact.start(self.opened, self.where),
            options={"mip_max_nodes": _KERNEL_NODES},
        )
        for _ in run.steps():
            self._take(exact, run)
            yield "kernel"
        self._take(exact, run)

    def _take(self, exact: CapacityProgramme, run: MipRun) -> None:
        if run.solution is not None:
            self.keep(*exact.read(run.solution, len(self.land.weight)))

    def _prove(self, prices: KnapsackPrices, random: np.random.Generator) -> Iterator[str]:
        fixed = site_signs(self.land, prices, self.value)
        left = pairs_left(self.land, prices, fixed, self.value)
        if left.sum() > _LARGEST_PROGRAMME:
            while True:
                self._neighbours(random, _SLICE_SECONDS)
                yield "search"
        exact = programme_of(self.land, fixed, left)
        start = exact.start(self.opened, self.where) if np.isfinite(self.value) else None
        run = MipRun(exact.programme, start=start)
        for _ in run.steps():
            if self._read(exact, run):
                return
            yield "proof"
        self._read(exact, run)
        if run.infeasible and not np.isfinite(self.value):
            self.impossible = True
        elif run.finished or run.infeasible:
            # infeasible with a plan in hand: nothing better is left
            self.bound = self.value

    def _read(self, exact: CapacityProgramme, run: MipRun) -> bool:
        self._take(exact, run)
        if np.isfinite(run.bound):
            self.bound = min(max(self.bound, run.bound), self.value)
        return self._met()


@dataclass(slots=True)
class CapacitySearch:
    """Everybody at one site, no site above its capacity."""

    problem: Problem
    question: Capacitated
    seed: int
    params: Params
    value: float = np.inf
    bound: float = -np.inf
    plan: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    assignment: Ints | None = None
    why_not: tuple[WhyNot, ...] = ()
    start: Ints | None = None

    def steps(self) -> Generator[str, None, None]:
        """Search, unless there is plainly not enough room."""
        self.why_not = without_way(self.problem)
        usable = np.flatnonzero(~self.problem.sites.barred).astype(np.int32)
        land = land_of(self.problem, self.question, usable)
        short = _too_little_room(land)
        if short is not None:
            self.why_not += (short,)
            return
        work = CapacityWork(land, self.seed)
        if self.start is not None:
            work.try_open(np.isin(usable, self.start))
        for what in work.steps():
            self._read(usable, land, work)
            yield what
        self._read(usable, land, work)
        if work.impossible:
            reason = "no assignment of whole demand points fits the capacities within the limits"
            self.why_not += (WhyNot(reason, fatal=True),)

    def _read(self, usable: Ints, land: CapacityLand, work: CapacityWork) -> None:
        self.bound = work.bound + land.constant
        if np.isfinite(work.value):
            self.value = work.value + land.constant
            self.plan = usable[work.opened]
            self.assignment = usable[work.where].astype(np.int32)


def _too_little_room(land: CapacityLand) -> WhyNot | None:
    """Say so if the largest allowed sites together cannot serve everybody."""
    largest = np.sort(land.capacity)[::-1]
    room = np.cumsum(largest)
    need = float(land.weight.sum())
    have = float(room[min(land.points, len(room)) - 1])
    biggest = int(land.weight.argmax())
    if land.weight[biggest] > largest[0]:
        return WhyNot(
            f"demand point {biggest} has {land.weight[biggest]:,.0f} people, the largest capacity is "
            f"{largest[0]:,.0f}: split it, every point is served by one site",
            (biggest,),
            float(land.weight[biggest]),
            fatal=True,
        )
    if have >= need * (1 - 1e-12):
        return None
    enough = int(np.searchsorted(room, need)) + 1
    more = enough if enough <= len(room) else None
    advice = f"{more} points would have room" if more else "all sites together have too little room"
    return WhyNot(
        f"capacity for {have:,.0f} people, needed for {need:,.0f}: {advice}",
        people=need - have,
        points_needed=more,
        fatal=True,
    )
