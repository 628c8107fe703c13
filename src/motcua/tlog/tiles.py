"""Names and contents of the static files of a log: tiles and entry bundles (C2SP tlog-tiles).

A *tile* holds up to 256 hashes of one level of the tree, a *bundle* up to 256 entries. Parsing a
path is strict: one resource has exactly one name, and a name that no tree can contain is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.tlog.hashes import HASH_SIZE

WIDTH = 256
HEIGHT = 8
MAX_ENTRY = 0xFFFF
MAX_TREE_SIZE = 2**63 - 1
_ELEMENTS = r"(?P<n>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<w>[1-9][0-9]{0,2}))?"
_TILE = re.compile(rf"tile/(?P<l>0|[1-9][0-9]?)/{_ELEMENTS}", re.ASCII)
_BUNDLE = re.compile(rf"tile/entries/{_ELEMENTS}", re.ASCII)


class TilePathError(ValueError):
    """The path names no tile and no bundle of any tree."""


class BundleError(ValueError):
    """The bytes are not an entry bundle of the expected width."""


def _numbered(index: int, width: int) -> str:
    head, digits = divmod(index, 1000)
    path = f"{digits:03d}"
    while head:
        head, digits = divmod(head, 1000)
        path = f"x{digits:03d}/{path}"
    return path if width == WIDTH else f"{path}.p/{width}"


def _check(level: int, index: int, width: int) -> None:
    if not 1 <= width <= WIDTH:
        raise TilePathError(f"A tile is 1 to {WIDTH} wide, not {width}.")
    if not 0 <= level <= 63 or index < 0:
        raise TilePathError(f"No tile at level {level}, index {index}: level is 0 to 63.")
    if (index * WIDTH + width) << (HEIGHT * level) > MAX_TREE_SIZE:
        raise TilePathError(f"No tree is large enough for tile {index} of level {level}.")


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """``width`` hashes of one level, from hash ``index * 256`` on.

    Hash *i* of level *L* is the root of entries ``[i * 256**L, (i + 1) * 256**L)``.
    """

    level: int
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        _check(self.level, self.index, self.width)

    @property
    def path(self) -> str:
        return f"tile/{self.level}/{_numbered(self.index, self.width)}"

    @property
    def full(self) -> "Tile":
        """The same tile when complete; a log may drop partial ones after that."""
        return Tile(self.level, self.index)


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """``width`` entries from entry ``index * 256`` on, each with a 16-bit length before it."""

    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        _check(0, self.index, self.width)

    @property
    def path(self) -> str:
        return f"tile/entries/{_numbered(self.index, self.width)}"

    @property
    def full(self) -> "Bundle":
        return Bundle(self.index)


def _fields(match: re.Match[str]) -> tuple[int, int]:
    elements = match["n"]
    if elements.startswith("x000/"):
        raise TilePathError("The index of a tile is written without leading groups of zeroes.")
    if len(elements) > 35:
        raise TilePathError("The index of this tile is larger than any tree.")
    width = int(match["w"] or WIDTH)
    if match["w"] and width >= WIDTH:
        raise TilePathError(f"A partial tile is 1 to {WIDTH - 1} wide, not {width}.")
    return int(elements.replace("x", "").replace("/", "")), width


def parse_path(path: str) -> Tile | Bundle:
    """Read ``tile/<L>/<N>[.p/<W>]`` or ``tile/entries/<N>[.p/<W>]``.

    Raises
    ------
    TilePathError
        For any other spelling, and for tiles that no tree of fewer than 2**63 entries has.
    """
    if match := _BUNDLE.fullmatch(path):
        return Bundle(*_fields(match))
    if match := _TILE.fullmatch(path):
        return Tile(int(match["l"]), *_fields(match))
    raise TilePathError("Not the path of a tile or an entry bundle.")


def width_at(level: int, index: int, size: int) -> int:
    """Width of the tile in a tree of ``size`` entries; 0 if that tree does not have it."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - index * WIDTH))


def tiles_of(size: int) -> Iterator[Tile]:
    """All tiles of a tree of ``size`` entries, level by level."""
    level = 0
    while hashes := size >> (HEIGHT * level):
        for index in range(-(-hashes // WIDTH)):
            yield Tile(level, index, width_at(level, index, size))
        level += 1


def bundles_of(size: int) -> Iterator[Bundle]:
    """All entry bundles of a tree of ``size`` entries."""
    for index in range(-(-size // WIDTH)):
        yield Bundle(index, width_at(0, index, size))


def split_tile(data: bytes, width: int) -> list[bytes]:
    """Hashes of a tile; raises ``TilePathError`` when the length is not ``32 * width``."""
    if len(data) != HASH_SIZE * width:
        raise TilePathError(f"A tile {width} wide has {HASH_SIZE * width} bytes, not {len(data)}.")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def join_bundle(entries: Sequence[bytes]) -> bytes:
    """Write entries one after the other, each with its big-endian 16-bit length before it."""
    try:
        return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])
    except OverflowError:
        raise BundleError(f"An entry has at most {MAX_ENTRY:,} bytes.") from None


def split_bundle(data: bytes, width: int) -> list[bytes]:
    """Read exactly ``width`` entries; raises ``BundleError`` on anything missing or left over."""
    entries: list[bytes] = []
    at, end = 0, len(data)
    for number in range(width):
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        if at > end or start > end:
            raise BundleError(f"The bundle ends within entry {number} of {width}.")
        entries.append(data[start:at])
    if at != end:
        raise BundleError(f"The bundle has {end - at} bytes after its {width} entries.")
    return entries
