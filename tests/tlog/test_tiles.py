"""One resource has one name; every other name is refused (tlog-tiles, "Merkle Tree")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.tlog.tiles import (
    Bundle,
    BundleError,
    Tile,
    TilePathError,
    bundles_of,
    join_bundle,
    parse_path,
    split_bundle,
    split_tile,
    tiles_of,
)

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("named", "path"),
    [
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 0), "tile/0/000"),
        (Tile(1, 17, 5), "tile/1/017.p/5"),
        (Tile(0, 1000, 255), "tile/0/x001/000.p/255"),
        (Bundle(1234067), "tile/entries/x001/x234/067"),
        (Bundle(0, 1), "tile/entries/000.p/1"),
    ],
)
def test_names(named: Tile | Bundle, path: str) -> None:
    assert named.path == path
    assert parse_path(path) == named


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1000",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/8/000",
        "tile/7/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/x000/x000/001",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/x001/x002",
        "tile/0/../../etc/passwd",
        "tile/0/%2e%2e/000",
        "tile/0/..",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/000\n",
        "tile/0/000.p/1\n",
        "tile/entries/000.p/256",
        "tile/entries/../000",
        "tile/0/" + "x999/" * 6 + "999",
        "tile/0/" + "x999/" * 5000 + "999",
        "tile/0/\u0661\u0661\u0661",
        "tile/0/000.P/1",
        "TILE/0/000",
        "",
        "checkpoint",
        "tile/0/000.p/1.p/1",
        "tile//000",
        "tile/0/000\x00",
    ],
)
def test_other_names_are_refused(path: str) -> None:
    with pytest.raises(TilePathError):
        parse_path(path)


@given(st.text(alphabet="tileentrx/.p0123456789-", max_size=40))
def test_whatever_parses_is_written_the_same(path: str) -> None:
    try:
        named = parse_path(path)
    except TilePathError:
        return
    assert named.path == path


@given(st.integers(0, 6), st.integers(0, 10**6), st.integers(1, 256))
def test_whatever_is_written_parses(level: int, index: int, width: int) -> None:
    try:
        tile = Tile(level, index, width)
    except TilePathError:
        assert (index * 256 + width) * 256**level >= 2**63
    else:
        assert parse_path(tile.path) == tile


def test_the_example_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    assert [tile for tile in tiles if tile.width < 256] == [
        Tile(0, 273, 112),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert len(tiles) == 273 + 1 + 1 + 1 + 1
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []
    assert list(bundles_of(257)) == [Bundle(0), Bundle(1, 1)]


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_bundles_come_back(entries: list[bytes]) -> None:
    data = join_bundle(entries)
    assert split_bundle(data, len(entries)) == entries
    for wrong in (data[:-1], data + b"\x00", data + b"\x00\x00"):
        with pytest.raises(BundleError):
            split_bundle(wrong, len(entries))
    with pytest.raises(BundleError):
        split_bundle(data, len(entries) + 1)


def test_sizes_of_entries_and_tiles() -> None:
    assert split_bundle(join_bundle([b"", bytes(65535)]), 2) == [b"", bytes(65535)]
    with pytest.raises(BundleError):
        join_bundle([bytes(65536)])
    assert split_tile(bytes(64), 2) == [bytes(32), bytes(32)]
    with pytest.raises(TilePathError):
        split_tile(bytes(63), 2)
