"""``motcua/assign/v1`` written again from its text: fractions and lists, slow and independent."""

from fractions import Fraction
from hashlib import sha512
from math import floor


def seed(betas: list[bytes], leaf: bytes, attempt: int) -> bytes:
    text = "motcua/assign/v1".encode("ascii") + b"\x00"
    text += len(betas).to_bytes(1, "big")
    for beta in betas:
        text += beta
    text += leaf + attempt.to_bytes(4, "big")
    return sha512(text).digest()[0:32]


def weights(pool: list[tuple[bytes, int, int, int]]) -> list[int]:
    total_a = sum(a for _, _, a, _ in pool)
    total_c = sum(c for _, _, _, c in pool)
    prior = floor(Fraction(10_000 * total_a, total_c)) if total_c else 0
    loads = [floor(Fraction((a + prior) * 20_000, c + 10_000)) for _, _, a, c in pool]
    result = []
    for (_, cap, _, _), load in zip(pool, loads, strict=True):
        ahead = load - min(loads)
        steps = 0
        while steps < 10 and ahead >= 2_000 * (steps + 1):
            steps += 1
        result.append(cap * 2**10 // 2**steps)
    if len(pool) == 1:
        return result
    for place in range(len(result)):
        others = sum(result) - result[place]
        if result[place] > others:  # only the single largest can be
            result[place] = others
    return result


def draw(seed: bytes, pool: list[tuple[bytes, int, int, int]]) -> bytes:
    pool = sorted(pool)
    number = 0
    for byte in seed:
        number = number * 256 + byte
    shares = weights(pool)
    r = floor(Fraction(number * sum(shares), 2**256))
    cumulated = 0
    for (who, _, _, _), share in zip(pool, shares, strict=True):
        cumulated += share
        if cumulated > r:
            return who
    raise AssertionError
