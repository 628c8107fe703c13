"""A capacitated problem in the form its kernels read."""

from dataclasses import dataclass

import numpy as np

from motcua.planner.ground import most_points
from motcua.planner.problem import Bools, Floats, Ints, Problem
from motcua.planner.questions import Capacitated

_LARGEST_TABLE = 5_000_000  # demand points times units of capacity: beyond, one round takes seconds


@dataclass(frozen=True, slots=True, eq=False)
class CapacityLand:
    """``cost[i, j]`` of serving point ``j`` wholly from usable site ``i``."""

    cost: Floats
    opening: Floats
    capacity: Floats
    weight: Floats
    points: int
    price: Floats  # (site,) what opening takes from the budget
    budget: float
    forced: Bools
    place: Ints
    constant: float = 0.0  # paid in any case

    @property
    def whole(self) -> bool:
        """Every cost is a whole number, so bounds may be rounded up."""
        return bool(
            (self.opening == np.rint(self.opening)).all()
            and (self.cost == np.rint(self.cost)).all()
        )

    @property
    def whole_units(self) -> bool:
        """Demand comes in whole units, so knapsacks can be solved over units of capacity."""
        units = len(self.weight) * float(self.capacity.max(initial=0.0))
        return bool((self.weight == np.rint(self.weight)).all()) and units <= _LARGEST_TABLE

    @property
    def alone(self) -> bool:
        """No two options stand at one place."""
        return len(np.unique(self.place)) == len(self.place)


def land_of(problem: Problem, question: Capacitated, usable: Ints) -> CapacityLand:
    """Return the land of the usable sites; "no way" costs twice the longest way."""
    sites = problem.sites
    metres = problem.metres[usable].astype(np.float64)
    metres[~np.isfinite(metres)] = problem.beyond
    net, forced = sites.net_cost[usable], sites.must_open[usable]
    limit = question.limit
    budget = np.inf if limit is None or limit.budget is None else limit.budget - sites.closing_all
    points = most_points(None if limit is None else limit.points, budget, net, forced)
    opening = np.array(net) if question.count_costs else np.zeros(len(usable))
    return CapacityLand(
        cost=metres * problem.demand.people * question.cost_per_metre,
        opening=opening,
        capacity=np.minimum(sites.capacity_people[usable], problem.demand.people.sum()),
        weight=np.array(problem.demand.people),
        points=points,
        price=np.array(net),
        budget=float(budget),
        forced=np.array(forced),
        place=sites.place[usable].astype(np.int32),
        constant=sites.closing_all if question.count_costs else 0.0,
    )
