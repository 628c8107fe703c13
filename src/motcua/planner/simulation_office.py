"""Back offices behind the counters: steps, queues that last over nights, supplement loops.

Each station has servers and opening hours of its own. Work runs on the station's working clock
W(t), the open minutes up to t (see ``motcua.mining.calendar`` for the same idea): work begun at
W = w and needing s ends when W = w + s, so nights and holidays pass by themselves. A dossier goes
along the route of its procedure; after a step it may be sent back, and the applicant may be asked
for more, which takes calendar time and nobody's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from motcua.planner.erlang import Floats, Ints
from motcua.planner.simulation_draw import service_time, stream_key, uniform
from motcua.planner.simulation_kernel import pop, push


@dataclass(frozen=True, slots=True)
class Station:
    """``opens`` and ``closes`` in minutes since the start, disjoint and in order."""

    name: str
    servers: int
    opens: Floats
    closes: Floats


@dataclass(frozen=True, slots=True)
class Step:
    """Work of mean ``minutes``.

    With chance ``returns`` the dossier goes ``back`` steps, after ``asks_minutes`` (mean) with the
    applicant.
    """

    station: int
    minutes: float
    scv: float = 1.0
    returns: float = 0.0
    back: int = 0
    asks_minutes: float = 0.0


@dataclass(frozen=True)
class Office:
    """Stations and the route of each procedure."""

    stations: tuple[Station, ...]
    routes: tuple[tuple[Step, ...], ...]

    def __post_init__(self) -> None:
        for station in self.stations:
            o, c = station.opens, station.closes
            if station.servers < 1 or not len(o) or (c <= o).any() or (o[1:] < c[:-1]).any():
                raise ValueError(f"station {station.name}: 1 server or more, hours in order")
        for route in self.routes:
            for n, step in enumerate(route):
                if not 0 <= step.station < len(self.stations) or not 0 <= step.back <= n:
                    raise ValueError(f"step {n + 1} names no station, or goes back too far")
                if not 0 <= step.returns < 1 or step.minutes <= 0:
                    raise ValueError(f"step {n + 1}: returns in 0 … 1, minutes more than 0")


@dataclass(frozen=True)
class OfficeOutcome:
    """Per dossier minutes from reception to result; NaN for those not done in the hours given."""

    throughput: Floats
    waiting: Floats
    """open minutes in queues"""
    with_applicant: Floats
    utilisation: dict[str, float]


def simulate_office(
    office: Office, received: Floats, procedure: Ints, *, seed: int = 0
) -> OfficeOutcome:
    """Push dossiers ``received`` (sorted minutes) of each ``procedure`` through the office."""
    if len(received) != len(procedure) or (np.diff(received) < 0).any():
        raise ValueError("received must be sorted and as long as procedure")
    if len(procedure) and (procedure.min() < 0 or procedure.max() >= len(office.routes)):
        raise ValueError(f"procedures are numbered 0 … {len(office.routes) - 1}")
    starts = np.cumsum([0, *(len(s.opens) for s in office.stations)])
    lengths = np.cumsum([0, *(len(route) for route in office.routes)])
    steps = [step for route in office.routes for step in route]
    table = np.array(
        [[s.station, s.minutes, s.scv, s.returns, s.back, s.asks_minutes] for s in steps], float
    )
    opens, closes = (
        np.concatenate([getattr(s, name) for s in office.stations]).astype(float)
        for name in ("opens", "closes")
    )
    servers = np.array([s.servers for s in office.stations], np.int64)
    before = _before(office.stations)
    done, waited, asked, work = _run(
        received, procedure, servers, starts, opens, closes, before, lengths, table, seed
    )
    offered = [s.servers * float((s.closes - s.opens).sum()) for s in office.stations]
    shares = {s.name: float(w / o) for s, w, o in zip(office.stations, work, offered, strict=True)}
    return OfficeOutcome(done - received, waited, asked, shares)


def _before(stations: Sequence[Station]) -> Floats:
    """Open minutes before each opening of each station."""
    return np.concatenate(
        [np.concatenate([[0.0], np.cumsum(s.closes - s.opens)[:-1]]) for s in stations]
    )


@njit(cache=True)
def _working(t: float, low: int, high: int, opens: Floats, closes: Floats, before: Floats) -> float:
    """W(t) of the station whose hours are ``low`` … ``high``."""
    n = low + int(np.searchsorted(opens[low:high], t, side="right")) - 1
    if n < low:
        return 0.0
    return float(before[n] + min(t, closes[n]) - opens[n])


@njit(cache=True)
def _when(w: float, low: int, high: int, opens: Floats, closes: Floats, before: Floats) -> float:
    """The first t with W(t) = w; infinity when the hours end before."""
    n = max(low, low + int(np.searchsorted(before[low:high], w, side="left")) - 1)
    t = float(opens[n] + w - before[n])
    return t if t <= closes[n] + 1e-9 else np.inf


@njit(cache=True)
def _run(
    received: Floats,
    procedure: Ints,
    servers: Ints,
    starts: Ints,
    opens: Floats,
    closes: Floats,
    before: Floats,
    lengths: Ints,
    table: Floats,
    seed: int,
) -> tuple[Floats, Floats, Floats, Floats]:
    count, stations = received.size, servers.size
    key = stream_key(seed, 0, 0, 0)
    done = np.full(count, np.nan)
    waited, asked, work = np.zeros(count), np.zeros(count), np.zeros(stations)
    step, draws = lengths[procedure].copy(), np.zeros(count, np.int64)
    since = np.zeros(count)
    following = np.full(count, -1, np.int64)
    head, tail = np.full(stations, -1, np.int64), np.full(stations, -1, np.int64)
    busy = np.zeros(stations, np.int64)
    room = count + 1
    times, owners = np.empty(room), np.empty(room, np.int64)
    at_work = np.zeros(count, np.bool_)
    running, new = 0, 0
    while new < count or running:
        coming = received[new] if new < count else np.inf
        if new < count and (running == 0 or coming <= times[0]):
            now, who = coming, new
            new += 1
        else:
            now, who = times[0], owners[0]
            running = pop(times, owners, running)
            if now == np.inf:
                break
        begin = -1  # the station where somebody may begin
        if at_work[who]:
            at_work[who] = False
            k = step[who]
            station = int(table[k, 0])
            busy[station] -= 1
            begin = station
            draws[who] += 1
            if uniform(key, who * 1024 + draws[who], 6) < table[k, 3]:
                step[who] = k - int(table[k, 4])
                pause = 0.0
                if table[k, 5] > 0.0:
                    pause = -table[k, 5] * np.log(uniform(key, who * 1024 + draws[who], 5))
                asked[who] += pause
                running = push(times, owners, running, now + pause, who)
            elif k + 1 < lengths[procedure[who] + 1]:
                step[who] = k + 1
                running = push(times, owners, running, now, who)
            else:
                done[who] = now
        else:
            station = int(table[step[who], 0])
            since[who] = now
            following[who] = -1
            if head[station] < 0:
                head[station] = who
            else:
                following[tail[station]] = who
            tail[station] = who
            begin = station
        while begin >= 0 and busy[begin] < servers[begin] and head[begin] >= 0:
            who = head[begin]
            head[begin] = following[who]
            low, high = starts[begin], starts[begin + 1]
            w = _working(now, low, high, opens, closes, before)
            waited[who] += w - _working(since[who], low, high, opens, closes, before)
            k = step[who]
            draws[who] += 1
            need = service_time(uniform(key, who * 1024 + draws[who], 2), table[k, 1], table[k, 2])
            ends = _when(w + need, low, high, opens, closes, before)
            busy[begin] += 1
            work[begin] += need if ends < np.inf else 0.0
            at_work[who] = True
            running = push(times, owners, running, ends, who)
    return done, waited, asked, work
