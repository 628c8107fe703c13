"""Local search and shaking for median problems, compiled.

A step is the most profitable allowed move: swap, add (where the limits leave room) or drop (where
costs make it pay). When no move pays, a small neighbourhood of the plan is shaken and repaired; the
better plan is kept (iterated local search: Lourenço, Martin and Stützle 2003).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.interchange import Ledger, Terrain, copy_ledger, move

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
    return count <= land.points and spent <= land.budget + 1e-7 and taken == 0


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


@njit(cache=True, nogil=True)
def descend(land: Terrain, book: Ledger, rows: NDArray[np.float32], most_moves: int) -> int:
    """Make best moves until none pays or ``most_moves`` are made; return how many were made."""
    made = 0
    while made < most_moves:
        profit, enter, leave = best_move(land, book)
        if enter < 0 or profit <= _TINY * (1.0 + abs(book.total[0])):
            break
        move(land, book, rows[enter], enter, leave)
        made += 1
    return made


@njit(cache=True)
def _pick(land: Terrain, book: Ledger, u: int, reach: int, wanted: int) -> int:
    """Return a random movable site among the ``reach`` nearest of ``u`` that is open (or closed)."""
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
def shake(land: Terrain, book: Ledger, rows: NDArray[np.float32], strength: int) -> None:
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


@njit(cache=True, nogil=True)
def iterate(
    land: Terrain,
    book: Ledger,
    best: Ledger,
    rows: NDArray[np.float32],
    rounds: int,
    strongest: int,
) -> int:
    """Shake, descend and keep the better plan ``rounds`` times; return how often it improved.

    ``best`` holds the best plan when done, and ``book`` the same.
    """
    improved = 0
    for _ in range(rounds):
        shake(land, book, rows, 1 + np.random.randint(strongest))
        descend(land, book, rows, 1000)
        change = book.total[0] - best.total[0]
        if change <= _TINY * abs(best.total[0]):
            if change < -_TINY * abs(best.total[0]):
                improved += 1
            copy_ledger(book, best)
        else:
            copy_ledger(best, book)
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
