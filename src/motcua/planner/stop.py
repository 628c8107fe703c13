"""When to stop: any callable that takes the progress so far and says yes."""

import time
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far; ``gap`` is a fraction and 1 while nothing is known."""

    seconds: float
    cost: float
    bound: float
    gap: float


class Stop(Protocol):
    """Decides after each slice of work (about a fifth of a second) whether to go on."""

    def __call__(self, progress: Progress) -> bool:
        """Return True to stop."""
        ...


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    """Stop after ``seconds`` of work, or when the gap is at most ``gap``."""

    seconds: float
    gap: float = 0.0

    def __call__(self, progress: Progress) -> bool:
        """Return True when the time is used up or the gap is small enough."""
        return progress.seconds >= self.seconds or progress.gap <= self.gap


@dataclass(slots=True)
class Clock:
    """Measures the seconds since the run began (a duration, never the time of day)."""

    begun: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self.begun
