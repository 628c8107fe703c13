"""Where tiles come from: one Protocol, and two readers that need no server."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from motcua.tlog.hashes import HASH_SIZE
from motcua.tlog.tiles import Tile


class TileMissing(LookupError):
    """The log does not serve a tile that its size says it has."""


class TileReader(Protocol):
    """Brings the contents of tiles, in the order asked for."""

    def read_tiles(self, tiles: Sequence[Tile]) -> Sequence[bytes]:
        """Return the bytes of each tile, exactly ``32 * width`` of them."""


class MemoryTiles:
    """Tiles kept in a dictionary; for tests and for the sequencer's own recent tiles."""

    def __init__(self, contents: Mapping[Tile, bytes]) -> None:
        self._contents = contents

    def read_tiles(self, tiles: Sequence[Tile]) -> list[bytes]:
        return [self._one(tile) for tile in tiles]

    def _one(self, tile: Tile) -> bytes:
        for stored in (tile, tile.full):
            if stored in self._contents:
                return self._contents[stored][: tile.width * HASH_SIZE]
        raise TileMissing(f"{tile.path} is missing.")


class DirectoryTiles:
    """Tiles below a directory, laid out as served."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def read_tiles(self, tiles: Sequence[Tile]) -> list[bytes]:
        return [self._one(tile) for tile in tiles]

    def _one(self, tile: Tile) -> bytes:
        # A partial tile may be gone once the full one exists (tlog-tiles, "Partial Tiles").
        for stored in (tile, tile.full):
            try:
                return (self._directory / stored.path).read_bytes()[: tile.width * HASH_SIZE]
            except FileNotFoundError:
                continue
        raise TileMissing(f"{tile.path} is missing below {self._directory}.")
