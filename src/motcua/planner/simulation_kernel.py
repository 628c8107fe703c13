"""The event loop of one point and one day: counters of several skills, queues, leaving, shifts.

Three kinds of events: somebody comes, somebody is done, a slot begins and the staff changes.
A free counter takes the longest-waiting person among the fields it serves, appointments first; a
person goes to the free counter that knows the fewest other fields (so generalists stay free). A
counter that closes ends the service under way. After the last slot the doors are closed and
those inside are still served by the last slot's staff: the time past closing is reported.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from motcua.planner.erlang import Floats, Ints

SERVED, LEFT, TURNED_AWAY = 1, 2, 3


@njit(cache=True)
def push(times: Floats, owners: Ints, size: int, time: float, owner: int) -> int:
    hole = size
    while hole > 0:
        above = (hole - 1) >> 1
        if times[above] <= time:
            break
        times[hole], owners[hole] = times[above], owners[above]
        hole = above
    times[hole], owners[hole] = time, owner
    return size + 1


@njit(cache=True)
def pop(times: Floats, owners: Ints, size: int) -> int:
    """Take the first away; returns the new size."""
    size -= 1
    time, owner = times[size], owners[size]
    hole = 0
    while True:
        child = 2 * hole + 1
        if child >= size:
            break
        if child + 1 < size and times[child + 1] < times[child]:
            child += 1
        if times[child] >= time:
            break
        times[hole], owners[hole] = times[child], owners[child]
        hole = child
    times[hole], owners[hole] = time, owner
    return size


@njit(cache=True)
def _next_in_line(
    now: float,
    group: int,
    served: Ints,
    counts: Ints,
    head: Ints,
    following: Ints,
    came: Floats,
    patience: Floats,
    wait: Floats,
    status: Ints,
) -> int:
    """The person this counter takes, or −1; people found gone are written off on the way."""
    best, best_queue = -1, -1
    for turn in range(2):  # appointments, then the others
        for n in range(counts[group]):
            queue = 2 * served[group, n] + turn
            person = head[queue]
            while person >= 0 and came[person] + patience[person] < now:
                wait[person], status[person] = patience[person], LEFT
                person = following[person]
            head[queue] = person
            if person >= 0 and (best < 0 or came[person] < came[best]):
                best, best_queue = person, queue
        if best >= 0:
            head[best_queue] = following[best]
            return best
    return -1


@njit(cache=True)
def run_day(
    came: Floats,
    field: Ints,
    booked: Ints,
    service: Floats,
    patience: Floats,
    duty: Ints,
    served: Ints,
    counts: Ints,
    choice: Ints,
    slot: float,
) -> tuple[Floats, Ints, Ints, Floats, float]:
    """Run one day.

    ``came`` is sorted; ``duty[group, slot]`` counters; ``served[group, :counts[group]]`` fields;
    ``choice[field, :]`` the groups in the order they are asked, −1 after the last. Returns waits,
    status, group that served (−1: nobody), busy minutes by group, and minutes past closing.
    """
    people, groups, slots = came.size, duty.shape[0], duty.shape[1]
    wait, status = np.zeros(people), np.zeros(people, np.int64)
    by = np.full(people, -1, np.int64)
    following = np.full(people, -1, np.int64)
    queues = 2 * choice.shape[0]
    head, tail = np.full(queues, -1, np.int64), np.full(queues, -1, np.int64)
    busy, work = np.zeros(groups, np.int64), np.zeros(groups)
    room = 1
    for g in range(groups):
        room += 2 * duty[g].max()
    times, owners = np.empty(room), np.empty(room, np.int64)
    running, person, t, now = 0, 0, -1, 0.0
    boundary = 0.0
    while True:
        coming = came[person] if person < people else np.inf
        ending = times[0] if running else np.inf
        now = min(coming, ending, boundary)
        if now == np.inf:
            break
        if boundary <= now:
            t += 1
            boundary = (t + 1) * slot if t + 1 < slots else np.inf
            for g in range(groups):
                while busy[g] < duty[g, t]:
                    taken = _next_in_line(
                        now, g, served, counts, head, following, came, patience, wait, status
                    )
                    if taken < 0:
                        break
                    wait[taken], status[taken], by[taken] = now - came[taken], SERVED, g
                    busy[g] += 1
                    work[g] += service[taken]
                    running = push(times, owners, running, now + service[taken], g)
        elif ending <= coming:
            g = owners[0]
            running = pop(times, owners, running)
            busy[g] -= 1
            if busy[g] < duty[g, t]:
                taken = _next_in_line(
                    now, g, served, counts, head, following, came, patience, wait, status
                )
                if taken >= 0:
                    wait[taken], status[taken], by[taken] = now - came[taken], SERVED, g
                    busy[g] += 1
                    work[g] += service[taken]
                    running = push(times, owners, running, now + service[taken], g)
        else:
            f = field[person]
            found = -1
            for n in range(choice.shape[1]):
                g = choice[f, n]
                if g < 0:
                    break
                if busy[g] < duty[g, t]:
                    found = g
                    break
            if found >= 0:
                status[person], by[person] = SERVED, found
                busy[found] += 1
                work[found] += service[person]
                running = push(times, owners, running, now + service[person], found)
            else:
                queue = 2 * f + (0 if booked[person] else 1)
                if head[queue] < 0:
                    head[queue] = person
                else:
                    following[tail[queue]] = person
                tail[queue] = person
            person += 1
    _write_off(head, following, patience, wait, status, came, slots * slot)
    last = 0.0
    for n in range(people):
        if status[n] == SERVED:
            last = max(last, came[n] + wait[n] + service[n])
    return wait, status, by, work, max(0.0, last - slots * slot)


@njit(cache=True)
def _write_off(
    head: Ints,
    following: Ints,
    patience: Floats,
    wait: Floats,
    status: Ints,
    came: Floats,
    closes: float,
) -> None:
    """Who still stands in line when nobody serves the field: gone before closing, or sent home."""
    for queue in range(head.size):
        person = head[queue]
        while person >= 0:
            inside = max(0.0, closes - came[person])
            status[person] = LEFT if patience[person] <= inside else TURNED_AWAY
            wait[person] = min(patience[person], inside)
            person = following[person]
