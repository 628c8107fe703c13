"""Growing in batches of any sizes gives the tiles and the root of the naive tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.tlog.hashes import EMPTY_ROOT
from motcua.tlog.tiles import Bundle, BundleError, Tile, TilePathError, split_bundle, tiles_of
from motcua.tlog.tree import Edge, TreeBuilder, integrate
from tests.tlog import naive

pytestmark = pytest.mark.pure

batches = st.lists(st.integers(0, 700), max_size=6)


def entries(start: int, count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(start, start + count)]


def grown(sizes: list[int]) -> tuple[TreeBuilder, dict[Tile, bytes], dict[Bundle, bytes]]:
    builder, tiles, bundles = TreeBuilder(), {}, {}
    for count in sizes:
        growth = builder.append(entries(builder.size, count))
        tiles |= dict(growth.tiles)
        bundles |= dict(growth.bundles)
    return builder, tiles, bundles


@settings(max_examples=60, deadline=None)
@given(batches)
def test_root_tiles_and_bundles(sizes: list[int]) -> None:
    builder, tiles, bundles = grown(sizes)
    hashes = [naive.leaf(entry) for entry in entries(0, sum(sizes))]
    assert builder.root == naive.root(hashes)
    for tile in tiles_of(builder.size):
        span = 256**tile.level
        first = tile.index * 256
        expected = [
            naive.root(hashes[at * span : (at + 1) * span])
            for at in range(first, first + tile.width)
        ]
        assert tiles[tile] == b"".join(expected)
    served = [
        entry
        for bundle in sorted(bundles)
        if bundle.width == 256 or bundle == max(bundles)
        for entry in split_bundle(bundles[bundle], bundle.width)
    ]
    assert served == entries(0, sum(sizes))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1500), st.integers(0, 600))
def test_an_edge_restored_from_tiles_goes_on(before: int, after: int) -> None:
    builder, tiles, bundles = grown([before])
    edge = Edge.of(before, [tiles[tile] for tile in Edge.needs(before)])
    assert edge.root == builder.root
    last = bundles.get(Bundle(before // 256, before % 256), b"") if before % 256 else b""
    again = TreeBuilder(edge, last)
    again.append(entries(before, after))
    assert again.root == naive.root([naive.leaf(e) for e in entries(0, before + after)])


def test_nothing_and_too_much() -> None:
    builder = TreeBuilder()
    assert builder.root == EMPTY_ROOT == builder.edge.root
    assert builder.append([]).tiles == [] == integrate(Edge(), []).tiles
    with pytest.raises(BundleError):
        builder.append([b"fine", bytes(65536)])
    assert builder.size == 0, "a refused batch leaves no trace"
    with pytest.raises(BundleError):
        TreeBuilder(Edge(), b"left over")
    with pytest.raises(TilePathError):
        Edge.of(3, [bytes(95)])


def test_edge_over_full_levels() -> None:
    builder, tiles, _ = grown([65536 + 256 + 1])
    assert tiles[Tile(2, 0, 1)] == builder.edge.peaks[16]
    assert Edge.of(builder.size, [tiles[t] for t in Edge.needs(builder.size)]) == builder.edge
