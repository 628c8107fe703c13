"""Local search and shaking for median problems, compiled.

A step is the most profitable allowed move: swap, add (where the limits leave room) or drop (where
costs make it pay). When no move pays, a small neighbourhood of the plan is shaken and repaired; the
better plan is kept (iterated local search: Lourenço, Martin and Stützle 2003).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.interchange import Ledger, Terrain, move, rebuild

_TINY = 1e-9
_OPEN = 1
_CLOSED = 0


@njit(cache=True)
def seed_random(seed: int) -> None:
    """Seed the generator the compiled code draws from."""
    np.random.seed(seed)


@njit(cache=True)
def fits(land: Terrain, book: Ledger, enter: int, leave: int) -> bool:
    """Return whether opening ``enter`` and closing ``leave`` (or -1) keeps every limit."""
    spent = book.total[1] + land.cost[enter]
    count = book.total[2] + 1
    taken = book.at_place[land.place[enter]]
    if leave >= 0:
        spent -= land.cost[leave]
        count -= 1
        if land.place[leave] == land.place[enter]:
            taken -= 1
    return bool(count <= land.points and spent <= land.budget + 1e-7 and taken == 0)


@njit(cache=True)
def best_move(land: Terrain, book: Ledger) -> tuple[float, int, int]:
    """Return (profit, site to open or -1, site to close or -1); profit 0 if nothing pays."""
    best = 0.0
    enter = -1
    leave = -1
    count = int(book.total[2])
    for i in range(book.slot.shape[0]):
        if book.slot[i] >= 0 or not land.movable[i]:
            continue
        if book.gain[i] > best and fits(land, book, i, -1):
            best, enter, leave = book.gain[i], i, -1
        for s in range(count):
            profit = book.gain[i] - book.loss[s] + book.extra[i, s]
            if profit > best:
                r = book.opened[s]
                if land.movable[r] and fits(land, book, i, r):
                    best, enter, leave = profit, i, r
    return best, enter, leave


@njit(cache=True)
def best_fresh_move(land: Terrain, book: Ledger) -> tuple[float, int, int]:
    """Return the best swap that involves a changed site or slot.

    At a local optimum no swap pays; later only those whose numbers changed can. Valid where the
    number of points is the only limit and is used up (a budget could let old swaps in again).
    """
    best = 0.0
    enter = -1
    leave = -1
    count = int(book.total[2])
    changed = np.flatnonzero(book.fresh_slot[:count])
    for i in range(book.slot.shape[0]):
        if book.slot[i] >= 0 or not land.movable[i]:
            continue
        if book.fresh_site[i]:
            for s in range(count):
                profit = book.gain[i] - book.loss[s] + book.extra[i, s]
                if profit > best and land.movable[book.opened[s]]:
                    best, enter, leave = profit, i, book.opened[s]
        else:
            for c in range(changed.shape[0]):
                s = int(changed[c])
                profit = book.gain[i] - book.loss[s] + book.extra[i, s]
                if profit > best and land.movable[book.opened[s]]:
                    best, enter, leave = profit, i, book.opened[s]
    return best, enter, leave


@njit(cache=True)
def _simple(land: Terrain, book: Ledger) -> bool:
    """Return whether swaps among a full number of points are the only moves."""
    counted = not np.isfinite(land.budget) and land.points == int(book.total[2])
    return counted and book.at_place.shape[0] == book.slot.shape[0]


def new_trail() -> NDArray[np.int32]:
    """Return a trail nobody reads."""
    return np.zeros((1, 2), np.int32)


@njit(cache=True)
def _note(trail: NDArray[np.int32], enter: int, leave: int) -> None:
    """Write a move to the trail; ``trail[0]`` counts them, beyond its room they are lost."""
    made = trail[0, 0] + 1
    trail[0, 0] = made
    if made < trail.shape[0]:
        trail[made, 0] = enter
        trail[made, 1] = leave


@njit(cache=True, nogil=True)
def descend(
    land: Terrain,
    book: Ledger,
    rows: NDArray[np.float32],
    most_moves: int,
    trail: NDArray[np.int32],
) -> int:
    """Make best moves until none pays or ``most_moves`` are made; return how many were made."""
    simple = _simple(land, book)
    for made in range(most_moves):
        profit, enter, leave = best_fresh_move(land, book) if simple else best_move(land, book)
        if enter < 0 or profit <= _TINY * (1.0 + abs(book.total[0])):
            book.fresh_site[:] = False
            book.fresh_slot[:] = False
            return made
        move(land, book, rows[enter], enter, leave)
        _note(trail, enter, leave)
    return most_moves


@njit(cache=True)
def _pick(land: Terrain, book: Ledger, u: int, reach: int, wanted: int) -> int:
    """Return a random movable site among the ``reach`` nearest of ``u``, open or closed as wanted."""
    found = -1
    seen = 0
    for k in range(reach):
        i = land.near[u, k]
        if land.movable[i] and (book.slot[i] >= 0) == (wanted == _OPEN):
            seen += 1
            if np.random.randint(seen) == 0:
                found = i
    return found


@njit(cache=True)
def shake(
    land: Terrain,
    book: Ledger,
    rows: NDArray[np.float32],
    strength: int,
    trail: NDArray[np.int32],
) -> None:
    """Swap ``strength`` random pairs in the surroundings of one random demand point."""
    u = np.random.randint(land.near.shape[0])
    sites = land.near.shape[1]
    count = max(1, int(book.total[2]))
    reach = min(sites, 2 + (2 + strength) * sites // count)
    for _ in range(strength):
        leave = _pick(land, book, u, reach, _OPEN)
        enter = _pick(land, book, u, reach, _CLOSED)
        if enter < 0 or leave < 0:
            enter = _pick(land, book, u, sites, _CLOSED)
            leave = _pick(land, book, u, sites, _OPEN)
        if enter >= 0 and leave >= 0 and fits(land, book, enter, leave):
            move(land, book, rows[enter], enter, leave)
            _note(trail, enter, leave)


@njit(cache=True)
def _take_back(
    land: Terrain,
    book: Ledger,
    rows: NDArray[np.float32],
    trail: NDArray[np.int32],
    best: NDArray[np.int32],
) -> None:
    """Undo the moves of the trail; compute anew where it is too long."""
    made = trail[0, 0]
    if made >= trail.shape[0]:
        rebuild(land, book, best)
    else:
        for k in range(made, 0, -1):
            enter, leave = trail[k, 1], trail[k, 0]
            move(land, book, rows[max(enter, 0)], enter, leave)
    book.fresh_site[:] = False
    book.fresh_slot[:] = False


@njit(cache=True, nogil=True)
def iterate(
    land: Terrain, book: Ledger, rows: NDArray[np.float32], rounds: int, strongest: int
) -> int:
    """Shake, descend and keep the better plan ``rounds`` times; return how often it improved.

    ``book`` must hold a local optimum; it holds the best plan when done.
    """
    trail = np.zeros((60, 2), np.int32)
    improved = 0
    for _ in range(rounds):
        before = book.total[0]
        best = book.opened[: int(book.total[2])].copy()
        trail[0, 0] = 0
        shake(land, book, rows, 1 + np.random.randint(strongest), trail)
        descend(land, book, rows, 1000, trail)
        change = book.total[0] - before
        if change > _TINY * abs(before):
            _take_back(land, book, rows, trail, best)
        elif change < -_TINY * abs(before):
            improved += 1
    return improved


@njit(cache=True, nogil=True)
def relink(
    land: Terrain, book: Ledger, rows: NDArray[np.float32], guide: NDArray[np.int32]
) -> None:
    """Walk half-way from the plan towards ``guide`` by the best swaps on that way.

    Path relinking (Resende and Werneck 2004): the half-way point shares the common sites of both
    plans and is a fresh start for the local search.
    """
    wanted = np.zeros(book.slot.shape[0], np.bool_)
    for g in guide:
        wanted[g] = True
    missing = 0
    for g in guide:
        if book.slot[g] < 0:
            missing += 1
    for _ in range((missing + 1) // 2):
        best = -1e300
        enter = -1
        leave = -1
        for g in guide:
            if book.slot[g] >= 0:
                continue
            for s in range(int(book.total[2])):
                r = book.opened[s]
                if wanted[r] or not land.movable[r]:
                    continue
                profit = book.gain[g] - book.loss[s] + book.extra[g, s]
                if profit > best and fits(land, book, g, r):
                    best, enter, leave = profit, g, r
        if enter < 0:
            return
        move(land, book, rows[enter], enter, leave)
