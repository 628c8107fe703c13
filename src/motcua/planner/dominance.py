"""Makes covering problems smaller without changing their best plans.

A demand group is dropped if every site that reaches some other group also reaches it: serving the
other serves it. A site is dropped if another one, not dearer, reaches all it reaches. Both rules
are repeated until neither helps. Sets are packed 64 to a word.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.problem import Bools, Floats

Words = NDArray[np.uint64]


def pack(sets: Bools) -> Words:
    """Return each row of ``sets`` as bits, 64 to a word."""
    rows, columns = sets.shape
    padded = np.zeros((rows, -(-columns // 64) * 64), np.uint8)
    padded[:, :columns] = sets
    words: Words = np.packbits(padded, axis=1, bitorder="little").view(np.uint64)
    return words


@njit(cache=True, nogil=True)
def _implied(bits: Words, near: Bools, order: NDArray[np.int64], dropped: Bools) -> None:
    """Mark the groups that are served whenever an earlier (smaller) one is."""
    words = bits.shape[1]
    common = np.empty(words, np.uint64)
    for g in order:
        if dropped[g]:
            continue
        common[:] = np.uint64(0xFFFFFFFFFFFFFFFF)
        for i in range(near.shape[0]):
            if near[i, g]:
                for word in range(words):
                    common[word] &= bits[i, word]
        for word in range(words):
            if common[word] == 0:
                continue
            for bit in range(64):
                other = word * 64 + bit
                shared = (common[word] >> np.uint64(bit)) & np.uint64(1)
                if shared and other != g and other < dropped.shape[0]:
                    dropped[other] = True


@njit(cache=True, nogil=True)
def _useless(bits: Words, cost: Floats, pinned: Bools, dropped: Bools) -> None:
    """Mark the sites another one, not dearer, can stand in for."""
    for i in range(bits.shape[0]):
        if pinned[i]:
            continue
        for k in range(bits.shape[0]):
            if k == i or dropped[k] or cost[k] > cost[i]:
                continue
            inside = True
            for word in range(bits.shape[1]):
                if bits[i, word] & ~bits[k, word]:
                    inside = False
                    break
            if inside:
                dropped[i] = True
                break


def reduce_cover(
    near: Bools, cost: Floats, pinned: Bools
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the sites and the groups that remain.

    ``near`` is sites by groups; ``pinned`` sites are never dropped.
    """
    sites, groups = np.arange(near.shape[0]), np.arange(near.shape[1])
    while True:
        part = np.ascontiguousarray(near[np.ix_(sites, groups)])
        gone = np.zeros(len(groups), bool)
        order = np.argsort(part.sum(axis=0), kind="stable")
        _implied(pack(part), part, order, gone)
        groups = groups[~gone]
        part = near[np.ix_(sites, groups)]
        useless = np.zeros(len(sites), bool)
        _useless(pack(part), cost[sites], pinned[sites], useless)
        sites = sites[~useless]
        if not gone.any() and not useless.any():
            return sites, groups
