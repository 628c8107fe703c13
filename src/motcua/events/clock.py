"""When an event was recorded: by the database's clock, or within a simulated past by its own.

A simulation lives through weeks in a minute. What it tells was recorded "then", by its own clock;
by the database's all of it would look entered after the fact. Nothing but a simulation may say so
(`tests/events/test_clock.py` holds who does).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_SIMULATED: ContextVar[bool] = ContextVar("motcua_simulated_past", default=False)


@contextmanager
def simulated_past() -> Iterator[None]:
    """Let events be recorded at the time they tell of, as long as this lasts."""
    token = _SIMULATED.set(True)
    try:
        yield
    finally:
        _SIMULATED.reset(token)


def recorded_at(at: datetime) -> datetime | None:
    """Return when an event of this time is recorded; None leaves it to the database."""
    return at if _SIMULATED.get() else None
