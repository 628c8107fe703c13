"""What every model's search looks like from outside."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Protocol

from motcua.planner.median import MedianParams
from motcua.planner.problem import Ints
from motcua.planner.result import WhyNot


@dataclass(frozen=True, slots=True)
class Params:
    """All knobs of all models."""

    median: MedianParams = field(default_factory=MedianParams)
    solver_threads: int = 1


@dataclass(frozen=True, slots=True)
class Start:
    """Where an earlier run stood: its plan (rows of the problem) and its proven bound."""

    plan: tuple[int, ...]
    bound: float = float("nan")


class Search(Protocol):
    """A search that can be stopped between any two steps and always holds its best."""

    value: float
    bound: float
    plan: Ints
    assignment: Ints | None  # None: everybody to the nearest
    why_not: tuple[WhyNot, ...]
    start: Ints | None  # the plan of an earlier run

    def steps(self) -> Generator[str, None, None]:
        """Work; yield a word after every slice."""
        ...
