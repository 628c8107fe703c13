"""Proofs from tiles equal those of the naive tree; every change of a proof is refused."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.tlog.hashes import EMPTY_ROOT
from motcua.tlog.proof import (
    ProofError,
    consistency_proof,
    inclusion_proof,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from motcua.tlog.readers import DirectoryTiles, MemoryTiles, TileMissing
from motcua.tlog.tiles import Tile
from motcua.tlog.tree import TreeBuilder
from tests.tlog import naive

pytestmark = pytest.mark.pure

ENTRIES = [b"entry %d" % number for number in range(1400)]
HASHES = [naive.leaf(entry) for entry in ENTRIES]


def tiles(size: int) -> dict[Tile, bytes]:
    return dict(TreeBuilder().append(ENTRIES[:size]).tiles)


pairs = st.tuples(st.integers(1, 1400), st.integers(0, 10**6)).map(lambda p: (p[0], p[1] % p[0]))


@settings(max_examples=80, deadline=None)
@given(pairs)
def test_inclusion(pair: tuple[int, int]) -> None:
    size, index = pair
    proof = inclusion_proof(MemoryTiles(tiles(size)), index, size)
    assert proof == naive.path(index, HASHES[:size])
    verify_inclusion(HASHES[index], index, size, proof, naive.root(HASHES[:size]))


@settings(max_examples=80, deadline=None)
@given(pairs)
def test_consistency(pair: tuple[int, int]) -> None:
    size2, size1 = pair
    proof = consistency_proof(MemoryTiles(tiles(size2)), size1, size2)
    roots = naive.root(HASHES[:size1]), naive.root(HASHES[:size2])
    assert proof == (naive.proof(size1, HASHES[:size2]) if size1 else [])
    verify_consistency(size1, size2, *roots, proof)


@settings(max_examples=150, deadline=None)
@given(pairs, st.data())
def test_mutations_of_inclusion(pair: tuple[int, int], data: st.DataObject) -> None:
    size, index = pair
    root, proof = naive.root(HASHES[:size]), naive.path(index, HASHES[:size])
    wrong = data.draw(st.sampled_from(["index", "size", "leaf", "root", "proof"]))
    leaf = HASHES[index]
    if wrong == "index":
        index = data.draw(st.integers(-2, size + 2).filter(lambda i: i != pair[1]))
    elif wrong == "size":
        # The proof of a leaf fits every size that gives the same path; only refusals of others count.
        size = data.draw(st.integers(0, index))
    elif wrong == "leaf":
        leaf = data.draw(st.sampled_from([b"", leaf[:31], leaf + b"\0", naive.leaf(b"other")]))
    elif wrong == "root":
        root = data.draw(st.sampled_from([b"", root[:31], root + b"\0", naive.leaf(b"other")]))
    else:
        proof = data.draw(mutated(proof))
    with pytest.raises(ProofError):
        verify_inclusion(leaf, index, size, proof, root)


@settings(max_examples=150, deadline=None)
@given(pairs.filter(lambda p: p[1]), st.data())
def test_mutations_of_consistency(pair: tuple[int, int], data: st.DataObject) -> None:
    size2, size1 = pair
    roots = naive.root(HASHES[:size1]), naive.root(HASHES[:size2])
    proof = data.draw(mutated(naive.proof(size1, HASHES[:size2])))
    with pytest.raises(ProofError):
        verify_consistency(size1, size2, *roots, proof)


@st.composite
def mutated(draw: st.DrawFn, proof: Sequence[bytes]) -> list[bytes]:
    changed = list(proof)
    place = draw(st.integers(0, len(changed)))
    other = draw(st.sampled_from([b"", bytes(31), bytes(32), bytes(33), EMPTY_ROOT]))
    kind = draw(st.sampled_from(["insert", "replace", "drop", "flip"]))
    if kind == "insert" or not changed:
        changed.insert(place, other)
        return changed
    place = min(place, len(changed) - 1)
    if kind == "replace":
        changed[place] = other
    elif kind == "drop":
        del changed[place]
    else:
        bit = draw(st.integers(0, 255))
        flipped = bytearray(changed[place])
        flipped[bit // 8] ^= 1 << bit % 8
        changed[place] = bytes(flipped)
    return changed


def test_degenerate_consistency() -> None:
    root = naive.root(HASHES[:3])
    verify_consistency(0, 3, EMPTY_ROOT, root, [])
    verify_consistency(3, 3, root, root, [])
    for size1, size2, root1, root2, proof in [
        (0, 3, root, root, []),
        (0, 3, EMPTY_ROOT, root, [root]),
        (3, 3, root, EMPTY_ROOT, []),
        (3, 3, root, root, [root]),
        (3, 2, root, root, []),
        (-1, 2, root, root, []),
        (2, 3, b"", root, [HASHES[2]]),
        (2, 3, root, naive.root(HASHES[:2]), [HASHES[2]]),
        (2, 3, naive.root(HASHES[:2]), root, []),
    ]:
        with pytest.raises(ProofError):
            verify_consistency(size1, size2, root1, root2, proof)


def test_ranges_outside_the_tree() -> None:
    reader = MemoryTiles(tiles(5))
    with pytest.raises(ProofError):
        inclusion_proof(reader, 5, 5)
    with pytest.raises(ProofError):
        consistency_proof(reader, 6, 5)
    assert root_at(reader, 0) == EMPTY_ROOT


def test_readers(tmp_path) -> None:
    stored = tiles(300)
    for tile, data in stored.items():
        (tmp_path / tile.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / tile.path).write_bytes(data)
    reader = DirectoryTiles(tmp_path)
    assert root_at(reader, 300) == naive.root(HASHES[:300])
    # The partial tile of a former size is gone; the full one stands in for it.
    assert root_at(reader, 200) == naive.root(HASHES[:200]) == root_at(MemoryTiles(stored), 200)
    for missing in (reader, MemoryTiles({})):
        with pytest.raises(TileMissing):
            root_at(missing, 600)
    (tmp_path / Tile(0, 0).path).write_bytes(b"short")
    with pytest.raises(ProofError, match="has 5 bytes"):
        root_at(reader, 200)
