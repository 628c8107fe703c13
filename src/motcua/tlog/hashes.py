"""Merkle tree hashing of RFC 6962, section 2.1, with SHA-256."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_SIZE = 32
LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry; the prefix keeps leaves and nodes apart (RFC 6962, 2.1)."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Hash many entries; one comprehension, because this is the hot path of the sequencer."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children into their parent (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(row: Sequence[bytes]) -> list[bytes]:
    """Hash neighbours two by two; a last one without a neighbour is left out."""
    pairs = iter(row)
    return [
        sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)
    ]


def fold_right(peaks: Sequence[bytes]) -> bytes:
    """Hash the roots of the perfect subtrees of a range, given from left to right.

    This is the root of the range they cover (RFC 6962, 2.1: the split falls on the largest power
    of two, so the rightmost two peaks are always joined first).
    """
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root
