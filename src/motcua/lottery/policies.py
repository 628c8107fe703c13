"""Rules of assignment to compare: each gives every officer of a pool a chance.

``assign/v1`` is the rule in use; the others are what systems elsewhere do, or simple textbook
rules. Loads are fractions: points per FTE-day present, or open points per FTE.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.lottery.draw import Officer, weights


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule may know of an officer; capacities in FTE, work in points."""

    capacity: float
    assigned: float
    present: float
    backlog: float

    @property
    def load(self) -> float:
        """Work assigned per day present; a newcomer counts as idle."""
        return self.assigned / self.present if self.present else 0.0


Rule = Callable[[Sequence[Candidate]], list[float]]


def _normal(shares: Sequence[float]) -> list[float]:
    total = sum(shares)
    return [share / total for share in shares]


def by_capacity(pool: Sequence[Candidate]) -> list[float]:
    """Random, in proportion to capacity."""
    return _normal([each.capacity for each in pool])


def _best_of(pool: Sequence[Candidate], load: Callable[[Candidate], float], d: int) -> list[float]:
    """Draw ``d`` officers by capacity, with replacement, and take the least loaded.

    With the officers sorted from busiest to idlest, the chance to be the pick is the growth of
    (cumulated share)**d turned round: all d draws fall on officers at least as busy.
    """
    share = by_capacity(pool)
    order = sorted(range(len(pool)), key=lambda at: load(pool[at]), reverse=True)
    chances, below = [0.0] * len(pool), 0.0
    for at in order:
        chances[at] = (below + share[at]) ** d - below**d
        below += share[at]
    return chances


def power_of_two(pool: Sequence[Candidate]) -> list[float]:
    return _best_of(pool, lambda each: each.load, 2)


def power_of_three(pool: Sequence[Candidate]) -> list[float]:
    return _best_of(pool, lambda each: each.load, 3)


def power_of_two_backlog(pool: Sequence[Candidate]) -> list[float]:
    """Two by capacity, the one with less open work: rewards the slow."""
    return _best_of(pool, lambda each: each.backlog / each.capacity, 2)


def remaining_capacity(pool: Sequence[Candidate]) -> list[float]:
    """In proportion to what fits into the next ten days."""
    return _normal([max(0.1, 10 * each.capacity - each.backlog) for each in pool])


def four_least_loaded(pool: Sequence[Candidate]) -> list[float]:
    """One of the four least loaded, equally likely; all others have no chance."""
    order = sorted(range(len(pool)), key=lambda at: pool[at].load)[:4]
    return [1 / len(order) if at in order else 0.0 for at in range(len(pool))]


def least_loaded(pool: Sequence[Candidate]) -> list[float]:
    """Always the least loaded: perfectly balanced, perfectly predictable."""
    best = min(range(len(pool)), key=lambda at: pool[at].load)
    return [float(at == best) for at in range(len(pool))]


def assign_v1(pool: Sequence[Candidate]) -> list[float]:
    """The rule in use, with the same integers as in the draw."""
    officers = [
        Officer(
            number.to_bytes(16, "big"),
            round(1000 * each.capacity),
            round(1000 * each.assigned),
            round(1000 * each.present),
        )
        for number, each in enumerate(pool)
    ]
    return _normal([float(weight) for weight in weights(officers)])


RULES: dict[str, Rule] = {
    "random": by_capacity,
    "power-of-two": power_of_two,
    "power-of-three": power_of_three,
    "power-of-two-backlog": power_of_two_backlog,
    "remaining-capacity": remaining_capacity,
    "four-least-loaded": four_least_loaded,
    "least-loaded": least_loaded,
    "assign/v1": assign_v1,
}
