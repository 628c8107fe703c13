"""Tabu search for covering problems, compiled.

Covering has wide plateaus where shaking and descending stalls; walking on, with the last sites
moved barred for a while (Glover 1989), does not. Every step makes the best allowed swap; a barred
one is allowed if it beats the best plan.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.descent import fits
from motcua.planner.interchange import Ledger, Terrain, copy_ledger, move

_ENTER_TENURE = 3
_LEAVE_TENURE = 10


@njit(cache=True)
def _best_swap(
    land: Terrain, book: Ledger, best: Ledger, until: NDArray[np.int64], step: int
) -> tuple[int, int]:
    profit = -1e300
    enter = -1
    leave = -1
    for i in range(book.slot.shape[0]):
        if book.slot[i] >= 0 or not land.movable[i]:
            continue
        for s in range(int(book.total[2])):
            value = book.gain[i] - book.loss[s] + book.extra[i, s]
            if value <= profit:
                continue
            r = book.opened[s]
            barred = until[i] > step or until[r] > step
            if barred and book.total[0] - value >= best.total[0] - 1e-9 * abs(best.total[0]):
                continue
            if land.movable[r] and fits(land, book, i, r):
                profit, enter, leave = value, i, r
    return enter, leave


@njit(cache=True, nogil=True)
def walk(
    land: Terrain,
    book: Ledger,
    best: Ledger,
    rows: NDArray[np.float32],
    until: NDArray[np.int64],
    step: int,
    steps: int,
) -> bool:
    """Make ``steps`` swaps; return whether ``best`` was improved.

    ``until[i]`` is the step up to which site ``i`` may not move back.
    """
    improved = False
    for now in range(step, step + steps):
        enter, leave = _best_swap(land, book, best, until, now)
        if enter < 0:
            continue
        move(land, book, rows[enter], enter, leave)
        until[enter] = now + 1 + _ENTER_TENURE + np.random.randint(_ENTER_TENURE + 1)
        until[leave] = now + 1 + _LEAVE_TENURE + np.random.randint(_LEAVE_TENURE + 1)
        if book.total[0] < best.total[0] - 1e-9 * abs(best.total[0]):
            copy_ledger(book, best)
            improved = True
    return improved
