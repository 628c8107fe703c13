"""Growing a tree: from new leaf hashes to the tiles to be written and the new root.

Only the right edge of the tree is needed to append: the partial tile of every level. Beside it
the edge keeps the *peaks*, the roots of the perfect subtrees, so that a batch of n leaves costs
n - 1 + log2(size) node hashes however full the partial tiles are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.tlog.hashes import EMPTY_ROOT, HASH_SIZE, fold_right, leaf_hashes, pair_up
from motcua.tlog.tiles import (
    HEIGHT,
    MAX_ENTRY,
    WIDTH,
    Bundle,
    BundleError,
    Tile,
    join_bundle,
    split_bundle,
    split_tile,
)


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a tree.

    Attributes
    ----------
    size
        Number of leaves.
    tiles
        ``tiles[L]`` are the hashes of the partial tile of level L, possibly none.
    peaks
        ``peaks[h]`` is the root of the perfect subtree of ``2**h`` leaves on the edge, or empty
        bytes when ``size`` has no bit *h*.
    """

    size: int = 0
    tiles: tuple[bytes, ...] = ()
    peaks: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """Root hash of the whole tree (RFC 6962, 2.1)."""
        return fold_right([peak for peak in reversed(self.peaks) if peak])

    @staticmethod
    def needs(size: int) -> tuple[Tile, ...]:
        """The partial tiles from which ``Edge.of`` restores the edge of a tree."""
        return tuple(tile for tile in tiles_of_edge(size) if tile.width < WIDTH)

    @classmethod
    def of(cls, size: int, partial: Sequence[bytes]) -> "Edge":
        """Restore the edge from the contents of the tiles named by ``needs(size)``.

        Raises
        ------
        TilePathError
            A tile has not the length its width demands.
        """
        tiles: list[bytes] = []
        peaks: list[bytes] = []
        contents = {tile.level: data for tile, data in zip(cls.needs(size), partial, strict=True)}
        for level in range((size.bit_length() + HEIGHT - 1) // HEIGHT):
            data = contents.get(level, b"")
            hashes = split_tile(data, (size >> (HEIGHT * level)) % WIDTH)
            tiles.append(data)
            peaks += _peaks_within(hashes)
        return cls(size, tuple(tiles), tuple(peaks[: size.bit_length()]))


@dataclass(frozen=True, slots=True)
class Growth:
    """What one batch changes: the files to write, then the new edge and root to sign."""

    edge: Edge
    tiles: list[tuple[Tile, bytes]]
    bundles: list[tuple[Bundle, bytes]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return self.edge.size

    @property
    def root(self) -> bytes:
        return self.edge.root


def tiles_of_edge(size: int) -> list[Tile]:
    """The last tile of every level of a tree, partial or full, lowest level first."""
    last: dict[int, Tile] = {}
    for level in range((size.bit_length() + HEIGHT - 1) // HEIGHT):
        hashes = size >> (HEIGHT * level)
        index = (hashes - 1) // WIDTH
        last[level] = Tile(level, index, hashes - index * WIDTH)
    return list(last.values())


def _peaks_within(hashes: Sequence[bytes]) -> list[bytes]:
    """Peaks of one partial tile, heights 0 to 7, empty bytes where there is none."""
    peaks: list[bytes] = []
    row = list(hashes)
    for _ in range(HEIGHT):
        peaks.append(row.pop() if len(row) % 2 else b"")
        row = pair_up(row)
    return peaks


def _cut(level: int, first: int, old: bytes, added: Sequence[bytes]) -> list[tuple[Tile, bytes]]:
    """Tiles of one level after ``added`` hashes follow the ``old`` partial tile."""
    data = old + b"".join(added)
    step = WIDTH * HASH_SIZE
    return [
        (
            Tile(level, first + at // step, min(step, len(data) - at) // HASH_SIZE),
            data[at : at + step],
        )
        for at in range(0, len(data), step)
    ]


def integrate(edge: Edge, leaves: Sequence[bytes]) -> Growth:
    """Append leaf hashes; returns every tile that is new or wider than before."""
    if not leaves:
        return Growth(edge, [])
    size = edge.size + len(leaves)
    peaks = list(edge.peaks) + [b""] * (size.bit_length() - len(edge.peaks))
    partial = list(edge.tiles)
    written: list[tuple[Tile, bytes]] = []
    row = list(leaves)
    for height in range(size.bit_length()):
        level, within = divmod(height, HEIGHT)
        if within == 0:
            partial += [b""] * (level + 1 - len(partial))
            if row:
                grown = _cut(level, edge.size >> (HEIGHT * (level + 1)), partial[level], row)
                last, data = grown[-1]
                partial[level] = data if last.width < WIDTH else b""
                written += grown
        if peaks[height]:
            row.insert(0, peaks[height])
        peaks[height] = row[-1] if len(row) % 2 else b""
        row = pair_up(row)
    return Growth(Edge(size, tuple(partial), tuple(peaks)), written)


class TreeBuilder:
    """Appends entries batch by batch and hands out bundles and tiles to be written.

    It keeps the right edge and the partial bundle in memory and touches no file, so that the
    caller decides on order and durability (bundles and tiles first, checkpoint last).
    """

    def __init__(self, edge: Edge | None = None, bundle: bytes = b"") -> None:
        """Start empty, or from the edge and the last partial bundle of a published tree."""
        self.edge = edge or Edge()
        split_bundle(bundle, self.edge.size % WIDTH)
        self._bundle = bundle

    @property
    def size(self) -> int:
        return self.edge.size

    @property
    def root(self) -> bytes:
        return self.edge.root if self.edge.size else EMPTY_ROOT

    def append(self, entries: Sequence[bytes]) -> Growth:
        """Append entries of 0 to 65,535 bytes; the batch is refused whole or taken whole.

        Raises
        ------
        BundleError
            An entry is longer than a bundle can hold.
        """
        if any(len(entry) > MAX_ENTRY for entry in entries):
            raise BundleError(f"An entry has at most {MAX_ENTRY:,} bytes.")
        bundles = self._fill(entries)
        growth = integrate(self.edge, leaf_hashes(entries))
        self.edge = growth.edge
        return Growth(growth.edge, growth.tiles, bundles)

    def _fill(self, entries: Sequence[bytes]) -> list[tuple[Bundle, bytes]]:
        index, start = divmod(self.edge.size, WIDTH)
        bundles: list[tuple[Bundle, bytes]] = []
        at = 0
        while at < len(entries):
            part = entries[at : at + WIDTH - start]
            self._bundle += join_bundle(part)
            width = start + len(part)
            bundles.append((Bundle(index, width), self._bundle))
            if width == WIDTH:
                self._bundle = b""
            at, start, index = at + len(part), 0, index + 1
        return bundles
