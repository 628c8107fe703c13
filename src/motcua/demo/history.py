"""The past weeks of the city, lived on every core, with a progress bar."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from random import Random

import django
from django.db import connection

from motcua.demo.acts import Dice
from motcua.demo.arrivals import Arrival, arrivals
from motcua.demo.life import apply, live
from motcua.demo.staff import Staff
from motcua.events.clock import simulated_past
from motcua.flow.refusal import Refused
from motcua.worktime.instants import local_day

CHUNK = 40


def live_through(
    *, now: datetime, days: int, per_day: int, seed: int, progress: Callable[[int], None]
) -> int:
    """Live the past working days; return how many applications were made.

    The lives run on all cores, each in its own process; `progress` is told how many are done.
    """
    total = 0
    chunks = _chunks(arrivals(local_day(now), days, per_day, seed))
    connection.close()
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=get_context("spawn"), initializer=django.setup
    ) as pool:
        for done in pool.map(
            _live_chunk, *zip(*((c, now, seed + n) for n, c in enumerate(chunks)), strict=True)
        ):
            total += done
            progress(done)
    return total


def _chunks(all_of_them: Iterator[Arrival]) -> list[list[Arrival]]:
    chunks = []
    while chunk := list(islice(all_of_them, CHUNK)):
        chunks.append(chunk)
    return chunks


def _live_chunk(chunk: Sequence[Arrival], now: datetime, seed: int) -> int:
    staff, done = _staff(now), 0
    with connection.cursor() as cursor:
        # History needs no durability act by act: a broken first start begins anew.
        cursor.execute("SET synchronous_commit = off")
    dice = Dice(staff, Random(seed))
    with simulated_past():
        for arrival in chunk:
            try:
                dossier = apply(arrival, staff, dice.random)
                if dossier is not None:
                    live(dossier, dice, since=arrival.at, until=now)
                    done += 1
            except Refused:
                continue
    return done


_STAFF: dict[str, Staff] = {}


def _staff(now: datetime) -> Staff:
    key = f"{local_day(now)}"
    if key not in _STAFF:
        _STAFF[key] = Staff(local_day(now))
    return _STAFF[key]
