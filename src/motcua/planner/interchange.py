"""Fast interchange for median problems, compiled.

Hides the bookkeeping of Resende and Werneck (2007, "A fast swap-based local search procedure for
location problems", Annals of Operations Research 150): for every closed site ``gain`` (what opening
it saves), for every open site ``loss`` (what closing it costs) and for pairs ``extra`` (what the
two have in common), so that the profit of every swap is known at once::

    profit(open i, close r) = gain[i] - loss[r] + extra[i, r]

Only the sites nearer than a demand point's second open site matter, and these are a prefix of the
point's sorted list of sites, so a swap touches few numbers.

Limits on the plan are two knapsacks, a number of points and a budget, and the rule that options at
one place exclude each other; the plain p-median is the special case of a number alone.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Near = NDArray[np.int16 | np.int32]  # the short one where it can hold every site


class Terrain(NamedTuple):
    """What does not change: sorted neighbours, weights, limits."""

    near: Near  # (demand, site) sites of a point, nearest first
    far: NDArray[np.float32]  # (demand, site) their distances
    weight: Floats  # (demand,)
    cost: Floats  # (site,) what opening one takes from the budget
    place: Ints  # (site,) options at one place exclude each other
    movable: NDArray[np.bool_]  # (site,) false: must stay open, or must stay closed
    none: float  # distance counted where no second open site exists
    points: int  # most sites open
    budget: float


class Ledger(NamedTuple):
    """What a swap changes."""

    slot: Ints  # (site,) position among the open ones, or -1
    opened: Ints  # (points,) the open sites; -1 beyond the count
    first: Ints  # (demand,) nearest open site, -1 if none
    first_far: Floats
    second_far: Floats
    second: Ints
    gain: Floats  # (site,)
    loss: Floats  # (slot,)
    extra: Floats  # (site, slot)
    at_place: Ints  # (place,) open options there
    total: Floats  # [cost of the plan, spent, number open]
    fresh_site: NDArray[np.bool_]  # (site,) its gain or extra changed since the last optimum
    fresh_slot: NDArray[np.bool_]  # (slot,) its loss changed since


def new_ledger(sites: int, demand: int, slots: int, places: int) -> Ledger:
    """Return an empty ledger."""
    return Ledger(
        slot=np.full(sites, -1, np.int32),
        opened=np.full(slots, -1, np.int32),
        first=np.full(demand, -1, np.int32),
        first_far=np.zeros(demand),
        second_far=np.zeros(demand),
        second=np.full(demand, -1, np.int32),
        gain=np.zeros(sites),
        loss=np.zeros(slots),
        extra=np.zeros((sites, slots)),
        at_place=np.zeros(places, np.int32),
        total=np.zeros(3),
        fresh_site=np.ones(sites, np.bool_),
        fresh_slot=np.ones(slots, np.bool_),
    )


@njit(cache=True)
def copy_ledger(source: Ledger, target: Ledger) -> None:
    """Overwrite ``target`` with ``source``."""
    target.slot[:] = source.slot
    target.opened[:] = source.opened
    target.first[:] = source.first
    target.first_far[:] = source.first_far
    target.second[:] = source.second
    target.second_far[:] = source.second_far
    target.gain[:] = source.gain
    target.loss[:] = source.loss
    target.extra[:] = source.extra
    target.at_place[:] = source.at_place
    target.total[:] = source.total
    target.fresh_site[:] = source.fresh_site
    target.fresh_slot[:] = source.fresh_slot


@njit(cache=True)
def _locate(land: Terrain, book: Ledger, u: int) -> None:
    """Find the two nearest open sites of point ``u``."""
    found = 0
    book.first[u] = -1
    book.second[u] = -1
    book.first_far[u] = land.none
    book.second_far[u] = land.none
    for k in range(land.near.shape[1]):
        i = land.near[u, k]
        if land.far[u, k] >= land.none:
            break
        if book.slot[i] >= 0:
            if found == 0:
                book.first[u] = i
                book.first_far[u] = land.far[u, k]
                found = 1
            else:
                book.second[u] = i
                book.second_far[u] = land.far[u, k]
                break


@njit(cache=True)
def _book(land: Terrain, book: Ledger, u: int, sign: float) -> None:
    """Add (sign 1) or take back (sign -1) what point ``u`` says about every swap."""
    w = land.weight[u] * sign
    d1 = book.first_far[u]
    d2 = book.second_far[u]
    first = book.first[u]
    if first < 0:
        for k in range(land.near.shape[1]):
            d = land.far[u, k]
            if d >= d1:
                break
            book.gain[land.near[u, k]] += w * (d1 - d)
            book.fresh_site[land.near[u, k]] = True
        return
    s = book.slot[first]
    book.loss[s] += w * (d2 - d1)
    book.fresh_slot[s] = True
    for k in range(land.near.shape[1]):
        d = land.far[u, k]
        if d >= d2:
            break
        i = land.near[u, k]
        book.fresh_site[i] = True
        if d < d1:
            book.gain[i] += w * (d1 - d)
            book.extra[i, s] += w * (d2 - d1)
        else:
            book.extra[i, s] += w * (d2 - d)


@njit(cache=True, nogil=True)
def rebuild(land: Terrain, book: Ledger, chosen: Ints) -> None:
    """Open exactly ``chosen`` and compute the whole ledger anew."""
    book.slot[:] = -1
    book.opened[:] = -1
    book.at_place[:] = 0
    book.gain[:] = 0.0
    book.loss[:] = 0.0
    book.extra[:] = 0.0
    spent = 0.0
    for s in range(chosen.shape[0]):
        book.slot[chosen[s]] = s
        book.opened[s] = chosen[s]
        book.at_place[land.place[chosen[s]]] += 1
        spent += land.cost[chosen[s]]
    total = 0.0
    for u in range(land.near.shape[0]):
        _locate(land, book, u)
        _book(land, book, u, 1.0)
        total += land.weight[u] * book.first_far[u]
    book.fresh_site[:] = True
    book.fresh_slot[:] = True
    book.total[0] = total
    book.total[1] = spent
    book.total[2] = chosen.shape[0]


@njit(cache=True)
def move(land: Terrain, book: Ledger, row: NDArray[np.float32], enter: int, leave: int) -> None:
    """Open ``enter`` (or -1) and close ``leave`` (or -1); ``row`` is the distance row of ``enter``."""
    demand = land.near.shape[0]
    touched = np.empty(demand, np.int32)
    count = 0
    for u in range(demand):
        hit = enter >= 0 and row[u] < book.second_far[u]
        if not hit and leave >= 0:
            hit = book.first[u] == leave or book.second[u] == leave
        if hit:
            _book(land, book, u, -1.0)
            touched[count] = u
            count += 1
    _exchange(land, book, enter, leave)
    for t in range(count):
        u = touched[t]
        before = book.first_far[u]
        _relocate(land, book, u, enter, leave, row)
        book.total[0] += land.weight[u] * (book.first_far[u] - before)
        _book(land, book, u, 1.0)


@njit(cache=True)
def _relocate(
    land: Terrain, book: Ledger, u: int, enter: int, leave: int, row: NDArray[np.float32]
) -> None:
    if leave >= 0 and (book.first[u] == leave or book.second[u] == leave):
        _locate(land, book, u)
    elif row[u] < book.first_far[u] or book.first[u] < 0:
        book.second[u] = book.first[u]
        book.second_far[u] = book.first_far[u]
        book.first[u] = enter
        book.first_far[u] = row[u]
    else:
        book.second[u] = enter
        book.second_far[u] = row[u]


@njit(cache=True)
def _exchange(land: Terrain, book: Ledger, enter: int, leave: int) -> None:
    """Change the list of open sites; slots stay dense."""
    count = int(book.total[2])
    if enter >= 0:
        book.fresh_site[enter] = True
    if leave >= 0:
        book.fresh_site[leave] = True
        s = book.slot[leave]
        book.fresh_slot[s] = True
        book.slot[leave] = -1
        book.at_place[land.place[leave]] -= 1
        book.total[1] -= land.cost[leave]
        book.loss[s] = 0.0
        book.extra[:, s] = 0.0
        if enter < 0:
            last = count - 1
            book.opened[s] = book.opened[last]
            book.slot[book.opened[s]] = s
            book.loss[s] = book.loss[last]
            book.extra[:, s] = book.extra[:, last]
            book.opened[last] = -1
            book.loss[last] = 0.0
            book.extra[:, last] = 0.0
            if s == last:
                book.slot[leave] = -1
            book.total[2] = last
            return
    else:
        s = count
        book.fresh_slot[s] = True
        book.loss[s] = 0.0
        book.extra[:, s] = 0.0
        book.total[2] = count + 1
    book.opened[s] = enter
    book.slot[enter] = s
    book.at_place[land.place[enter]] += 1
    book.total[1] += land.cost[enter]
    book.gain[enter] = 0.0
