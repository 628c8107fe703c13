"""Bus travel from a timetable in GTFS: earliest arrival between all stops.

Connection scan (Dibbelt, Pajor, Strasser and Wagner 2013): every ride from one stop to the next is
a connection; scanned in order of departure they give the earliest arrival everywhere. The minutes
between two stops are the median over several departures of the morning, waiting included, because
one departure may be lucky.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.problem import Floats
from motcua.planner.tables import BadFile, Row, read_table
from motcua.planner.travel import Matrix

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """Stops and connections; times in seconds after midnight, connections by departure."""

    stop_ids: tuple[str, ...]
    degrees: Floats  # (stop, 2) lat, lon
    trip: Ints
    leaves: Ints
    arrives: Ints
    from_stop: Ints
    to_stop: Ints


def read_gtfs(folder: Path) -> Timetable:
    """Read ``stops.txt`` and ``stop_times.txt`` of one service day.

    Raises
    ------
    BadFile
        For unknown stops, times that run backwards or are not ``H:MM:SS``.
    """
    stops = read_table(folder / "stops.txt")
    ids = stops.distinct("stop_id")
    row_of = {name: k for k, name in enumerate(ids)}
    degrees = np.array(
        [
            [
                r.number_in("stop_lat", low=-90, high=90, what="degrees from -90 to 90"),
                r.number_in("stop_lon", low=-180, high=180, what="degrees from -180 to 180"),
            ]
            for r in stops
        ]
    )
    trips: dict[str, list[tuple[float, Row]]] = {}
    for row in read_table(folder / "stop_times.txt"):
        order = row.number_in("stop_sequence", low=0, what="a whole number, 0 or more")
        trips.setdefault(row.text("trip_id"), []).append((order, row))
    found = [c for number, calls in enumerate(trips.values()) for c in _ride(number, calls, row_of)]
    if not found:
        raise BadFile(f"{folder / 'stop_times.txt'}: expected trips with at least two stops")
    table = np.array(sorted(found), np.int64)
    return Timetable(
        tuple(ids), degrees, table[:, 2], table[:, 0], table[:, 1], table[:, 3], table[:, 4]
    )


def _ride(
    number: int, calls: list[tuple[float, Row]], row_of: dict[str, int]
) -> list[tuple[int, int, int, int, int]]:
    """Return (leaves, arrives, trip, from, to) of every hop of one trip."""
    ordered = [row for _, row in sorted(calls, key=lambda pair: pair[0])]
    hops = []
    for here, there in pairwise(ordered):
        leaves, arrives = _clock(here, "departure_time"), _clock(there, "arrival_time")
        if arrives < leaves:
            raise there.error("arrival_time", "a time not before the last departure of the trip")
        ends = []
        for row in (here, there):
            stop = row_of.get(row.text("stop_id"))
            if stop is None:
                raise row.error("stop_id", "a stop of stops.txt")
            ends.append(stop)
        hops.append((leaves, arrives, number, ends[0], ends[1]))
    return hops


def _clock(row: Row, column: str) -> int:
    """Return seconds after midnight; hours above 23 belong to the same service day."""
    parts = row.text(column).split(":")
    if len(parts) != 3 or not all(p.strip().isdigit() for p in parts):
        raise row.error(column, "a time as H:MM:SS")
    hours, minutes, seconds = map(int, parts)
    if minutes > 59 or seconds > 59:
        raise row.error(column, "a time as H:MM:SS")
    return hours * 3600 + minutes * 60 + seconds


@njit(cache=True)
def _scan(
    start: int,
    begin: int,
    trip: Ints,
    leaves: Ints,
    arrives: Ints,
    from_stop: Ints,
    to_stop: Ints,
    change: int,
    arrival: Ints,
    aboard: NDArray[np.bool_],
) -> None:
    arrival[:] = 2**40
    aboard[:] = False
    arrival[start] = begin
    for k in range(np.searchsorted(leaves, begin), trip.shape[0]):
        ready = arrival[from_stop[k]] + (change if from_stop[k] != start else 0)
        if aboard[trip[k]] or ready <= leaves[k]:
            aboard[trip[k]] = True
            arrival[to_stop[k]] = min(arrival[to_stop[k]], arrives[k])


def stop_minutes(
    timetable: Timetable,
    *,
    departures: tuple[int, ...] = (27_000, 28_200, 29_400, 30_600, 31_800),
    change_seconds: int = 120,
) -> Matrix:
    """Return median minutes from stop to stop (row: from), inf where no bus leads.

    ``departures`` are seconds after midnight (7:30 to 8:50 every 20 minutes by default); waiting
    for the first bus counts.
    """
    stops = len(timetable.stop_ids)
    trips = int(timetable.trip.max()) + 1
    arrival, aboard = np.empty(stops, np.int64), np.empty(trips, bool)
    out = np.empty((stops, stops), np.float32)
    for start in range(stops):
        times = np.empty((len(departures), stops))
        for k, begin in enumerate(departures):
            _scan(
                start,
                begin,
                timetable.trip,
                timetable.leaves,
                timetable.arrives,
                timetable.from_stop,
                timetable.to_stop,
                change_seconds,
                arrival,
                aboard,
            )
            times[k] = np.where(arrival < 2**40, (arrival - begin) / 60.0, np.inf)
        # the upper middle one: a median of an even number with inf would not be a number
        out[start] = np.sort(times, axis=0)[len(departures) // 2]
    return out


def bus_minutes(between: Matrix, site_walk: Matrix, demand_walk: Matrix, direct: Matrix) -> Matrix:
    """Return door-to-door minutes, sites by demand, by bus or on foot, whichever is faster.

    ``between`` is stop to stop, ``site_walk`` stops by sites and ``demand_walk`` stops by demand
    in minutes on foot (inf beyond what people walk), ``direct`` the walk without a bus.
    """
    out = direct.copy()
    for i in range(site_walk.shape[1]):
        near = np.flatnonzero(np.isfinite(site_walk[:, i]))
        if len(near) == 0:
            continue
        from_stop = (between[:, near] + site_walk[near, i]).min(axis=1)
        useful = np.flatnonzero(np.isfinite(from_stop))
        if len(useful):
            ride = (demand_walk[useful] + from_stop[useful, None]).min(axis=0)
            out[i] = np.minimum(out[i], ride)
    return out
