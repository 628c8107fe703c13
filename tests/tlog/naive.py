"""The tree of RFC 6962, section 2.1, written as the text has it: recursive, slow, independent."""

from hashlib import sha256


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def leaf(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = split(len(hashes))
    return sha256(b"\x01" + root(hashes[:k]) + root(hashes[k:])).digest()


def path(m: int, hashes: list[bytes]) -> list[bytes]:
    n = len(hashes)
    if n == 1:
        return []
    k = split(n)
    if m < k:
        return [*path(m, hashes[:k]), root(hashes[k:])]
    return [*path(m - k, hashes[k:]), root(hashes[:k])]


def proof(m: int, hashes: list[bytes]) -> list[bytes]:
    return subproof(m, hashes, whole=True)


def subproof(m: int, hashes: list[bytes], *, whole: bool) -> list[bytes]:
    n = len(hashes)
    if m == n:
        return [] if whole else [root(hashes)]
    k = split(n)
    if m <= k:
        return [*subproof(m, hashes[:k], whole=whole), root(hashes[k:])]
    return [*subproof(m - k, hashes[k:], whole=False), root(hashes[:k])]
