"""The questions that can be asked of a problem; each is a small frozen value.

``Limit`` says how much may be opened: a number of points, a budget, or both.
"""

from dataclasses import dataclass

from motcua.planner.problem import BadProblem, Problem


def _positive(value: float, name: str) -> None:
    if not value > 0:
        raise BadProblem(f"{name} is {value}: expected more than 0")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``points`` open sites and at most ``budget`` spent on opening and closing."""

    points: int | None = None
    budget: float | None = None

    def __post_init__(self) -> None:
        if self.points is None and self.budget is None:
            raise BadProblem("limit: give a number of points or a budget")
        if self.points is not None and self.points < 1:
            raise BadProblem(f"points is {self.points}: expected 1 or more")

    def check(self, problem: Problem) -> None:
        """Refuse limits the problem cannot meet.

        Raises
        ------
        BadProblem
            If there are fewer usable sites than points, or the required ones exceed the limit.
        """
        usable = int((~problem.sites.barred).sum())
        if self.points is not None and self.points > usable:
            raise BadProblem(
                f"{self.points} points are asked for, but only {usable} sites are usable"
            )
        required = int(problem.sites.must_open.sum())
        if self.points is not None and required > self.points:
            raise BadProblem(f"{required} sites must stay open, but only {self.points} points may")
        if self.budget is not None:
            least = _least_spending(problem)
            if least > self.budget:
                raise BadProblem(
                    f"the cheapest plan costs {least:g}, the budget is {self.budget:g}"
                )


def _least_spending(problem: Problem) -> float:
    sites = problem.sites
    net = sites.net_cost
    forced = float(net[sites.must_open].sum())
    optional = net[~sites.must_open & ~sites.barred]
    kept = float(optional[optional < 0].sum())
    if not sites.must_open.any() and kept == 0:
        kept = float(net[~sites.barred].min())
    return sites.closing_all + forced + kept


@dataclass(frozen=True, slots=True)
class PMedian:
    """Least total distance, each rural inhabitant counting ``rural_weight`` times.

    With ``within``, a ``share`` of the people (all by default) must have a point that near.
    """

    limit: Limit
    within: float | None = None
    share: float = 1.0
    rural_weight: float = 1.0

    def __post_init__(self) -> None:
        if self.within is not None:
            _positive(self.within, "within")
        _positive(self.rural_weight, "rural_weight")
        if not 0 < self.share <= 1:
            raise BadProblem(f"share is {self.share}: expected more than 0 and at most 1")


@dataclass(frozen=True, slots=True)
class MaxCover:
    """Most people within ``radius`` of an open site."""

    limit: Limit
    radius: float

    def __post_init__(self) -> None:
        _positive(self.radius, "radius")


@dataclass(frozen=True, slots=True)
class SetCover:
    """Fewest points (or least cost, with ``by_cost``) that put everybody within ``radius``."""

    radius: float
    by_cost: bool = False

    def __post_init__(self) -> None:
        _positive(self.radius, "radius")


@dataclass(frozen=True, slots=True)
class PCentre:
    """Least largest distance."""

    limit: Limit


@dataclass(frozen=True, slots=True)
class WorstShare:
    """Least mean distance of the worst-served ``share`` of people (a decile by default)."""

    limit: Limit
    share: float = 0.1

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise BadProblem(f"share is {self.share}: expected more than 0 and at most 1")


@dataclass(frozen=True, slots=True)
class Capacitated:
    """Everybody assigned to one site, no site above its capacity, least total cost.

    The cost is ``people x metres`` times ``cost_per_metre`` plus opening and closing costs (these
    only with ``count_costs``). ``limit`` is optional: without it costs alone decide (SSCFLP).
    """

    limit: Limit | None = None
    count_costs: bool = True
    cost_per_metre: float = 1.0


Question = PMedian | MaxCover | SetCover | PCentre | WorstShare | Capacitated
