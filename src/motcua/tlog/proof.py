"""Inclusion and consistency proofs: verified (RFC 6962, 2.1.1–2.1.2), or computed from tiles.

Computing is "plan the reads, read once, compute": the ranges of a proof are cut into perfect
subtrees, those name the tiles, one call to the reader brings them.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from motcua.tlog.hashes import EMPTY_ROOT, HASH_SIZE, fold_right, node_hash, pair_up
from motcua.tlog.readers import TileReader
from motcua.tlog.tiles import HEIGHT, WIDTH, Tile, split_tile, width_at

Range = tuple[int, int]
Node = tuple[int, int]  # (height, position): leaves [position << height, (position + 1) << height)


class ProofError(ValueError):
    """The proof does not prove what it should."""


def _check_hashes(hashes: Iterable[bytes]) -> None:
    for number, value in enumerate(hashes):
        if len(value) != HASH_SIZE:
            raise ProofError(f"Hash {number} has {len(value)} bytes, not {HASH_SIZE}.")


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """Root that follows from a leaf hash and its inclusion proof (RFC 9162, 2.1.3.2).

    Raises
    ------
    ProofError
        The index is outside the tree, a hash is not 32 bytes, or the proof has the wrong length.
    """
    if not 0 <= index < size:
        raise ProofError(f"Index {index} is outside a tree of {size} leaves.")
    _check_hashes([leaf, *proof])
    position, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError(f"The proof has {len(proof)} hashes, more than the tree is high.")
        if position & 1 or position == last:
            root = node_hash(sibling, root)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofError(f"The proof has {len(proof)} hashes, too few for {size} leaves.")
    return root


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that ``leaf`` is at ``index`` of the tree with this size and root.

    Raises
    ------
    ProofError
        It is not, or the proof is malformed.
    """
    _check_hashes([root])
    if root_from_inclusion(leaf, index, size, proof) != root:
        raise ProofError(f"The proof leads from leaf {index} to another root.")


def verify_consistency(
    size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the tree of ``size1`` leaves is a prefix of the tree of ``size2`` leaves.

    From an empty tree only an empty proof and the empty root are accepted (RFC 9162, 2.1.4.2).

    Raises
    ------
    ProofError
        It is not, or the proof is malformed.
    """
    _check_hashes([root1, root2, *proof])
    if not 0 <= size1 <= size2:
        raise ProofError(f"A tree does not shrink: {size1} to {size2} leaves.")
    if size1 in (0, size2):
        if proof:
            raise ProofError("Between these sizes the proof is empty.")
        if (size1 == 0 and root1 != EMPTY_ROOT) or (size1 == size2 and root1 != root2):
            raise ProofError(f"Two different roots for {size1} leaves.")
        return
    _verify_growth(size1, size2, root1, root2, list(proof))


def _verify_growth(size1: int, size2: int, root1: bytes, root2: bytes, proof: list[bytes]) -> None:
    path = proof if size1 & (size1 - 1) else [root1, *proof]
    if not path:
        raise ProofError("The proof is empty although the tree grew.")
    position, last = size1 - 1, size2 - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError(f"The proof has {len(proof)} hashes, more than the tree is high.")
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofError(f"The proof has {len(proof)} hashes, too few for {size2} leaves.")
    if old != root1:
        raise ProofError(f"The proof contradicts the root of {size1} leaves.")
    if new != root2:
        raise ProofError(f"The proof contradicts the root of {size2} leaves.")


def _split(low: int, high: int) -> int:
    """Where RFC 6962 cuts a range: after the largest power of two below its length."""
    return low + (1 << ((high - low - 1).bit_length() - 1))


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Ranges of leaves whose roots make up the inclusion proof, sibling of the leaf first.

    Raises
    ------
    ProofError
        ``index`` is outside the tree.
    """
    if not 0 <= index < size:
        raise ProofError(f"Index {index} is outside a tree of {size} leaves.")
    ranges: list[Range] = []
    low, high = 0, size
    while high - low > 1:
        middle = _split(low, high)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(size1: int, size2: int) -> list[Range]:
    """Ranges of leaves whose roots make up the consistency proof (RFC 6962, 2.1.2).

    Raises
    ------
    ProofError
        ``size1`` is larger than ``size2``, or negative.
    """
    if not 0 <= size1 <= size2:
        raise ProofError(f"A tree does not shrink: {size1} to {size2} leaves.")
    if size1 in (0, size2):
        return []
    ranges: list[Range] = []
    low, high, whole = 0, size2, True
    while size1 != high:
        middle = _split(low, high)
        if size1 <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low, whole = middle, False
    return ([] if whole else [(low, high)]) + ranges[::-1]


def _perfect(low: int, high: int) -> list[Node]:
    """Perfect subtrees that cover a range, left to right."""
    nodes: list[Node] = []
    while low < high:
        height = (high - low).bit_length() - 1
        if low:
            height = min(height, (low & -low).bit_length() - 1)
        nodes.append((height, low >> height))
        low += 1 << height
    return nodes


def _tile_of(node: Node, size: int) -> Tile:
    height, position = node
    level, within = divmod(height, HEIGHT)
    index = (position << within) // WIDTH
    return Tile(level, index, width_at(level, index, size))


@lru_cache(maxsize=512)
def _rows(data: bytes) -> tuple[tuple[bytes, ...], ...]:
    """All rows of hashes within one tile, lowest first; kept, because proofs share tiles."""
    rows = [tuple(split_tile(data, len(data) // HASH_SIZE))]
    while len(rows[-1]) > 1:
        rows.append(tuple(pair_up(rows[-1])))
    return tuple(rows)


def _hash_of(node: Node, data: bytes) -> bytes:
    height, position = node
    within = height % HEIGHT
    return _rows(data)[within][position % (WIDTH >> within)]


def range_roots(reader: TileReader, ranges: Sequence[Range], size: int) -> list[bytes]:
    """Roots of ranges of leaves of a tree, with one call to the reader.

    Each range must be one into which RFC 6962 cuts a tree (its start a multiple of the largest
    power of two in its length).
    """
    nodes = [_perfect(low, high) for low, high in ranges]
    plan = {node: _tile_of(node, size) for row in nodes for node in row}
    tiles = sorted(set(plan.values()))
    contents = dict(zip(tiles, reader.read_tiles(tiles), strict=True))
    for tile, data in contents.items():
        if len(data) != tile.width * HASH_SIZE:
            raise ProofError(f"{tile.path} has {len(data)} bytes, not {tile.width * HASH_SIZE}.")
    return [fold_right([_hash_of(node, contents[plan[node]]) for node in row]) for row in nodes]


def inclusion_proof(reader: TileReader, index: int, size: int) -> list[bytes]:
    """Inclusion proof of entry ``index`` in the tree of ``size`` leaves."""
    return range_roots(reader, inclusion_ranges(index, size), size)


def consistency_proof(reader: TileReader, size1: int, size2: int) -> list[bytes]:
    """Proof that the tree of ``size1`` leaves is a prefix of that of ``size2`` leaves."""
    return range_roots(reader, consistency_ranges(size1, size2), size2)


def root_at(reader: TileReader, size: int) -> bytes:
    """Root of the tree of ``size`` leaves, from its tiles."""
    return range_roots(reader, [(0, size)], size)[0] if size else EMPTY_ROOT
