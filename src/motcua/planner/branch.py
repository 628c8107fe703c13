"""Branch and bound on open sites with Lagrangian bounds: closes what the root leaves open.

Best-first: the node with the least bound is split on the site the subgradient rounds could not
agree on; children start from their parent's prices, so a node costs a few dozen rounds. At every
moment the least bound of the open nodes is proven for the whole problem.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray

from motcua.planner.ground import Ground
from motcua.planner.lagrange import Limits, Prices, ascend
from motcua.planner.problem import Floats, Ints

Signs = NDArray[np.int8]
_SLICE = 40


@dataclass(order=True, slots=True)
class Node:
    """A part of the plans: some sites fixed open (1) or closed (-1)."""

    bound: float
    number: int
    fixed: Signs = field(compare=False)
    price: NDArray[np.float32] = field(compare=False)
    split: int = field(compare=False, default=-1)


@dataclass(slots=True)
class Pursuit:
    """Raises the proven bound towards ``target``, the cost of the best plan known."""

    ground: Ground
    target: float
    patience: int = 20  # root rounds without a better bound before the step shrinks
    branching: bool = True  # False: stop after the root
    bound: float = -np.inf
    done: bool = False
    hint: Ints | None = None  # sites the relaxation likes: a start for the local search
    price: Floats | None = None
    nodes: int = 0
    fixed: Signs | None = None  # sites the root proved in (1) or out (-1)
    _heap: list[Node] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=count)

    def goal(self) -> float:
        """The bound at which nothing better can exist."""
        if self.ground.whole:
            return self.target - 1.0 + 1e-6
        return self.target * (1.0 - 1e-9)

    def steps(self, start: Floats) -> Iterator[None]:
        """Work in slices until the bound meets the goal; ``start`` are prices to begin from."""
        fixed = np.zeros(len(self.ground.usable), np.int8)
        fixed[self.ground.forced] = 1
        root = self._prices(start, 1.0)
        yield from self._raise(root, fixed, 20_000, self.patience, root=True)
        self._settle(root, fixed)
        self.fixed = fixed
        if not self.branching:
            return
        while self._heap:
            node = heapq.heappop(self._heap)
            self.bound = max(self.bound, min(node.bound, self.target))
            if node.bound >= self.goal():
                break
            yield from self._divide(node)
        self.done = True
        self.bound = self.target

    def _prices(self, start: NDArray[np.floating], factor: float) -> Prices:
        sites = len(self.ground.usable)
        price = np.array(start, np.float64)
        return Prices(
            price=price,
            best=price.copy(),
            slope=np.zeros(len(price)),
            rho=np.zeros(sites),
            best_rho=np.zeros(sites),
            mean=np.full(sites, 0.0),
            scalars=np.array([-np.inf, factor, 0.0]),
        )

    def _raise(
        self, prices: Prices, fixed: Signs, rounds: int, patience: int, *, root: bool = False
    ) -> Iterator[None]:
        land = self.ground.terrain
        limits = Limits(land.points, land.cost, land.budget)
        cap = land.weight * land.none
        while rounds > 0:
            made = ascend(
                land.near,
                land.far,
                land.weight,
                fixed,
                limits,
                prices,
                cap,
                self.goal(),
                min(_SLICE, rounds),
                patience,
            )
            rounds -= _SLICE
            if root:
                self.bound = max(self.bound, min(prices.scalars[0], self.target))
                self.hint = np.argsort(-prices.mean)[: land.points].astype(np.int32)
                self.price = prices.best
            if made < _SLICE:
                break
            yield

    def _divide(self, node: Node) -> Iterator[None]:
        for sign in (1, -1):
            fixed = node.fixed.copy()
            fixed[node.split] = sign
            if sign == 1 and not self._possible(fixed):
                continue
            prices = self._prices(node.price, 0.3)
            prices.scalars[0] = node.bound
            yield from self._raise(prices, fixed, 120, 8)
            self._settle(prices, fixed)

    def _possible(self, fixed: Signs) -> bool:
        land = self.ground.terrain
        opened = fixed == 1
        places = land.place[opened]
        return bool(
            opened.sum() <= land.points
            and land.cost[opened].sum() + land.cost[(fixed == 0) & (land.cost < 0)].sum()
            <= land.budget + 1e-7
            and len(places) == len(np.unique(places))
        )

    def _settle(self, prices: Prices, fixed: Signs) -> None:
        """Keep the node if it may hold a better plan."""
        self.nodes += 1
        bound = float(prices.scalars[0])
        if bound >= self.goal():
            return
        if self.ground.counted:
            self._fix(prices.best_rho, fixed, bound)
        else:
            self._close_places(fixed)
        free = np.flatnonzero(fixed == 0)
        if len(free) == 0 or (self.ground.counted and (fixed == 1).sum() >= self.ground.slots):
            self._leaf(fixed)
            return
        split = int(free[np.argmin(np.abs(prices.mean[free] - 0.5))])
        heapq.heappush(
            self._heap,
            Node(bound, next(self._number), fixed, prices.best.astype(np.float32), split),
        )

    def _leaf(self, fixed: Signs) -> None:
        """One plan is left: its cost is its bound."""
        chosen = np.flatnonzero(fixed == 1)
        cost = float(
            self.ground.terrain.weight
            @ self.ground.rows[chosen].min(axis=0, initial=self.ground.terrain.none).astype(float)
        )
        if cost < self.target:
            self.target = cost
            self.hint = chosen.astype(np.int32)

    def _close_places(self, fixed: Signs) -> None:
        place = self.ground.terrain.place
        taken = np.isin(place, place[fixed == 1])
        fixed[taken & (fixed == 0)] = -1

    def _fix(self, rho: Floats, fixed: Signs, bound: float) -> None:
        """Fix sites whose reduced cost proves them in or out (for a pure number of points)."""
        free = np.flatnonzero(fixed == 0)
        wanted = self.ground.slots - int((fixed == 1).sum())
        if wanted <= 0 or wanted >= len(free):
            return
        order = free[np.argsort(rho[free], kind="stable")]
        last_in, first_out = rho[order[wanted - 1]], rho[order[wanted]]
        fixed[order[wanted:][bound + rho[order[wanted:]] - last_in > self.goal()]] = -1
        fixed[order[:wanted][bound - rho[order[:wanted]] + first_out > self.goal()]] = 1
