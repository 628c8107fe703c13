"""Ruin and recreate over rosters: take a few people out, cover anew, trim, keep what is cheaper.

A cell is a set of fields in a slot with the people it needs; a column is a shift with a skill set,
and ``bits`` says which cells one person of a column covers, 64 cells to a word. "Is anything broken
without this person?" is then a handful of machine words. Worse rosters are kept with a chance that
falls to nothing (simulated annealing), so the search leaves local optima.

Sources: Schrimpf and others, "Record breaking optimization results using the ruin and recreate
principle", Journal of Computational Physics 159(2), 2000; Marsaglia, "Xorshift RNGs", Journal of
Statistical Software 8(14), 2003.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from motcua.planner.erlang import Floats, Ints

WORD = 64
MOST_OUT = 4
"""people taken out at a time"""
NOISE = 0.6
"""how much luck decides which column fills a gap"""
WARMTH = 0.5
"""rise of cost (in paid slots) that is accepted with chance 1/e at the beginning"""
TINY = 1e-9
Small = NDArray[np.int16]
Words = NDArray[np.uint64]


def packed(has: Small) -> Words:
    """The rows of a 0/1 table as words."""
    columns, cells = has.shape
    wide = np.zeros((columns, -(-cells // WORD) * WORD), np.uint8)
    wide[:, :cells] = has
    return np.packbits(wide, axis=1, bitorder="little").view(np.uint64)


@njit(cache=True)
def search(
    start: Ints,
    need: Small,
    has: Small,
    bits: Words,
    cost: Floats,
    goal: float,
    rounds: int,
    seed: int,
) -> Ints:
    """The cheapest people by column found in ``rounds``; stops when it costs ``goal`` or less.

    Every cell must be covered by some column.
    """
    luck = np.array([np.uint64(seed * 2654435761 + 88172645463325252)])
    marks = np.zeros(bits.shape[1], np.uint64)
    dear = np.argsort(-cost)
    now, slack = start.copy(), -need
    for c in range(len(cost)):
        for _ in range(now[c]):
            _put(slack, has[c], 1)
    _fill(now, slack, has, bits, cost, luck, 0.0, marks)
    _trim(now, slack, has, bits, cost, dear, marks)
    paid = (cost * now).sum()
    best, least = now.copy(), paid
    for k in range(rounds):
        if least <= goal:
            break
        tried, left = now.copy(), slack.copy()
        _ruin(tried, left, has, luck)
        _fill(tried, left, has, bits, cost, luck, NOISE, marks)
        _trim(tried, left, has, bits, cost, dear, marks)
        price = (cost * tried).sum()
        if price <= paid - WARMTH * (1 - k / rounds) * np.log(_uniform(luck) + 1e-300):
            now, slack, paid = tried, left, price
            if paid < least - TINY:
                best, least = now.copy(), paid
    return best


@njit(cache=True)
def _ruin(count: Ints, slack: Small, has: Small, luck: Words) -> None:
    """Take out two to ``MOST_OUT`` people, each as likely as any other."""
    out = min(count.sum(), 2 + int(_uniform(luck) * (MOST_OUT - 1)))
    for _ in range(out):
        pick, c = int(_uniform(luck) * count.sum()), 0
        while pick >= count[c]:
            pick -= count[c]
            c += 1
        count[c] -= 1
        _put(slack, has[c], -1)


@njit(cache=True)
def _fill(
    count: Ints,
    slack: Small,
    has: Small,
    bits: Words,
    cost: Floats,
    luck: Words,
    noise: float,
    lacking: Words,
) -> None:
    """Add the column that mends most cells for its cost until nothing lacks."""
    while _mark(slack, 0, lacking):
        best, most = 0, 0.0
        for c in range(len(cost)):
            mended = np.uint64(0)
            for w in range(len(lacking)):
                mended += _ones(bits[c, w] & lacking[w])
            worth = float(mended) / cost[c] * (1.0 + noise * (_uniform(luck) - 0.5))
            if worth > most:
                best, most = c, worth
        count[best] += 1
        _put(slack, has[best], 1)


@njit(cache=True)
def _trim(
    count: Ints, slack: Small, has: Small, bits: Words, cost: Floats, dear: Ints, tight: Words
) -> None:
    """Drop whom nobody needs, then swap one person for a cheaper one as long as that works."""
    _mark(slack, 1, tight)
    nobody = np.zeros_like(tight)
    for c in dear:
        while count[c] > 0 and _stands_in(bits[c], nobody, tight):
            count[c] -= 1
            _put(slack, has[c], -1)
            _mark(slack, 1, tight)
    again = True
    while again:
        again = False
        for c in dear:
            cheaper = _cheaper(c, bits, cost, dear, tight) if count[c] > 0 else -1
            if cheaper >= 0:
                count[c] -= 1
                count[cheaper] += 1
                _put(slack, has[c], -1)
                _put(slack, has[cheaper], 1)
                _mark(slack, 1, tight)
                again = True


@njit(cache=True)
def _cheaper(c: int, bits: Words, cost: Floats, dear: Ints, tight: Words) -> int:
    """The cheapest column that can stand in for one person of ``c``; −1 if there is none."""
    for k in range(len(dear) - 1, -1, -1):
        e = dear[k]
        if cost[e] >= cost[c] - TINY:
            return -1
        if _stands_in(bits[c], bits[e], tight):
            return int(e)
    return -1


@njit(cache=True, inline="always")
def _stands_in(gone: Words, come: Words, tight: Words) -> bool:
    for w in range(len(tight)):  # noqa: SIM110 - compiled; numba knows no all()
        if gone[w] & ~come[w] & tight[w]:
            return False
    return True


@njit(cache=True, inline="always")
def _put(slack: Small, row: Small, people: int) -> None:
    for i in range(len(slack)):
        slack[i] += people * row[i]


@njit(cache=True)
def _mark(slack: Small, below: int, out: Words) -> bool:
    """Mark the cells with less slack than ``below``; false when there are none."""
    out[:] = np.uint64(0)
    found = False
    for i in range(len(slack)):
        if slack[i] < below:
            out[i >> 6] |= np.uint64(1) << np.uint64(i & 63)
            found = True
    return found


@njit(cache=True, inline="always")
def _ones(word: int) -> int:
    """Bits set in a word (Hacker's Delight, fig. 5-2)."""
    v = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    v = (v & np.uint64(0x3333333333333333)) + ((v >> np.uint64(2)) & np.uint64(0x3333333333333333))
    v = (v + (v >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (v * np.uint64(0x0101010101010101)) >> np.uint64(56)


@njit(cache=True, inline="always")
def _uniform(luck: Words) -> float:
    """A number in [0, 1) by xorshift."""
    luck[0] ^= luck[0] << np.uint64(13)
    luck[0] ^= luck[0] >> np.uint64(7)
    luck[0] ^= luck[0] << np.uint64(17)
    return float(luck[0] >> np.uint64(11)) * 1.1102230246251565e-16
