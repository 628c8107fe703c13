"""Runs one call in a process of its own and measures it.

Two packages that bundle the same solver must not meet in one process (highspy and ortools), a peer
that leaks or crashes must not spoil the next measurement, and peak memory belongs to a process.
The call must live in a module that imports nothing of ours when the peer could clash with it.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a call: its answer or, instead, why there is none."""

    answer: Any
    cpu_seconds: float
    wall_seconds: float
    megabytes: float
    failed: str = ""


def alone(call: Callable[..., Any], *args: Any, limit: float = 120.0) -> Measured:
    """Return what ``call(*args)`` gave and took; after ``limit`` wall seconds it is ended.

    Arguments and answer travel between processes, so they are plain data or arrays.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, call, args), daemon=True)
    process.start()
    there.close()
    try:
        if here.poll(limit):
            return here.recv()
        return Measured(None, limit, limit, 0.0, f"no answer in {limit:g} s")
    except EOFError:
        process.join()
        return Measured(None, 0.0, 0.0, 0.0, f"ended with code {process.exitcode}")
    finally:
        process.kill()
        process.join()
        here.close()


def _run(out: Connection, call: Callable[..., Any], args: tuple[Any, ...]) -> None:
    begun, worked = time.monotonic(), time.process_time()
    answer, failed = None, ""
    try:
        answer = call(*args)
    except Exception as wrong:
        failed = f"{type(wrong).__name__}: {wrong}"
    cpu, wall = time.process_time() - worked, time.monotonic() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.send(Measured(answer, cpu, wall, megabytes, failed))
