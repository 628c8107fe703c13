"""Runs jobs on a Ray cluster: the one named by `RAY_ADDRESS`, else a local one."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import ray

J = TypeVar("J")
R = TypeVar("R")


def results(work: Callable[[J], R], jobs: Sequence[J]) -> Iterator[R]:
    """Yield the results in the order of the jobs, each as soon as those before it are there.

    A cluster this call has started is stopped when the last result is fetched or nobody wants more.
    """
    ours = not ray.is_initialized()
    if ours:
        ray.init(log_to_driver=False, include_dashboard=False)
    try:
        remote = ray.remote(work)
        for reference in [remote.remote(job) for job in jobs]:
            yield ray.get(reference)
    finally:
        if ours:
            ray.shutdown()
