"""Runs many jobs at once: over processes by default, over Ray for a whole country."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Literal, TypeVar

Engine = Literal["processes", "serial", "ray"]
ENGINES: dict[str, Engine] = {"processes": "processes", "serial": "serial", "ray": "ray"}
J = TypeVar("J")
R = TypeVar("R")


class MissingEngine(RuntimeError):
    """The engine asked for is not installed."""


def run_all(
    work: Callable[[J], R], jobs: Sequence[J], *, engine: Engine = "processes", workers: int = 0
) -> Iterator[R]:
    """Yield the results in the order of the jobs.

    ``work`` and the jobs must be importable from another process; ``workers`` 0 takes what the
    machine has.

    Raises
    ------
    MissingEngine
        If ``ray`` is asked for and not installed.
    """
    if engine == "ray":
        yield from _over_ray(work, jobs)
    elif engine == "serial" or len(jobs) == 1:
        yield from map(work, jobs)
    else:
        # spawned, not forked: a solver's threads do not survive a fork
        with ProcessPoolExecutor(workers or None, mp_context=get_context("spawn")) as pool:
            yield from pool.map(work, jobs)


def _over_ray(work: Callable[[J], R], jobs: Sequence[J]) -> Iterator[R]:
    if find_spec("ray") is None:
        raise MissingEngine(
            "--engine ray needs the package ray: install motcua with the extra 'ray', "
            "or use --engine processes"
        )
    # Loaded when asked for: it takes a second, and few installations have it.
    results: Iterator[R] = import_module("motcua.planner.engine_ray").results(work, jobs)
    yield from results
