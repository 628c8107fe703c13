"""Writes a small OpenStreetMap extract, byte by byte, for tests: nodes and tagged ways.

Format: https://wiki.openstreetmap.org/wiki/PBF_Format (protocol buffers, base-128 varints).
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

NANO = 1e-9
GRANULARITY = 100


def write_pbf(
    path: Path,
    nodes: Mapping[int, tuple[float, float]],
    ways: Sequence[tuple[int, Sequence[int], Mapping[str, str]]],
) -> Path:
    """``nodes`` by id as (lat, lon) in degrees; ``ways`` as (id, node ids, tags)."""
    texts = [
        b"",
        *sorted({t.encode() for _, _, tags in ways for pair in tags.items() for t in pair}),
    ]
    number = {text.decode(): n for n, text in enumerate(texts)}
    table = b"".join(_bytes(1, text) for text in texts)
    group = _bytes(2, _dense(nodes)) + b"".join(_bytes(3, _way(way, number)) for way in ways)
    block = _bytes(1, table) + _bytes(2, group) + _number(17, GRANULARITY)
    features = b"".join(_bytes(4, name) for name in (b"OsmSchema-V0.6", b"DenseNodes"))
    path.write_bytes(_blob(b"OSMHeader", features) + _blob(b"OSMData", block))
    return path


def _dense(nodes: Mapping[int, tuple[float, float]]) -> bytes:
    def grid(values: Iterable[float]) -> list[int]:
        return [round(value / (NANO * GRANULARITY)) for value in values]

    lat, lon = grid(a for a, _ in nodes.values()), grid(b for _, b in nodes.values())
    empty = _bytes(1, _packed([1] * len(nodes)))  # DenseInfo: versions
    zeros = [0] * len(nodes)
    for field in (2, 3, 4, 5):
        empty += _bytes(field, _packed(_zigzag(v) for v in zeros))
    told = _bytes(1, _deltas(list(nodes))) + _bytes(5, empty)
    told += _bytes(8, _deltas(lat)) + _bytes(9, _deltas(lon))
    return told + _bytes(10, _packed(zeros))


def _way(way: tuple[int, Sequence[int], Mapping[str, str]], number: Mapping[str, int]) -> bytes:
    identity, refs, tags = way
    told = _number(1, identity) + _bytes(2, _packed(number[key] for key in tags))
    told += _bytes(3, _packed(number[value] for value in tags.values()))
    info = b"".join(_number(field, 1) for field in (1, 2, 3))
    return told + _bytes(4, info) + _bytes(8, _deltas(refs))


def _blob(kind: bytes, raw: bytes) -> bytes:
    blob = _number(2, len(raw)) + _bytes(3, zlib.compress(raw))
    header = _bytes(1, kind) + _number(3, len(blob))
    return struct.pack(">I", len(header)) + header + blob


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _zigzag(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def _packed(values: Iterable[int]) -> bytes:
    return b"".join(map(_varint, values))


def _deltas(values: Sequence[int]) -> bytes:
    return _packed(_zigzag(b - a) for a, b in zip([0, *values], values, strict=False))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value
