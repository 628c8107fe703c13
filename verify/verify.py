#!/usr/bin/env python3
"""Audit the open log of a public service centre, alone and against its operator.

    python verify.py https://log.example/city --policy policy.txt --state my.state

One file, the standard library and ``cryptography`` (for Ed25519); it shares no code with the
system it audits. It fetches or reads everything that the log serves (C2SP tlog-tiles), hashes
every entry again, rebuilds every tile, compares the root with the signed checkpoint, counts the
witnesses, compares with the checkpoint remembered from last time, and then applies the rules of
the leaves themselves: one canonical spelling, no gap in any dossier, days that fit the witnesses'
clocks, sorted batches, and every draw of an official computed again from the beacons' proofs.

Exit code 0: everything checked is right. 1: something is provably wrong. 2: the check could not be
made (usage, network, unreadable file). 3: nothing is wrong yet, but the answer must wait.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import heapq
import hmac
import itertools
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256
EMPTY_ROOT = hashlib.sha256(b"").digest()
MAX_CHECKPOINT = 1 << 20
MAX_BUNDLE = WIDTH * (0xFFFF + 2)
MAX_LIST = 1 << 28
SIGNATURES = 16
MAX_TIME = 2**37  # the year 6325: later times are in no calendar of Python
SHOWN = 20


class Unusable(Exception):
    """The check cannot be made: exit code 2."""


class Missing(Unusable):
    """The log does not serve a file."""


class Wrong(Exception):
    """Something is provably wrong; carries a code, a place and a sentence."""

    def __init__(self, code: str, where: str, text: str) -> None:
        super().__init__(f"[{code}] {where}: {text}")
        self.code, self.where, self.text = code, where, text


class Findings:
    """Everything found wrong, and everything that could not be checked."""

    def __init__(self) -> None:
        self.wrong: list[Wrong] = []
        self.notes: list[str] = []
        self.waiting: list[str] = []

    def add(self, code: str, where: str, text: str) -> None:
        self.wrong.append(Wrong(code, where, text))

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


# --- the curve edwards25519 in plain integers (RFC 8032, 5.1), for keys and the VRF ---------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, x*y = T/Z
IDENTITY: Point = (0, 1, 1, 0)


def add(a: Point, b: Point) -> Point:
    """Sum of two points (RFC 8032, 5.1.4)."""
    left = (a[1] - a[0]) * (b[1] - b[0]) % P
    right = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    e, f, g, h = right - left, d - c, d + c, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a: Point) -> Point:
    """Twice a point (RFC 8032, 5.1.4)."""
    xx, yy = a[0] * a[0] % P, a[1] * a[1] % P
    h = xx + yy
    e = h - (a[0] + a[1]) ** 2 % P
    g = xx - yy
    f = 2 * a[2] * a[2] % P + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def negative(a: Point) -> Point:
    return -a[0] % P, a[1], a[2], -a[3] % P


def recover(encoded: bytes) -> Point:
    """Decode a point strictly; raises ``ValueError`` (RFC 8032, 5.1.3)."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if len(encoded) != 32 or y >= P:
        raise ValueError("not a canonical point")
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    v3 = v * v * v % P
    x = u * v3 * pow(u * v3 * v3 * v % P, (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * ROOT_OF_MINUS_1 % P
    if v * x * x % P != u or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_points(points: Sequence[Point]) -> list[bytes]:
    inverses = [pow(point[2], -1, P) for point in points]
    return [
        (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")
        for p, z in zip(points, inverses, strict=True)
    ]


def multiples(point: Point) -> list[Point]:
    """0 to 15 times a point."""
    row = [IDENTITY, point]
    for _ in range(14):
        row.append(add(row[-1], point))
    return row


def combine(s: int, a: Point, t: int, b: Point) -> Point:
    """``s*a + t*b``, four bits of both numbers at a time."""
    rows = multiples(a), multiples(b)
    result = IDENTITY
    for shift in range(252, -1, -4):
        result = double(double(double(double(result))))
        if digit := s >> shift & 15:
            result = add(result, rows[0][digit])
        if digit := t >> shift & 15:
            result = add(result, rows[1][digit])
    return result


_tables: dict[Point, list[list[Point]]] = {}


def times_fixed(s: int, point: Point) -> Point:
    """``s*point`` for a point used often: tables instead of doublings."""
    if point not in _tables:
        base, rows = point, []
        for _ in range(64):
            rows.append(multiples(base))
            base = add(rows[-1][15], base)
        _tables[point] = rows
    result = IDENTITY
    for place, row in enumerate(_tables[point]):
        if digit := s >> 4 * place & 15:
            result = add(result, row[digit])
    return result


BASE = recover(bytes.fromhex("58" + "66" * 31))
_good_points: dict[bytes, Point] = {}


def prime_order(encoded: bytes) -> Point:
    """Decode a key and refuse low order and low-order parts; raises ``ValueError``."""
    if encoded not in _good_points:
        point = recover(encoded)
        x, y, z, _ = combine(Q, point, 0, point)
        if x or y != z or point[0] == 0:
            raise ValueError("not of full prime order")
        _good_points[encoded] = point
    return _good_points[encoded]


def vrf_output(public: bytes, alpha: bytes, proof: bytes) -> bytes:
    """ECVRF-EDWARDS25519-SHA512-TAI, verification (RFC 9381, 5.3); raises ``ValueError``."""
    if len(proof) != 80:
        raise ValueError("a proof has 80 bytes")
    key, gamma = prime_order(public), recover(proof[:32])
    c, s = int.from_bytes(proof[32:48], "little"), int.from_bytes(proof[48:], "little")
    if s >= Q:
        raise ValueError("s is not below the order of the group")
    point = hash_to_curve(public, alpha)
    cleared = double(double(double(gamma)))
    if cleared[0] == 0:
        raise ValueError("the point of the proof has low order")
    u = add(times_fixed(s, BASE), times_fixed(c, negative(key)))
    v = combine(s, point, c, negative(gamma))
    h, u_text, v_text, cleared_text = encode_points([point, u, v, cleared])
    points = public + h + proof[:32] + u_text + v_text
    if hashlib.sha512(b"\x03\x02" + points + b"\x00").digest()[:16] != proof[32:48]:
        raise ValueError("the proof is wrong for this key and input")
    return hashlib.sha512(b"\x03\x03" + cleared_text + b"\x00").digest()


def hash_to_curve(public: bytes, alpha: bytes) -> Point:
    """Try and increment (RFC 9381, 5.4.1.1)."""
    for counter in range(256):
        digest = hashlib.sha512(b"\x03\x01" + public + alpha + bytes([counter, 0])).digest()
        try:
            point = double(double(double(recover(digest[:32]))))
        except ValueError:
            continue
        if point[0]:
            return point
    raise ValueError("no point found")


# --- notes, checkpoints, policy ------------------------------------------------------------------


def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 that is not canonical")
    return data


def url64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def to_url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decimal(text: str) -> int:
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text, re.ASCII) or int(text) >= 2**63:
        raise ValueError("not a decimal in its shortest form")
    return int(text)


class Key:
    """A verifier key of type 0x01 (log) or 0x04 (witness)."""

    def __init__(self, vkey: str, kind: int) -> None:
        self.name, _, rest = vkey.partition("+")
        digest, _, encoded = rest.partition("+")
        data = unbase64(encoded)
        if not self.name or data[:1] != bytes([kind]):
            raise ValueError(f"not a verifier key of type 0x{kind:02x}")
        self.id = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.id.hex() != digest:
            raise ValueError("the verifier key does not match its own hash")
        prime_order(data[1:])
        self.kind, self.public = kind, data[1:]
        self._key = Ed25519PublicKey.from_public_bytes(data[1:])

    def verify(self, text: str, signature: bytes) -> int | None:
        """Time of a good cosignature (0 for a log's signature), ``None`` for a bad one."""
        seconds, message = 0, text.encode()
        if self.kind == 4:
            seconds = int.from_bytes(signature[:8], "big")
            message = f"cosignature/v1\ntime {seconds}\n".encode() + message
            signature = signature[8:]
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return None
        return seconds if seconds < MAX_TIME else None


@dataclass
class Note:
    """A signed checkpoint: three lines and signature lines, parsed strictly."""

    data: bytes
    text: str = ""
    lines: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    origin: str = ""
    size: int = 0
    root: bytes = b""

    def __post_init__(self) -> None:
        try:
            self._parse(self.data.decode())
        except ValueError as error:
            raise Wrong("checkpoint", "checkpoint", f"malformed: {error}") from None

    def _parse(self, note: str) -> None:
        if any(ord(sign) < 32 and sign != "\n" for sign in note):
            raise ValueError("control characters")
        head, blank, tail = note.rpartition("\n\n")
        if not blank or not tail.endswith("\n"):
            raise ValueError("no signature lines after a blank line")
        self.text = head + "\n"
        lines = tail[:-1].split("\n")
        if len(lines) > SIGNATURES:
            raise ValueError(f"more than {SIGNATURES} signatures")
        for line in lines:
            match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)", line)
            signature = unbase64(match[2]) if match else b""
            if match is None or len(signature) < 5:
                raise ValueError("a signature line")
            self.lines.append((match[1], signature[:4], signature[4:]))
        body = head.split("\n")
        if len(body) != 3 or not body[0]:
            raise ValueError("a checkpoint has exactly three lines")
        self.origin, self.size, self.root = body[0], decimal(body[1]), unbase64(body[2])
        if len(self.root) != 32:
            raise ValueError("the root is not 32 bytes")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise ValueError("an empty tree with another root")


class Policy:
    """Who must have signed (C2SP tlog-policy)."""

    def __init__(self, text: str = "", vkeys: Iterable[str] = ()) -> None:
        self.logs: list[Key] = [Key(vkey, 1) for vkey in vkeys]
        self.witnesses: dict[str, Key] = {}
        self.groups: dict[str, tuple[int, list[str]]] = {}
        self.quorum = "none"
        quorums = 0
        members: set[str] = set()
        for number, line in enumerate(text.split("\n"), start=1):
            words = line.replace("\t", " ").split(" ")
            words = [word for word in words if word]
            if not words or words[0].startswith("#"):
                continue
            try:
                quorums += self._take(words, members)
            except (ValueError, IndexError) as error:
                raise Unusable(f"policy, line {number}: {error}") from None
        if text and quorums != 1:
            raise Unusable("the policy has not exactly one quorum line")

    def _take(self, words: list[str], members: set[str]) -> int:
        known = self.witnesses.keys() | self.groups.keys()
        match words:
            case ["log", vkey, *_] if len(words) <= 3:
                self.logs.append(Key(vkey, 1))
            case ["witness", name, vkey, *_] if len(words) <= 4 and name not in known | {"none"}:
                key = Key(vkey, 4)
                if any(key.public == other.public for other in self.witnesses.values()):
                    raise ValueError("a witness key listed twice")
                self.witnesses[name] = key
            case ["group", name, k, *of] if of and name not in known | {"none"}:
                if not set(of) <= known or len(set(of)) != len(of) or members & set(of):
                    raise ValueError("a member is unknown, or in two groups")
                members |= set(of)
                needed = {"any": 1, "all": len(of)}.get(k) or decimal(k)
                if not 1 <= needed <= len(of):
                    raise ValueError("a threshold out of range")
                self.groups[name] = needed, of
            case ["quorum", name] if name in known | {"none"}:
                self.quorum = name
                return 1
            case _:
                raise ValueError("not a policy line")
        return 0

    def met(self, cosigned: set[str], name: str | None = None) -> bool:
        name = name or self.quorum
        if name == "none" or name in cosigned:
            return True
        needed, members = self.groups.get(name, (1, []))
        return sum(self.met(cosigned, member) for member in members) >= needed

    def times(self, note: Note) -> dict[str, int]:
        """Check the log's signature; newest good cosignature of each witness by its name."""
        keys = {(key.name, key.id): key for key in self.logs if key.name == note.origin}
        signed = False
        for name, key_id, signature in note.lines:
            if key := keys.get((name, key_id)):
                if key.verify(note.text, signature) is None:
                    raise Wrong("signature", f"size {note.size}", "the log's signature is wrong")
                signed = True
        if self.logs and not signed:
            raise Wrong(
                "signature", f"size {note.size}", f"not signed by a known key of {note.origin}"
            )
        return self._cosigned(note)

    def _cosigned(self, note: Note) -> dict[str, int]:
        known = {(key.name, key.id): (name, key) for name, key in self.witnesses.items()}
        times: dict[str, int] = {}
        for name, key_id, signature in note.lines:
            if (name, key_id) in known:
                alias, key = known[name, key_id]
                seconds = key.verify(note.text, signature)
                if seconds is not None:
                    times[alias] = max(seconds, times.get(alias, 0))
        return times

    def since(self, times: dict[str, int]) -> int | None:
        """Latest time from which on the cosignatures make up the quorum."""
        for seconds in sorted(set(times.values()), reverse=True):
            if self.met({name for name, at in times.items() if at >= seconds}):
                return seconds
        return 0 if self.met(set()) else None


# --- where the files come from -------------------------------------------------------------------


def tile_path(level: int | str, index: int, width: int) -> str:
    name = f"{index % 1000:03d}"
    while index := index // 1000:
        name = f"x{index % 1000:03d}/{name}"
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


class Source:
    """A log below a directory or a URL."""

    def __init__(self, place: str) -> None:
        self.url = place.rstrip("/") if re.match("https?://", place) else None
        self.directory = None if self.url else Path(place)
        if self.directory is not None and not self.directory.is_dir():
            raise Unusable(f"{place} is neither a directory nor an http(s) URL")

    def get(self, path: str, limit: int) -> bytes:
        """Contents of a file; raises ``Missing``, or ``Wrong`` when it is longer than it may be."""
        data = self._fetch(path, limit) if self.url else self._read(path, limit)
        if len(data) > limit:
            raise Wrong("size", path, f"longer than {limit:,} bytes")
        return data

    def _read(self, path: str, limit: int) -> bytes:
        assert self.directory is not None
        try:
            with (self.directory / path).open("rb") as file:
                return file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise Missing(f"{path} is missing") from None
        except OSError as error:
            raise Unusable(f"{path}: {error}") from None

    def _fetch(self, path: str, limit: int) -> bytes:
        request = urllib.request.Request(
            f"{self.url}/{path}", headers={"Accept-Encoding": "gzip, identity"}
        )
        for attempt in range(4):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    data = answer.read(limit + 1)
                    zipped = answer.headers.get("Content-Encoding") == "gzip"
                return _unzip(data, limit) if zipped else data
            except urllib.error.HTTPError as error:
                if error.code in (404, 410, 403):
                    raise Missing(f"{path} is missing (HTTP {error.code})") from None
                problem: Exception = error
            except (OSError, zlib.error) as error:
                problem = error
            time.sleep(0.2 * 2**attempt)
        raise Unusable(f"{path} cannot be fetched: {problem}")

    def sizes(self) -> list[int] | None:
        """Sizes of the archived checkpoints, or ``None`` if the log archives none."""
        try:
            lines = self.get("checkpoints/sizes", MAX_LIST).decode("ascii").split("\n")
            listed = [decimal(line) for line in lines if line]
        except Missing:
            if self.directory is None or not (self.directory / "checkpoints").is_dir():
                return None
            names = [entry.name for entry in (self.directory / "checkpoints").iterdir()]
            listed = sorted(int(n) for n in names if re.fullmatch("0|[1-9][0-9]{0,18}", n))
        except ValueError:
            raise Wrong("archive", "checkpoints/sizes", "not a list of sizes") from None
        if any(a >= b for a, b in itertools.pairwise(listed)):
            raise Wrong("archive", "checkpoints/sizes", "the sizes do not ascend")
        return listed


def _unzip(data: bytes, limit: int) -> bytes:
    """Unpack at most ``limit`` bytes, so that no small file becomes a large one."""
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return machine.decompress(data, limit + 1)


class Mirror(Source):
    """A source whose immutable files are kept in a directory and not fetched twice."""

    def __init__(self, place: str, directory: Path) -> None:
        super().__init__(place)
        self.kept = directory
        directory.mkdir(parents=True, exist_ok=True)

    def get(self, path: str, limit: int, *, again: bool = False) -> bytes:
        target = self.kept / path
        # Tiles never change, and the first archived checkpoint seen is the one to hold against.
        kept = path.startswith(("tile/", "policy/")) or re.fullmatch("checkpoints/[0-9]+", path)
        if kept and not again and target.is_file():
            data = target.read_bytes()
            if len(data) <= limit:
                return data
        data = super().get(path, limit)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(target.name + f".{os.getpid()}.tmp")
        draft.write_bytes(data)
        draft.replace(target)
        return data


class Files:
    """Tiles and bundles of one tree, fetched ahead by a few threads when they come by network."""

    def __init__(self, source: Source, size: int) -> None:
        self.source, self.size = source, size
        self._threads = ThreadPoolExecutor(16) if source.url else None

    def tile(self, level: int, index: int, width: int, *, again: bool = False) -> bytes:
        data, full = self._get(level, index, width, WIDTH * 32, again=again)
        return data[: width * 32] if full else data

    def bundle(self, index: int, width: int, *, again: bool = False) -> bytes:
        data, full = self._get("entries", index, width, MAX_BUNDLE, again=again)
        return data[: end_of_entries(data, width)] if full else data

    def _get(
        self, level: int | str, index: int, width: int, limit: int, *, again: bool
    ) -> tuple[bytes, bool]:
        """A file, and whether it is the full one in place of a partial one."""
        extra = {"again": True} if again and isinstance(self.source, Mirror) else {}
        try:
            return self.source.get(tile_path(level, index, width), limit, **extra), False
        except Missing:
            if width == WIDTH:
                raise
            # A partial file may be gone once the full one exists.
            return self.source.get(tile_path(level, index, WIDTH), limit, **extra), True

    def checkpoints(self, sizes: Sequence[int]) -> Iterator[bytes | Exception]:
        """Archived checkpoints in order; an exception where one is missing or too long."""

        def one(size: int) -> bytes | Exception:
            try:
                return self.source.get(f"checkpoints/{size}", MAX_CHECKPOINT)
            except (Missing, Wrong) as error:
                return error

        return ahead(self._threads, one, sizes) if self._threads else map(one, sizes)

    def stream(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Index, width, bundle and level-0 tile of every 256 entries, in order."""

        def both(index: int) -> tuple[bytes, bytes]:
            width = min(WIDTH, self.size - index * WIDTH)
            return self.bundle(index, width), self.tile(0, index, width)

        numbers = range(-(-self.size // WIDTH))
        results: Iterable[tuple[bytes, bytes]] = map(both, numbers)
        if self._threads:
            results = ahead(self._threads, both, numbers)
        for index, (bundle, tile) in zip(numbers, results, strict=True):
            yield index, min(WIDTH, self.size - index * WIDTH), bundle, tile


def ahead(
    threads: ThreadPoolExecutor, get: Callable[[int], Any], numbers: Iterable[int]
) -> Iterator[Any]:
    """Like ``map``, but a bounded number of results ahead."""
    waiting: deque[Future[Any]] = deque()
    for number in numbers:
        waiting.append(threads.submit(get, number))
        if len(waiting) >= 64:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# --- the tree ------------------------------------------------------------------------------------


def end_of_entries(data: bytes, width: int) -> int:
    """Where the first ``width`` entries of a bundle end."""
    at = 0
    for _ in range(width):
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    return at


def split_bundle(data: bytes, width: int) -> list[bytes]:
    """Entries of a bundle; raises ``ValueError``."""
    entries, at, end = [], 0, len(data)
    for _ in range(width):
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        if at > end:
            raise ValueError("the bundle is cut short")
        entries.append(data[start:at])
    if at != end:
        raise ValueError("bytes are left over after the last entry")
    return entries


def parents(row: Sequence[bytes]) -> list[bytes]:
    pairs = iter(row)
    sha256 = hashlib.sha256
    return [sha256(b"\x01" + a + b).digest() for a, b in zip(pairs, pairs, strict=False)]


def fold(peaks: Sequence[bytes]) -> bytes:
    """Root over perfect subtrees given from left to right."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = hashlib.sha256(b"\x01" + left + root).digest()
    return root


class Rows:
    """All rows of hashes within one tile."""

    def __init__(self, hashes: list[bytes]) -> None:
        self.rows = [hashes]
        while len(self.rows[-1]) > 1:
            self.rows.append(parents(self.rows[-1]))

    def peaks(self, width: int) -> list[bytes]:
        """Roots of the perfect subtrees over the first ``width`` hashes, left to right."""
        return [
            self.rows[height][(width >> height) - 1]
            for height in reversed(range(9))
            if width >> height & 1
        ]


class Tree:
    """The tree as it is rebuilt from the entries, 256 at a time."""

    def __init__(self, files: Files, findings: Findings) -> None:
        self.files, self.findings = files, findings
        self.upper: list[list[bytes]] = []  # hashes of the open tile of level 1, 2, …
        self._peaks: list[bytes] | None = None

    def take(self, rows: Rows, index: int) -> None:
        """Close a full level-0 tile."""
        self._push(0, rows.rows[8][0], index)
        self._peaks = None

    def _push(self, above: int, root: bytes, index: int) -> None:
        if len(self.upper) == above:
            self.upper.append([])
        self.upper[above].append(root)
        if len(self.upper[above]) == WIDTH:
            hashes = self.upper[above]
            self._compare(above + 1, index // WIDTH, hashes)
            self.upper[above] = []
            self._push(above + 1, Rows(hashes).rows[8][0], index // WIDTH)

    def close(self, size: int) -> None:
        """Compare the partial tiles above level 0."""
        for above, hashes in enumerate(self.upper):
            if hashes:
                self._compare(above + 1, size >> 8 * (above + 2), hashes)

    def _compare(self, level: int, index: int, hashes: list[bytes]) -> None:
        path = tile_path(level, index, len(hashes))
        try:
            served = self.files.tile(level, index, len(hashes))
        except Missing as error:
            self.findings.add("tile", path, str(error))
            return
        if served != b"".join(hashes):
            span = WIDTH**level
            first = index * WIDTH * span
            self.findings.add(
                "tile", path, f"differs from entries {first}–{first + len(hashes) * span - 1}"
            )

    def root(self, rows: Rows | None, width: int) -> bytes:
        """Root of everything closed so far and the first ``width`` leaves of the open tile."""
        if self._peaks is None:
            self._peaks = (
                [
                    peak
                    for hashes in reversed(self.upper)
                    for peak in Rows(hashes).peaks(len(hashes))
                ]
                if any(self.upper)
                else []
            )
        return fold(self._peaks + (rows.peaks(width) if rows and width else []))


# --- leaves --------------------------------------------------------------------------------------

DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
INT = "(?:0|[1-9][0-9]{0,14})"
POS = "[1-9][0-9]{0,14}"
ID = "[A-Za-z0-9_-]{21}[AQgw]"
HASH = "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"
PROOF = "[A-Za-z0-9_-]{106}[AEIMQUYcgkosw048]"
CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}"
BRANCH = "[A-Z][A-Z0-9]{0,7}"
VKEY = r"[A-Za-z0-9._/:-]{1,128}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1,4096}={0,2}"


def text(pattern: str) -> str:
    return f'"({pattern})"'


def number(pattern: str) -> str:
    return f"({pattern})"


def many(pattern: str, least: int = 0) -> str:
    """A JSON list of values of one shape, captured whole."""
    rest = rf"(?:{pattern}(?:,{pattern})*)"
    return rf"(\[{rest}\])" if least else rf"(\[{rest}?\])"


def row(*columns: str) -> str:
    return r"\[" + ",".join(columns) + r"\]"


def q(pattern: str) -> str:
    return f'"(?:{pattern})"'


COMMON = {"b": text(BRANCH), "d": text(ID), "day": text(DAY), "n": number(INT), "s": text(HASH)}
EVENTS: dict[str, dict[str, str]] = {
    "received": {"due": text(DAY), "p": text(CODE), "w": number(POS)},
    "assigned": {"a": number(INT), "k": number(POS), "o": text(ID), "w": number(POS)},
    "manual": {
        "g": text(CODE), "o": text(ID), "w": number(POS), "y": f"({row(q(ID), q(ID))})",
    },
    "reassigned": {"o": text(ID), "r": text("absent|roster|silent")},
    "recused": {"o": text(ID), "r": text("kin|interest|prior|other"), "y": text(ID)},
    "paused": {"f": text("0[1-9]")},
    "extended": {"due": text(DAY), "f": text("0[1-9]")},
    "contact": {"c": text("message|call|hearing"), "i": text("in|out"), "z": number("[0-4]")},
    "reveal": {"r": text("identity|contact|address|photo|other")},
    "breakglass": {"r": text("safety|court|inspection|fault|other")},
    "corrected": {"c": text(DAY)},
} | {
    kind: {}
    for kind in (
        "supplement_asked", "supplemented", "resumed", "settled", "returned", "collected",
        "withdrawn", "complaint", "erased",
    )
}  # fmt: skip
SYSTEM: dict[str, dict[str, str]] = {
    "roster": {
        "b": text(BRANCH), "c": many(q(HASH)), "e": number("[01]"), "from": text(DAY),
        "nb": many(q(BRANCH)), "o": many(row(q(ID), POS, many(q(CODE), 1), many(q(HASH)))),
    },
    "absence": {
        "first": text(DAY), "last": text(DAY), "o": text(ID), "r": text("leave|sick|duty|other"),
    },
    "policy": {"c": text(HASH), "off": many(q(DAY)), "on": many(q(DAY))},
    "keys": {"l": many(q(VKEY), 1), "w": many(q(VKEY)), "x": many(q(VKEY))},
    "pool": {
        "i": number(INT), "k": number(POS), "o": many(row(q(ID), POS, INT, INT)),
        "p": many(
            row(
                q(BRANCH), q(CODE), "[0-2]", many(INT, 1),
                many(row(q(ID), q("coi|recused|reassigned"), q("|[A-Za-z0-9_-]{43}"))),
            )
        ),
        "q": many(row(q(HASH), INT, INT, POS, q("|[A-Za-z0-9_-]{43}")), 1),
        "r": many(row(q(HASH), q(PROOF)), 1),
    },
    "beacon_missing": {"k": number(POS), "m": many(q(HASH), 1)},
    "ticket_batch": {"b": text(BRANCH), "first": number(INT), "last": number(INT)},
    "stats": {"m": text("[0-9]{4}-(?:0[1-9]|1[0-2])"), "x": text(HASH)},
    "heartbeat": {},
}  # fmt: skip


def shape(kind: str, keys: dict[str, str]) -> re.Pattern[bytes]:
    """The one spelling of a type: sorted keys, no spaces, no escapes."""
    keys = keys | {"t": f'"{kind}"', "v": "1"}
    inside = ",".join(f'"{key}":{keys[key]}' for key in sorted(keys))
    return re.compile((r"\{" + inside + r"\}").encode())


LATER = COMMON | {"h": text(HASH), "n": number(POS)}
SHAPES = {kind: shape(kind, LATER | own) for kind, own in EVENTS.items() if kind != "received"}
FIRST = shape("received", COMMON | {"n": number("0")} | EVENTS["received"])
SYSTEM_SHAPES = {kind: shape(kind, {"day": text(DAY)} | own) for kind, own in SYSTEM.items()}
KIND = re.compile(rb'"t":"([a-z_]{1,20})"')
PLACES = {
    kind: {key: place for place, key in enumerate(sorted([*COMMON, "h", *own]), start=1)}
    for kind, own in EVENTS.items()
}
HEAD = {kind: tuple(PLACES[kind][key] for key in ("d", "n", "h", "day")) for kind in EVENTS}
OTHER_DAYS = {
    "received": ("due",),
    "extended": ("due",),
    "corrected": ("c",),
    "roster": ("from",),
    "absence": ("first", "last"),
    "policy": ("off", "on"),
}


def strict_json(entry: bytes) -> Any:
    """Parse JSON without floats, constants and keys given twice; raises ``ValueError``."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in items}) != len(items):
            raise ValueError("a key is given twice")
        return dict(items)

    def refuse(text: str) -> Any:
        raise ValueError(f"{text} is not an integer")

    return json.loads(entry, object_pairs_hook=pairs, parse_float=refuse, parse_constant=refuse)


def diagnose(entry: bytes) -> str:
    """Why an entry is not a leaf, for people."""
    if not entry:
        return "the leaf is empty"
    try:
        fields = strict_json(entry)
    except (ValueError, RecursionError) as error:
        return f"not strict JSON: {error}"[:200]
    if not isinstance(fields, dict):
        return "not a JSON object"
    if json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() != entry:
        return "not the canonical spelling"
    expected = keys_due(fields)
    if expected is None:
        return "unknown type"
    if unknown := sorted(fields.keys() - expected):
        return f"unknown key “{unknown[0][:32]}”"
    if missing := sorted(expected - fields.keys()):
        return f"missing key “{missing[0]}”"
    return "a value is outside its domain"


def keys_due(fields: dict[str, Any]) -> set[str] | None:
    """Keys that a leaf of this type has; ``None`` if there is no such type."""
    kind = fields.get("t")
    if isinstance(kind, str) and kind in EVENTS:
        before = set() if kind == "received" else {"h"}
        return {"t", "v", *COMMON, *EVENTS[kind], *before}
    if isinstance(kind, str) and kind in SYSTEM:
        return {"t", "v", "day", *SYSTEM[kind]}
    return None


# --- the life of dossiers ------------------------------------------------------------------------

OPEN, SETTLED, RETURNED, COLLECTED, WITHDRAWN, ERASED = range(6)
AWAITING, PAUSED, HELD = 8, 16, 32
LIFE = 7
ALWAYS = {"contact", "reveal", "breakglass", "complaint", "corrected"}
NAMES = ["open", "settled", "returned", "collected", "withdrawn", "erased"]


# Event: lives in which it may come, marks it needs, marks it may not find, marks afterwards, life
# afterwards (None: as before).
STEPS: dict[str, tuple[set[int], int, int, Callable[[int], int], int | None]] = {
    "supplement_asked": ({OPEN}, 0, AWAITING, lambda marks: marks | AWAITING, None),
    "supplemented": ({OPEN}, AWAITING, 0, lambda marks: marks & ~AWAITING, None),
    "paused": ({OPEN}, 0, PAUSED, lambda marks: marks | PAUSED, None),
    "resumed": ({OPEN}, PAUSED, 0, lambda marks: marks & ~PAUSED, None),
    "extended": ({OPEN}, 0, 0, lambda marks: marks, None),
    "assigned": ({OPEN}, 0, HELD, lambda marks: marks | HELD, None),
    "manual": ({OPEN}, 0, 0, lambda marks: marks | HELD, None),
    "recused": ({OPEN}, HELD, 0, lambda marks: marks & ~HELD, None),
    "reassigned": ({OPEN}, HELD, 0, lambda marks: marks & ~HELD, None),
    "settled": ({OPEN}, 0, AWAITING | PAUSED, lambda _marks: 0, SETTLED),
    "returned": ({OPEN, SETTLED}, 0, 0, lambda _marks: 0, RETURNED),
    "collected": ({SETTLED, RETURNED}, 0, 0, lambda _marks: 0, COLLECTED),
    "withdrawn": ({OPEN}, 0, 0, lambda _marks: 0, WITHDRAWN),
    "erased": ({SETTLED, RETURNED, COLLECTED, WITHDRAWN}, 0, 0, lambda _marks: 0, ERASED),
}


def step(kind: str, state: int) -> int:
    """State of a dossier after an event; raises ``ValueError`` if the event may not come now."""
    life, marks = state & LIFE, state & ~LIFE
    if kind in ALWAYS and life != ERASED:
        return state
    if kind in STEPS:
        lives, needed, barred, after, new = STEPS[kind]
        if life in lives and marks & needed == needed and not marks & barred:
            return after(marks) | (life if new is None else new)
    signs = ((AWAITING, "awaiting"), (PAUSED, "paused"), (HELD, "held"))
    extra = [name for bit, name in signs if marks & bit]
    raise ValueError(f"“{kind}” may not follow when {', '.join([NAMES[life], *extra])}")


@dataclass(slots=True)
class Dossier:
    """What is remembered of a dossier."""

    index: int
    last: bytes
    branch: bytes
    procedure: bytes
    points: int
    day: bytes
    next: int = 1
    state: int = OPEN
    supplements: int = 0
    due: bytes = b""
    claimed: bytes = b""  # day of a late entry, which its first "corrected" leaf claims
    told: list[int] = field(default_factory=list)  # what figures count, see `remember`


COUNTED = (
    "supplement_asked", "supplemented", "paused", "resumed", "extended", "settled", "returned",
    "collected", "withdrawn", "erased", "corrected",
)  # fmt: skip
CODES = {kind: 10 * place for place, kind in enumerate(COUNTED)}


def remember(index: int, day: int, code: int) -> int:
    """One event in one number: a million of them must fit into memory."""
    return (index << 20 | day) << 8 | code


def recall(event: int) -> tuple[int, str, int, int]:
    """Index, kind, day as an ordinal, number of the form."""
    kind, form = divmod(event & 255, 10)
    return event >> 28, COUNTED[kind], event >> 8 & 0xFFFFF, form


@dataclass(slots=True)
class Event:
    """One leaf of a dossier that needs more than the common checks."""

    index: int
    kind: str
    tag: bytes
    n: int
    fields: re.Match[bytes]
    hash: bytes

    def __getitem__(self, key: str) -> str:
        return self.fields[PLACES[self.kind][key]].decode()


class Leaves:
    """Checks every leaf on its own and every dossier as a whole."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.dossiers: dict[bytes, Dossier] = {}
        self.received: dict[bytes, bytes] = {}  # hash of the leaf → tag
        self.counts: Counter[str] = Counter()
        self.days: dict[bytes, int] = {}
        self.late: list[tuple[int, str, bytes, re.Match[bytes]]] = []
        self.system: list[tuple[int, dict[str, Any]]] = []
        self.moves: list[Event] = []
        self.low, self.high = 10**9, 0  # days seen in this batch, as ordinals
        self.extremes: dict[int, int] = {}
        self.shown: Counter[tuple[bytes, bytes, bytes]] = Counter()  # branch, code, day
        self.stats: list[tuple[int, dict[str, Any]]] = []
        self.policies: list[tuple[int, dict[str, Any]]] = []

    def take(self, index: int, entry: bytes, digest: bytes) -> None:
        """Check one leaf; what depends on the rest of its batch waits for ``finish``."""
        found = KIND.search(entry)
        kind = found[1].decode() if found else ""
        self.counts[kind] += 1
        if kind == "received" and (match := FIRST.fullmatch(entry)):
            self._first(index, match, digest)
        elif kind in SHAPES and (match := SHAPES[kind].fullmatch(entry)):
            tag, n, before, day = match.group(*HEAD[kind])
            self._day(index, day, kind)
            for key in OTHER_DAYS.get(kind, ()):
                self._day(index, match[PLACES[kind][key]], "")
            dossier = self.dossiers.get(tag)
            if dossier is None or int(n) != dossier.next:
                self.late.append((index, kind, digest, match))
            else:
                self._next(index, kind, match, digest, dossier, before)
        elif kind in SYSTEM_SHAPES and (match := SYSTEM_SHAPES[kind].fullmatch(entry)):
            leaf = json.loads(entry)
            # A pool leaf has the day of an earlier checkpoint, which is compared with that one.
            self._day(index, leaf["day"].encode(), "" if kind == "pool" else kind)
            for key in OTHER_DAYS.get(kind, ()):
                for day in leaf[key] if isinstance(leaf[key], list) else [leaf[key]]:
                    self._day(index, day.encode(), "")
            self.system.append((index, leaf))
            if kind in ("stats", "policy"):
                (self.stats if kind == "stats" else self.policies).append((index, leaf))
        else:
            self.findings.add("leaf", f"entry {index}", diagnose(entry))

    def _day(self, index: int, day: bytes, kind: str) -> None:
        ordinal = self.days.get(day)
        if ordinal is None:
            try:
                ordinal = self.days[day] = date.fromisoformat(day.decode()).toordinal()
            except ValueError:
                self.findings.add("leaf", f"entry {index}", "a day that no calendar has")
                return
        if not kind:
            return
        if ordinal > self.high:
            self.high = ordinal
            self.extremes[ordinal] = index
        if ordinal < self.low and kind != "corrected":
            self.low = ordinal
            self.extremes[ordinal] = index

    def _first(self, index: int, match: re.Match[bytes], digest: bytes) -> None:
        branch, tag, day, due, _, procedure, _, points = match.groups()
        self._day(index, day, "received")
        self._day(index, due, "")
        if tag in self.dossiers:
            self.findings.add("dossier", f"entry {index}", "a dossier is received twice")
            return
        if due < day:
            self.findings.add("dossier", f"entry {index}", "due before it was received")
        self.dossiers[tag] = Dossier(index, digest, branch, procedure, int(points), day, due=due)
        self.shown[branch, procedure, day] += 1
        self.received[digest] = tag

    def _next(
        self, index: int, kind: str, match: re.Match[bytes], digest: bytes, dossier: Dossier,
        before: bytes,
    ) -> None:  # fmt: skip
        if before != base64.urlsafe_b64encode(dossier.last)[:43]:
            self.findings.add("dossier", f"entry {index}", "“h” is not the hash of the leaf before")
        dossier.next += 1
        dossier.last = digest
        if kind in CODES:
            form = int(match[PLACES[kind]["f"]]) if kind == "paused" else 0
            day = self.days.get(match[HEAD[kind][3]], 0)
            dossier.told.append(remember(index, day, CODES[kind] + form))
        try:
            dossier.state = step(kind, dossier.state)
        except ValueError as error:
            self.findings.add("life", f"entry {index}", str(error))
        if kind == "corrected" and dossier.next <= 4 and not dossier.claimed:
            # Right after reception, or after what reception brought about at once.
            dossier.claimed = match[PLACES[kind]["c"]]
        elif kind == "supplement_asked":
            dossier.supplements += 1
        elif kind in ("assigned", "manual", "recused", "reassigned"):
            tag = match[PLACES[kind]["d"]]
            self.moves.append(Event(index, kind, tag, dossier.next - 1, match, digest))

    def finish(self) -> None:
        """Take the leaves that came before their predecessors within the sorted batch."""
        late, self.late = self.late, []
        late.sort(
            key=lambda item: (item[3].group(*HEAD[item[1]][:1]), int(item[3][HEAD[item[1]][1]]))
        )
        for index, kind, digest, match in late:
            tag, n, before, _ = match.group(*HEAD[kind])
            dossier = self.dossiers.get(tag)
            if dossier is None:
                self.findings.add("gap", f"entry {index}", f"event {int(n)} of an unknown dossier")
            elif int(n) < dossier.next:
                self.findings.add(
                    "gap", f"entry {index}", f"event {int(n)} of a dossier comes twice"
                )
            else:
                if int(n) > dossier.next:
                    self.findings.add(
                        "gap", f"entry {index}",
                        f"event {int(n)} of a dossier follows event {dossier.next - 1}",
                    )  # fmt: skip
                    dossier.next = int(n)
                self._next(index, kind, match, digest, dossier, before)


# --- the register of officers and the draws ------------------------------------------------------


@dataclass(slots=True)
class Posting:
    """A roster leaf."""

    size: int
    branch: str
    start: date
    neighbours: list[str]
    beacons: list[str]
    lines: dict[str, tuple[int, list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Era:
    """Archived checkpoints in a row with the same days, rosters and absences."""

    size: int  # of its first checkpoint
    days: tuple[date, ...]
    changes: int


class History:
    """Rosters, absences, calendar and work, each known from a size of the log on."""

    def __init__(self) -> None:
        self.rosters: dict[str, list[Posting]] = defaultdict(list)
        self.absences: dict[str, list[tuple[int, date, date]]] = defaultdict(list)
        self.calendars: list[tuple[int, set[date], set[date]]] = []
        self.work: dict[str, tuple[list[int], list[int]]] = {}
        self.holders: dict[bytes, tuple[str, int]] = {}
        self.silent: dict[int, int] = {}
        self.listed: dict[str, set[str]] = defaultdict(set)  # branches that ever had an officer
        self.eras: list[Era] = []
        self._changes = 0
        self._can_draw: dict[tuple[int, str, str, frozenset[tuple[str, str]]], bool] = {}
        self._days: dict[tuple[int, str, date], int] = {}

    def give(self, size: int, tag: bytes, officer: str, points: int) -> None:
        """Count work for the officer who holds a dossier from now on (nobody: empty)."""
        old, before = self.holders.get(tag, ("", 0))
        self._count(size, old, -before)
        self._count(size, officer, points)
        self.holders[tag] = officer, points

    def _count(self, size: int, officer: str, points: int) -> None:
        if officer:
            sizes, totals = self.work.setdefault(officer, ([0], [0]))
            sizes.append(size)
            totals.append(totals[-1] + points)

    def assigned(self, officer: str, size: int) -> int:
        sizes, totals = self.work.get(officer, ([0], [0]))
        return totals[bisect_right(sizes, size) - 1]

    def roster(self, branch: str, day: date, size: int) -> Posting | None:
        best: Posting | None = None
        for each in self.rosters.get(branch, ()):
            if each.size <= size and each.start <= day and (not best or each.start >= best.start):
                best = each
        return best

    def line(self, officer: str, day: date, size: int) -> tuple[int, list[str], list[str]] | None:
        for branch in sorted(self.listed.get(officer, ())):
            roster = self.roster(branch, day, size)
            if roster and officer in roster.lines:
                return roster.lines[officer]
        return None

    def away(self, officer: str, day: date, size: int) -> bool:
        return any(
            known <= size and first <= day <= last
            for known, first, last in self.absences.get(officer, ())
        )

    def was_away(self, officer: str, day: date, size: int) -> bool:
        """Whether a working day finds an officer away who was so on the working day before."""
        before = day - timedelta(days=1)
        while not self.works(before, size) and day - before < timedelta(days=30):
            before -= timedelta(days=1)
        return (
            self.works(day, size)
            and self.away(officer, day, size)
            and self.away(officer, before, size)
        )

    def works(self, day: date, size: int) -> bool:
        off: set[date] = set()
        on: set[date] = set()
        for known, without, extra in self.calendars:
            if known <= size:
                off, on = without, extra
        return day in on or (day.weekday() < 5 and day not in off)

    def days(self, officer: str, until: date, size: int) -> int:
        """FTE-days present before a day, in thousandths."""
        version = sum(
            bisect_right([item.size for item in items], size) for items in self.rosters.values()
        )
        version = version * 10**6 + sum(k <= size for k, _, _ in self.calendars)
        version = version * 10**6 + sum(k <= size for k, _, _ in self.absences.get(officer, ()))
        key = version, officer, until
        if key not in self._days:
            self._days[key] = self._count_days(officer, until, size)
        return self._days[key]

    def _count_days(self, officer: str, until: date, size: int) -> int:
        starts = [
            roster.start
            for branch in self.listed.get(officer, ())
            for roster in self.rosters[branch]
            if roster.size <= size and officer in roster.lines
        ]
        day, total = min(starts, default=until), 0
        while day < until:
            if self.works(day, size) and not self.away(officer, day, size):
                line = self.line(officer, day, size)
                total += line[0] if line else 0
            day += timedelta(days=1)
        return total

    def select(
        self, branch: str, group: str, day: date, size: int, out: set[str]
    ) -> tuple[int, list[str]]:
        """Scope and officers of a pool, sorted by the bytes of the pseudonym.

        A group that ends in ``.own`` stands in the roster by that name and is never widened.
        a roster line names such a group as it stands.
        """
        own = self.roster(branch, day, size)
        around = [[branch], [branch, *(own.neighbours if own else [])], list(self.rosters)]
        if group.endswith(OWN):
            around = around[:1]
        found: set[str] = set()
        for scope, branches in enumerate(around):
            found = set()
            for each in set(branches):
                roster = self.roster(each, day, size)
                for officer, (_, groups, _) in (roster.lines if roster else {}).items():
                    if group in groups and not self.away(officer, day, size):
                        found.add(officer)
            found -= out
            if len(found) >= 5 or scope == len(around) - 1:
                return scope, sorted(found, key=url64)
        raise AssertionError

    def changed(self) -> None:
        """A roster or an absence was taken in."""
        self._changes += 1

    def reached(self, size: int, days: tuple[date, ...]) -> None:
        """An archived checkpoint was reached, on one of these days."""
        last = self.eras[-1] if self.eras else None
        if last is None or (last.days, last.changes) != (days, self._changes):
            self.eras.append(Era(size, days, self._changes))

    def beacons(self, branch: str, day: date, size: int) -> list[str]:
        """Keys of the beacons that a draw for a branch needs; empty if none can be made."""
        roster = self.roster(branch, day, size)
        return roster.beacons if roster else []

    def can_draw(self, era: Era, branch: str, group: str, out: frozenset[tuple[str, str]]) -> bool:
        """Whether somebody could be drawn; ``out`` are officers with the conflict that bars them.

        Where the witnesses' clocks leave two days open, both must allow the draw.
        """
        key = era.size, branch, group, out
        if key not in self._can_draw:
            self._can_draw[key] = all(
                self._anybody(era.size, day, branch, group, out) for day in era.days
            )
        return self._can_draw[key]

    def _anybody(
        self, size: int, day: date, branch: str, group: str, out: frozenset[tuple[str, str]]
    ) -> bool:
        if not self.beacons(branch, day, size):
            return False
        barred = {who for who, conflict in out if self.barred(who, conflict, day, size)}
        return bool(self.select(branch, group, day, size, barred)[1])

    def barred(self, who: str, conflict: str, day: date, size: int) -> bool:
        """Whether an exclusion holds: a conflict of interest must stand in the roster."""
        line = self.line(who, day, size)
        return not conflict or (line is not None and conflict in line[2])


OWN = ".own"  # suffix of a group that only its own branch may settle
RESERVE = "RESERVE"  # branch of the roster leaf that announces the reduced list of beacons
LONG_SILENCE = 4
LOCAL_SEED = "local-seed"  # ground of an assignment where no beacon is listed


def weights(pool: Sequence[Sequence[int]]) -> list[int]:
    """Weights of ``motcua/assign/v1`` for (capacity, assigned, days present) triples."""
    days = sum(c for _, _, c in pool)
    prior = 10_000 * sum(a for _, a, _ in pool) // days if days else 0
    load = [(a + prior) * 20_000 // (c + 10_000) for _, a, c in pool]
    least = min(load)
    result: list[int] = [
        cap << (10 - min(10, (mine - least) // 2_000))
        for (cap, _, _), mine in zip(pool, load, strict=True)
    ]
    if len(result) > 1:
        top = max(range(len(result)), key=result.__getitem__)
        result[top] = min(result[top], sum(result) - result[top])
    return result


@dataclass(slots=True)
class Drawn:
    """A recomputed draw."""

    size: int
    officer: str
    points: int
    pool: int
    story: Callable[[], str]


class Reserve:
    """The list of beacons announced for a long silence, for the rest of the day of the fourth."""

    def __init__(self) -> None:
        self.run: list[int] = []
        self.from_size, self.day, self.began = 0, date.min, 0

    def silent(self, checkpoint: int, size: int, day: date) -> None:
        """A beacon was silent at a checkpoint; known from ``size`` on."""
        self.run.append(checkpoint)
        if len(self.run) >= LONG_SILENCE:
            if day != self.day:
                self.from_size = size
            self.day, self.began = day, self.run[0]

    def spoke(self) -> None:
        """All beacons of the list in force answered."""
        self.run = []

    def rules(self, size: int, day: date, history: History) -> bool:
        """Whether the reserve decides a checkpoint; it must have been public before the silence."""
        listed = history.roster(RESERVE, day, self.began)
        return bool(self.from_size and self.from_size <= size and day == self.day and listed)


class Draws:
    """Recomputes every draw from pool leaves, rosters and beacon proofs."""

    def __init__(self, audit: Audit) -> None:
        self.audit, self.findings, self.history = audit, audit.findings, History()
        self.expected: dict[tuple[bytes, int], Drawn] = {}
        self.first_officer: dict[bytes, str] = {}
        self.attempts: Counter[bytes] = Counter()
        self.trigger: dict[bytes, int] = {}
        self.gone: dict[str, dict[bytes, dict[str, int]]] = {
            "recused": defaultdict(dict), "reassigned": defaultdict(dict),
        }  # fmt: skip
        self.reserve = Reserve()
        self.drawn_from: set[int] = set()
        self.newest: tuple[int, list[bytes]] = (0, [])
        self.carry: tuple[int, int, dict[str, int], int] = (0, 0, {}, -1)
        self.count: Counter[str] = Counter()
        self.stories: dict[int, str] = {}
        self._betas: dict[int, tuple[list[list[str]], list[bytes]]] = {}

    def batch(self, start: int, size: int, leaves: Leaves) -> None:
        """Take in the system leaves and moves of entries ``start`` to ``size``."""
        rounds = []
        for index, leaf in leaves.system:
            if leaf["t"] in ("beacon_missing", "pool"):
                rounds.append((leaf["k"], leaf.get("i", -1), index, leaf))
                continue
            try:
                self._system(index, leaf, size)
            except ValueError:
                continue  # an impossible day, reported already
        leaves.system.clear()
        if size in self.audit.archive:
            self.history.reached(size, self.audit.days_of(size))
        for _, _, index, leaf in sorted(rounds, key=lambda each: each[:3]):
            try:
                if leaf["t"] == "pool":
                    self._pool(start, leaf)
                else:
                    self._silent(leaf, size)
            except (Wrong, ValueError, IndexError) as error:
                text = error.text if isinstance(error, Wrong) else str(error)
                self.findings.add("draw", f"entry {index}", text)
        for event in sorted(leaves.moves, key=lambda each: (each.tag, each.n)):
            self._move(event, size)
        leaves.moves.clear()

    def _system(self, index: int, leaf: dict[str, Any], size: int) -> None:
        history, kind = self.history, leaf["t"]
        if kind == "roster":
            start, day = date.fromisoformat(leaf["from"]), date.fromisoformat(leaf["day"])
            if leaf["e"]:
                self.count["emergency roster"] += 1
            elif history.rosters.get(leaf["b"]) and start < day + timedelta(days=2):
                self.findings.add(
                    "roster", f"entry {index}", "takes effect without 24 hours' notice"
                )
            lines = {who: (cap, groups, coi) for who, cap, groups, coi in leaf["o"]}
            if len(lines) != len(leaf["o"]):
                self.findings.add("roster", f"entry {index}", "an officer is listed twice")
            for who in lines:
                history.listed[who].add(leaf["b"])
            history.rosters[leaf["b"]].append(
                Posting(size, leaf["b"], start, leaf["nb"], leaf["c"], lines)
            )
            history.changed()
        elif kind == "absence":
            history.changed()
            span = size, date.fromisoformat(leaf["first"]), date.fromisoformat(leaf["last"])
            history.absences[leaf["o"]].append(span)
        elif kind == "policy":
            off, on = ({date.fromisoformat(day) for day in leaf[key]} for key in ("off", "on"))
            history.calendars.append((size, off, on))

    def _silent(self, leaf: dict[str, Any], size: int) -> None:
        self.count["beacon_missing"] += 1
        if leaf["k"] in self.drawn_from:
            raise ValueError(f"a beacon is called silent for checkpoint {leaf['k']}, drawn from")
        self.history.silent[leaf["k"]] = size
        self.reserve.silent(leaf["k"], size, date.fromisoformat(leaf["day"]))

    def _betas_of(self, leaf: dict[str, Any]) -> list[bytes]:
        size, pairs = leaf["k"], leaf["r"]
        if size in self._betas:
            known, betas = self._betas[size]
            if known != pairs:
                raise ValueError(f"two pool leaves of checkpoint {size} name other beacons")
            return betas
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a beacon is listed twice")
        if len(pairs) < 2:
            self.findings.note("some draws depend on a single beacon")
        body = self.audit.body(size)
        alpha = hashlib.sha256(b"motcua/beacon/v1\n" + body).digest()
        betas = []
        for place, (key, proof) in enumerate(pairs):
            try:
                betas.append(vrf_output(url64(key), alpha, url64(proof)))
            except ValueError as error:
                raise ValueError(f"beacon {place}: {error}") from None
        self._betas = {size: (pairs, betas)}
        return betas

    def _pool(self, start: int, leaf: dict[str, Any]) -> None:
        size, part, day = leaf["k"], leaf["i"], date.fromisoformat(leaf["day"])
        if size > start or size not in self.audit.archive:
            raise ValueError(f"{size} is not the size of an earlier archived checkpoint")
        if size in self.history.silent:
            raise ValueError(f"a beacon was declared silent for checkpoint {size}")
        self.audit.check_day(size, day)
        betas = self._betas_of(leaf)
        if part == 0:
            if self.carry[0] == size:
                raise ValueError(f"the draws of checkpoint {size} are made a second time")
            self.carry = (size, 0, {}, -1)
            self.reserve.spoke()
            self.drawn_from.add(size)
            self.newest = size, betas
        elif self.carry[:2] != (size, part - 1):
            raise ValueError(f"part {part} of checkpoint {size} has no part before it")
        extra, last = dict(self.carry[2]), self.carry[3]
        lines = self._officers(leaf, day)
        pools = [self._check_pool(pool, leaf, day) for pool in leaf["p"]]
        for ask in leaf["q"]:
            tag = self.audit.leaves.received.get(url64(ask[0]))
            if tag is None:
                raise ValueError("a draw for a leaf that the log does not have")
            dossier = self.audit.leaves.dossiers[tag]
            if dossier.index <= last:
                raise ValueError("draws are not in the order of the asking leaves")
            last = dossier.index
            self._draw(leaf, ask, tag, betas, lines, pools, extra, day)
        self.carry = (size, part, extra, last)

    def _officers(self, leaf: dict[str, Any], day: date) -> list[tuple[str, int, int, int]]:
        """Compare each officer's line with what the log says at the size of the checkpoint."""
        size, history = leaf["k"], self.history
        ids = [url64(who) for who, *_ in leaf["o"]]
        if any(a >= b for a, b in itertools.pairwise(ids)):
            raise ValueError("the officers are not sorted by pseudonym")
        for who, cap, assigned, days in leaf["o"]:
            line = history.line(who, day, size)
            if line is None:
                raise ValueError(f"officer {who} is in no roster")
            for name, given, due in (
                ("capacity", cap, line[0]),
                ("work assigned", assigned, history.assigned(who, size)),
                ("days present", days, history.days(who, day, size)),
            ):
                if given != due:
                    raise ValueError(f"officer {who}: {name} is {due} by the log, not {given}")
        return [tuple(line) for line in leaf["o"]]

    def _check_pool(self, pool: list[Any], leaf: dict[str, Any], day: date) -> list[int]:
        branch, group, scope, _, excluded = pool
        places: list[int] = pool[3]
        size, history = leaf["k"], self.history
        due_beacons = history.beacons(branch, day, size)
        if due_beacons and self.reserve.rules(size, day, history):
            branch_of_list = RESERVE
            due_beacons = history.beacons(RESERVE, day, size)
        else:
            branch_of_list = branch
        if not due_beacons or due_beacons != [key for key, _ in leaf["r"]]:
            raise ValueError(f"the beacons are not those of the roster of {branch_of_list}")
        for who, reason, commitment in excluded:
            if reason == "coi" and not (commitment and history.barred(who, commitment, day, size)):
                raise ValueError(f"{who} is excluded for a conflict that no roster declares")
        due = history.select(branch, group, day, size, {who for who, _, _ in excluded})
        named = [leaf["o"][place][0] for place in places]
        if (scope, named) != due:
            raise ValueError(
                f"the pool of {branch}/{group} is not the one the rosters give "
                f"({len(named)} of {len(due[1])} officers, scope {scope} for {due[0]})"
            )
        return places

    def _draw(
        self, leaf: dict[str, Any], ask: list[Any], tag: bytes, betas: list[bytes],
        lines: list[tuple[str, int, int, int]], pools: list[list[int]], extra: dict[str, int],
        day: date,
    ) -> None:  # fmt: skip
        digest, attempt, number, points, sticky = ask
        size, dossier = leaf["k"], self.audit.leaves.dossiers[tag]
        branch, group, scope, _, excluded = leaf["p"][number]
        if (tag, attempt) in self.expected:
            raise ValueError(f"attempt {attempt} of one leaf is drawn twice")
        if attempt != self.attempts[tag]:
            raise ValueError(f"attempt {attempt} is drawn where {self.attempts[tag]} is due")
        if (branch.encode(), points) != (dossier.branch, dossier.points):
            raise ValueError("branch or effort points are not those of the asking leaf")
        shown = dossier.procedure.decode()
        if shown not in (group.removesuffix(OWN), "other") and not re.match(r"[0-9]\.[0-9]", shown):
            raise ValueError("the group is not the field that the asking leaf shows")
        self._check_exclusions(tag, size, excluded)
        asked_at = self.trigger.get(tag, dossier.index)
        if size <= asked_at:
            raise ValueError(f"checkpoint {size} does not contain what asks for an officer")
        due = self._first_chance(asked_at, branch, group, excluded)
        if due is not None and size > due:
            raise ValueError(f"drawn from checkpoint {size}, but {due} was the first that could")
        pool = [lines[place] for place in pools[number]]
        triples = [(cap, work + extra.get(who, 0), days) for who, cap, work, days in pool]
        winner, story = self._winner(url64(digest), attempt, betas, pool, triples)
        if sticky:
            winner = self._sticky(sticky, day, [who for who, *_ in pool])
        extra[winner] = extra.get(winner, 0) + points
        if attempt == 0:
            self.first_officer[tag] = winner
        self.expected[tag, attempt] = Drawn(size, winner, points, len(pool), story)
        self.attempts[tag] += 1
        self.count["draws"] += 1
        self.count["re-draws"] += attempt > 0
        self.count["widened"] += scope > 0
        self.count["thin"] += len(pool) < 3
        self.count["sticky"] += bool(sticky)

    def _check_exclusions(self, tag: bytes, size: int, excluded: list[list[str]]) -> None:
        for why, gone in self.gone.items():
            due = {who for who, since in gone[tag].items() if since <= size}
            if {who for who, reason, _ in excluded if reason == why} != due:
                raise ValueError(f"the officers excluded as {why} are not those who {why}")

    def _first_chance(
        self, index: int, branch: str, group: str, excluded: list[list[str]]
    ) -> int | None:
        """First archived size with an entry from which a draw could be made.

        No beacon was silent, the roster of the branch listed beacons, and somebody was there.
        """
        ends, eras, silent = self.audit.ends, self.history.eras, self.history.silent
        out = frozenset((who, conflict) for who, _, conflict in excluded)
        at = bisect_right(ends, index)
        first = max(0, bisect_right(eras, ends[at], key=lambda era: era.size) - 1)
        for place in range(first, len(eras)):
            stop = eras[place + 1].size if place + 1 < len(eras) else ends[-1] + 1
            last = bisect_left(ends, stop)
            if self.history.can_draw(eras[place], branch, group, out):
                for size in ends[at:last]:
                    if size not in silent:
                        return size
            at = last
        return None

    def _winner(
        self, digest: bytes, attempt: int, betas: list[bytes],
        pool: list[tuple[str, int, int, int]], triples: list[tuple[int, int, int]],
    ) -> tuple[str, Callable[[], str]]:  # fmt: skip
        text = b"motcua/assign/v1\0" + bytes([len(betas)]) + b"".join(betas) + digest
        seed = hashlib.sha512(text + attempt.to_bytes(4, "big")).digest()[:32]
        chances = weights(triples)
        point = place = 0
        if len(pool) > 1:
            point = left = (int.from_bytes(seed, "big") * sum(chances)) >> 256
            while left >= chances[place]:
                left -= chances[place]
                place += 1

        def story() -> str:
            total = sum(chances) or 1
            rows = [
                f"  {'→' if at == place else ' '} {who}  cap {cap}  assigned {work}  days {days}"
                f"  chance {chance / total:.1%}"
                for at, (who, (cap, work, days), chance) in enumerate(
                    zip((who for who, *_ in pool), triples, chances, strict=True)
                )
            ]
            return "\n".join([f"  seed {seed.hex()}", f"  r = {point} of {total}", *rows])

        return pool[place][0], story

    def _sticky(self, first: str, day: date, present: list[str]) -> str:
        tag = self.audit.leaves.received.get(url64(first))
        officer = self.first_officer.get(tag) if tag is not None else None
        if tag is None or officer is None:
            raise ValueError("a repeated filing names a first filing that was never drawn")
        age = day - date.fromisoformat(self.audit.leaves.dossiers[tag].day.decode())
        if not timedelta() <= age <= timedelta(days=30) or officer not in present:
            raise ValueError("a repeated filing after 30 days, or to an officer not in the pool")
        return officer

    def _move(self, event: Event, size: int) -> None:
        if event.kind == "assigned":
            self._assigned(event, size)
        elif event.kind == "manual":
            self._manual(event, size)
            self.history.give(size, event.tag, event["o"], int(event["w"]))
        else:
            if self.history.holders.get(event.tag, ("", 0))[0] != event["o"]:
                self.findings.add("draw", f"entry {event.index}", "given up by who did not hold it")
            self.count[event.kind] += 1
            if event.kind == "recused" or event["r"] != "absent":
                self.gone[event.kind][event.tag][event["o"]] = size
            if event.kind == "recused" and event["y"] == event["o"]:
                self.findings.add("draw", f"entry {event.index}", "a recusal by one person")
            elif event.kind == "reassigned":
                self._reassigned(event, size)
            self.trigger[event.tag] = event.index
            self.history.give(size, event.tag, "", 0)

    def _reassigned(self, event: Event, size: int) -> None:
        """What lies with somebody absent moves after one working day; all else is a decision.

        An absence names the pseudonym of its epoch: that of an older one cannot be followed.
        """
        history, officer = self.history, event["o"]
        try:
            day = date.fromisoformat(event["day"])
        except ValueError:
            return  # an impossible day, reported already
        if event["r"] != "absent":
            self.count["reassigned by decision"] += 1
        elif history.line(officer, day, size) is None or not history.calendars:
            self.count["reassigned, absence of an older epoch"] += 1
        # An outage may log what happened up to three days later.
        elif not any(history.was_away(officer, day - timedelta(days=n), size) for n in range(4)):
            self.findings.add(
                "draw", f"entry {event.index}", "taken for an absence that the log does not have"
            )

    def _manual(self, event: Event, size: int) -> None:
        where, approvers = f"entry {event.index}", json.loads(event["y"])
        if event["g"] != LOCAL_SEED:
            self.count["manual"] += 1
            if len(set(approvers)) < 2:
                self.findings.add("draw", where, "a manual assignment by one person")
            return
        self.count[LOCAL_SEED] += 1
        if approvers != [event["o"], event["o"]]:
            self.findings.add("draw", where, "drawn by a local seed, but names approvers")
        elif (event.tag, self.attempts[event.tag] - 1) in self.expected:
            self.findings.add("draw", where, "a local seed in place of the draw that was made")
        elif self._had_beacons(event.tag, size):
            self.findings.add("draw", where, "a local seed although beacons could be asked")

    def _had_beacons(self, tag: bytes, size: int) -> bool:
        """Whether a roster with beacons was public before a dossier asked for an officer."""
        ends, dossier = self.audit.ends, self.audit.leaves.dossiers[tag]
        at = bisect_right(ends, self.trigger.get(tag, dossier.index))
        known = ends[at - 1] if at else 0
        days = self.audit.days_of(ends[at] if at < len(ends) else size)
        branch = dossier.branch.decode()
        return all(self.history.beacons(branch, day, known) for day in days)

    def _assigned(self, event: Event, size: int) -> None:
        attempt, officer, points = int(event["a"]), event["o"], int(event["w"])
        drawn = self.expected.pop((event.tag, attempt), None)
        where = f"entry {event.index}"
        if drawn is None:
            self.findings.add("draw", where, "assigned without a draw, or a second time")
        else:
            if (drawn.size, drawn.officer, drawn.points) != (int(event["k"]), officer, points):
                self.findings.add(
                    "draw", where,
                    f"assigned to {officer}, but the draw of checkpoint {drawn.size} "
                    f"gives {drawn.officer}",
                )  # fmt: skip
            if self.audit.explain in (event.index, self.audit.leaves.dossiers[event.tag].index):
                self.stories[event.index] = drawn.story()
        self.history.give(size, event.tag, officer, points)


# --- the audit -----------------------------------------------------------------------------------


class Audit:
    """One pass over the whole log."""

    def __init__(
        self, source: Source, policy: Policy, *, offset: int, slack: int, explain: int | None
    ) -> None:
        self.source, self.policy, self.findings = source, policy, Findings()
        self.zone, self.slack = timezone(timedelta(hours=offset)), slack
        self.explain = explain
        self.note = Note(source.get("checkpoint", MAX_CHECKPOINT))
        self.times = policy.times(self.note)
        self.files = Files(source, self.note.size)
        self.tree = Tree(self.files, self.findings)
        self.leaves = Leaves(self.findings)
        self.draws = Draws(self)
        self.due = DueDays(self)
        self.roots: dict[int, bytes] = {}
        self.windows: dict[int, tuple[int, int] | None] = {}
        self.ends: list[int] = []
        self.archive: frozenset[int] = frozenset()
        self.wanted: dict[bytes, list[int]] = {}
        self._archived_notes: Iterator[bytes | Exception] = iter(())
        self.newest = 0  # day, as an ordinal
        self._previous = b""
        self._unsorted = False
        self._start = 0

    def body(self, size: int) -> bytes:
        root = base64.b64encode(self.roots[size]).decode()
        return f"{self.note.origin}\n{size}\n{root}\n".encode()

    def days_of(self, size: int) -> tuple[date, ...]:
        """Local days on which a checkpoint was cosigned; without witnesses, the newest day told."""
        window = self.windows.get(size)
        if window:
            low, high = (datetime.fromtimestamp(at, self.zone).date() for at in window)
            return (low,) if low == high else (low, high)
        return (date.fromordinal(max(1, self.newest)),)

    def check_day(self, size: int, day: date) -> None:
        """The day of a checkpoint is one that the clocks of its witnesses showed."""
        window = self.windows.get(size)
        if window:
            low, high = (datetime.fromtimestamp(at, self.zone).date() for at in window)
            if not low <= day <= high:
                raise ValueError(f"the day {day} is not that of checkpoint {size}")

    def run(self, remembered: int | None, progress: Callable[[int, int], None]) -> None:
        """Read everything; findings and results are attributes afterwards."""
        listed = self.source.sizes()
        if listed is None:
            self.findings.note("no archived checkpoints: batches, days and draws are not checked")
        self.ends = [size for size in listed or [] if 0 < size <= self.note.size]
        self.archive = frozenset(self.ends)
        self._archived_notes = self.files.checkpoints(self.ends)
        stops = sorted(self.archive | {self.note.size} | ({remembered} if remembered else set()))
        if listed is not None and self.note.size and self.note.size not in self.archive:
            self.findings.add("archive", f"checkpoints/{self.note.size}", "not listed")
        stops = [stop for stop in stops if 0 < stop <= self.note.size]
        at = 0
        for index, width, bundle, served in self.files.stream():
            entries, rows = self._tile(index, width, bundle, served)
            first = index * WIDTH
            place = 0
            while place < width:
                stop = min(stops[at] - first, width)
                self._feed(first, entries, rows.rows[0], place, stop)
                place = stop
                if first + place == stops[at]:
                    partial = place < WIDTH
                    if not partial:
                        self.tree.take(rows, index)
                    root = self.tree.root(rows if partial else None, place if partial else 0)
                    self._reached(stops[at], root)
                    at += 1
                elif place == WIDTH:
                    self.tree.take(rows, index)
            progress(first + width, self.note.size)
        self.tree.close(self.note.size)
        self._close()

    def _tile(
        self, index: int, width: int, bundle: bytes, served: bytes
    ) -> tuple[list[bytes], Rows]:
        entries, hashes = self._hashes(bundle, width)
        if b"".join(hashes) != served and isinstance(self.source, Mirror):
            # The copy on disk may be damaged: ask the log once more before judging it.
            bundle = self.files.bundle(index, width, again=True)
            served = self.files.tile(0, index, width, again=True)
            entries, hashes = self._hashes(bundle, width)
        if b"".join(hashes) != served:
            good = [served[32 * at : 32 * at + 32] for at in range(width)]
            bad = [at for at in range(width) if at >= len(hashes) or hashes[at] != good[at]]
            first, last = index * WIDTH + bad[0], index * WIDTH + bad[-1]
            self.findings.add(
                "tile",
                tile_path(0, index, width),
                f"bundle and tile disagree on entries {first}–{last}",
            )
        hashes += [bytes(32)] * (width - len(hashes))
        return entries + [b""] * (width - len(entries)), Rows(hashes)

    def _hashes(self, bundle: bytes, width: int) -> tuple[list[bytes], list[bytes]]:
        try:
            entries = split_bundle(bundle, width)
        except ValueError:
            entries = []
        sha256 = hashlib.sha256
        return entries, [sha256(b"\x00" + entry).digest() for entry in entries]

    def _feed(
        self, first: int, entries: list[bytes], hashes: list[bytes], start: int, stop: int
    ) -> None:
        take, previous = self.leaves.take, self._previous
        for place in range(start, stop):
            digest = hashes[place]
            if digest <= previous:
                self._unsorted = True
            previous = digest
            take(first + place, entries[place], digest)
        self._previous = previous
        if self.wanted:
            for place in range(start, stop):
                if hashes[place] in self.wanted:
                    self.wanted[hashes[place]].append(first + place)

    def _reached(self, size: int, root: bytes) -> None:
        self.roots[size] = root
        if size not in self.archive and not (size == self.note.size and self.ends):
            return
        if self._unsorted:
            self.findings.add(
                "order", f"entries {self._start}–{size - 1}", "the batch is not sorted by leaf hash"
            )
        self._archived(size, root)
        self._close(size)

    def _close(self, size: int | None = None) -> None:
        """End a batch: order, days, dossiers, draws."""
        size = size or self.note.size
        if size == self._start:
            return
        self.leaves.finish()
        self._days(size)
        if self.ends:
            self.draws.batch(self._start, size, self.leaves)
        self._start, self._previous, self._unsorted = size, b"", False

    def _archived(self, size: int, root: bytes) -> None:
        """Check the archived checkpoint of a size; remember when its witnesses saw it."""
        if size not in self.archive:
            self.windows[size] = self._window(self.times)
            return
        data = next(self._archived_notes)
        try:
            if isinstance(data, Exception):
                raise data
            note = Note(data)
            times = self.policy.times(note)
        except Missing as error:
            self.findings.add("archive", f"checkpoints/{size}", str(error))
            return
        except Wrong as error:
            self.findings.add(error.code, f"checkpoints/{size}", error.text)
            return
        if (note.origin, note.size) != (self.note.origin, size):
            self.findings.add("archive", f"checkpoints/{size}", "is of another log or size")
        elif note.root != root:
            self.findings.add("fork", f"checkpoints/{size}", "signed another root than the log has")
        elif self.policy.since(times) is None:
            self.findings.add("quorum", f"checkpoints/{size}", "published without a quorum")
        self.windows[size] = self._window(times)

    def _window(self, times: dict[str, int]) -> tuple[int, int] | None:
        return (min(times.values()), max(times.values())) if times else None

    def _days(self, size: int) -> None:
        """Days of a batch: after the checkpoint before, not after the first that has it."""
        low, high, extremes = self.leaves.low, self.leaves.high, self.leaves.extremes
        self.newest = max(self.newest, high)
        self.leaves.low, self.leaves.high, self.leaves.extremes = 10**9, 0, {}
        window, before = self.windows.get(size), self.windows.get(self._start)
        if window and high > self._ordinal(window[1] + 300):
            self.findings.add(
                "day", f"entry {extremes[high]}", f"is of {date.fromordinal(high)}, in the future"
            )
        if before and low < self._ordinal(before[0] - self.slack):
            self.findings.add(
                "day", f"entry {extremes[low]}",
                f"is of {date.fromordinal(low)}, but came after the witnesses' clocks showed "
                f"{datetime.fromtimestamp(before[0], self.zone):%Y-%m-%d %H:%M}",
            )  # fmt: skip

    def _ordinal(self, seconds: int) -> int:
        return datetime.fromtimestamp(seconds, self.zone).toordinal()


# --- due days: what the published policy gives ---------------------------------------------------

ODD = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError)  # odd contents
Periods = list[tuple[int, int]]  # minutes of the day, from … up to …


class Calendar:
    """Working hours of an office, from the rows of the policy (``motcua/policy/1``)."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self.off = {date.fromisoformat(day).toordinal() for day in rows["off"]}
        self.like = {date.fromisoformat(day).toordinal(): at for day, at in rows["on"]}
        self.shut: dict[int, Periods] = {
            date.fromisoformat(day).toordinal(): spans for day, spans in rows["shut"]
        }
        self.hours = rows["hours"]
        self.first, self.last = (date.fromisoformat(rows[key]) for key in ("first", "last"))
        self._known: dict[int, Periods] = {}

    def worked(self, day: int) -> Periods:
        """Working periods of a day (an ordinal); empty for a day on which no limit runs."""
        if day not in self._known:
            if not self.first.toordinal() <= day <= self.last.toordinal():
                raise ValueError(
                    f"the calendar of the policy does not reach {date.fromordinal(day)}"
                )
            self._known[day] = self._worked(day)
        return self._known[day]

    def _worked(self, day: int) -> Periods:
        if day in self.off:
            return []
        text = date.fromordinal(day).isoformat()
        weekday = self.like.get(day, date.fromordinal(day).weekday())
        for at, spans, since, until, counts in self.hours:
            if at == weekday and (since or "0") <= text <= (until or "9"):
                return without(spans, self.shut.get(day)) if counts else []
        return []

    def next(self, day: int, steps: int = 0) -> int:
        """The working day on or after a day, and so many working days on."""
        while True:
            if self.worked(day):
                if not steps:
                    return day
                steps -= 1
            day += 1

    def work(self, day: int, minute: int, minutes: int) -> int:
        """Day on which so many working minutes have passed."""
        while True:
            for opens, closes in self.worked(day):
                left = closes - max(opens, minute)
                if 0 < left < minutes:
                    minutes -= left
                elif left > 0:
                    return day
            day, minute = day + 1, 0


def without(spans: Periods, shut: Periods | None) -> Periods:
    """Periods less what a special closing takes; a closing without hours takes the day."""
    if shut is None:
        return [(a, b) for a, b in spans]
    left = [(a, b) for a, b in spans] if shut else []
    for first, last in shut:
        pieces = [piece for a, b in left for piece in ((a, min(b, first)), (max(a, last), b))]
        left = [(a, b) for a, b in pieces if a < b]
    return left


class Limits:
    """One policy: which due days it gives to what was received on a day."""

    def __init__(self, data: bytes) -> None:
        self.rows: dict[str, Any] = strict_json(data)
        if self.rows["format"] != "motcua/policy/1":
            raise ValueError("not of the format motcua/policy/1")
        self.calendars = {name: Calendar(each) for name, each in self.rows["calendars"].items()}
        self.by_code: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for code, each in self.rows["procedures"].items():
            for since, value, unit in each["limits"]:
                self.by_code[code].append((since, value, unit))
                self.by_code[each["field"]].append((since, value, unit))
        for since, field_of, code, value, unit in self.rows["parts"]:
            for key in {field_of, code} - {""}:
                self.by_code[key].append((since, value, unit))
        self._given: dict[tuple[str, str, bytes], frozenset[int]] = {}

    def given(self, branch: str, code: str, day: bytes) -> frozenset[int]:
        """Due days (ordinals) of a procedure or field; empty if the policy does not have it."""
        key = branch, code, day
        if key not in self._given:
            self._given[key] = frozenset(self._due(branch, code, day.decode()))
        return self._given[key]

    def _due(self, branch: str, code: str, day: str) -> Iterator[int]:
        limits = {limit[1:] for limit in self.by_code.get(code, ()) if limit[0] <= day}
        names = self.rows["branches"].get(branch) or list(self.calendars)
        rules = {(cut, moves) for since, cut, moves in self.rows["rules"] if since <= day}
        at = date.fromisoformat(day).toordinal()
        for (value, unit), name, (cut, moves) in itertools.product(limits, names, rules):
            yield from due_days(self.calendars[name], at, value, unit, cut, moves=bool(moves))


def due_days(
    calendar: Calendar, day: int, value: int, unit: str, cut: int, *, moves: bool
) -> Iterator[int]:
    """Days on which a limit can end that begins at some minute of a day.

    What comes after the cut-off, or on a day without work, is received when the office opens next.
    """
    starts: list[tuple[int, int, int]] = []  # day, first and last minute
    spans = calendar.worked(day)
    if not moves and value:
        starts.append((day, 0, 1439))
    else:
        if spans:
            starts.append((day, spans[0][0], max(spans[0][0], min(cut, spans[-1][1] - 1))))
        opens = calendar.next(day + 1)
        starts.append((opens, calendar.worked(opens)[0][0], calendar.worked(opens)[0][0]))
    for begun, first, last in starts:
        ends = [due_day(calendar, begun, minute, value, unit) for minute in (first, last)]
        yield from (at for at in range(ends[0], ends[1] + 1) if at in ends or calendar.worked(at))


def due_day(calendar: Calendar, day: int, minute: int, value: int, unit: str) -> int:
    """Day on which a limit that begins at a minute of a day ends (Civil Code 2015, art. 147, 148)."""
    if unit == "hour":
        return day + (minute + 60 * value) // 1440
    if unit in ("working_hour", "working_minute"):
        return calendar.work(day, minute, value * (60 if unit == "working_hour" else 1))
    if unit == "working_day":
        if value:
            return calendar.next(day + 1, value - 1)
        late = not calendar.worked(day) or minute > calendar.worked(day)[-1][1]
        return calendar.next(day + late)
    if unit == "calendar_day":
        return calendar.next(day + value)
    if unit == "month":
        start = date.fromordinal(day)
        year, month = divmod(start.year * 12 + start.month - 1 + value, 12)
        last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return calendar.next(date(year, month + 1, min(start.day, last)).toordinal())
    raise ValueError(f"a limit in “{unit[:32]}”")


class DueDays:
    """Holds every due day against the time limits and calendars that the log published.

    The leaf tells neither the minute of reception nor the case, so it must be one of the due days
    that the procedure (or any of its field) can have; what is shown as “other” cannot be held.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit, self.findings = audit, audit.findings
        self.policies: list[tuple[int, bytes, Limits | None]] = []
        self.count: Counter[str] = Counter()
        self._from: list[int] = []

    def run(self) -> None:
        for index, leaf in self.audit.leaves.policies:
            self.policies.append((index, leaf["day"].encode(), self._limits(index, leaf["c"])))
        self._from = [index for index, _, _ in self.policies]
        if not self.policies and self.audit.leaves.dossiers:
            self.findings.note("no policy was published: due days are not checked")
            return
        for dossier in self.audit.leaves.dossiers.values():
            self._check(dossier)

    def _limits(self, index: int, digest: str) -> Limits | None:
        path = f"policy/{digest}.json"
        try:
            data = self.audit.source.get(path, MAX_LIST)
            if to_url64(hashlib.sha256(data).digest()) != digest:
                raise ValueError("is not the file whose hash was logged")
            return Limits(data)
        except (Missing, Wrong, RecursionError, *ODD) as error:
            text = error.text if isinstance(error, Wrong) else str(error)
            self.findings.add("policy", f"entry {index}", f"{path}: {text}"[:200])
            return None

    def _known(self, dossier: Dossier) -> Iterator[tuple[int, Limits | None]]:
        """Policies that can have ruled: the newest of the batch, and those of the same day."""
        ends = self.audit.ends
        at = bisect_right(ends, dossier.index)
        end = ends[at] if at < len(ends) else self.audit.note.size
        newest = max(0, bisect_left(self._from, end) - 1)
        for place, (index, day, limits) in enumerate(self.policies):
            if place == newest or day in (dossier.day, dossier.claimed):
                yield index, limits

    def _check(self, dossier: Dossier) -> None:
        if dossier.procedure == b"other":
            self.count["not held to it (other)"] += 1
            return
        due = self.audit.leaves.days.get(dossier.due)
        if due is None or dossier.day not in self.audit.leaves.days:
            return  # an impossible day, reported already
        given: set[int] = set()
        try:
            for _, limits in self._known(dossier):
                if limits is None:
                    self.count["not held to it (no policy)"] += 1
                    return
                given |= self._given(limits, dossier)
            wrong = "" if due in given else self._told(dossier, given)
        except ODD as error:
            self.findings.add("policy", f"entry {dossier.index}", str(error)[:200])
            return
        self.count["held to the policy"] += 1
        if wrong:
            self.findings.add("due", f"entry {dossier.index}", wrong)

    def _given(self, limits: Limits, dossier: Dossier) -> set[int]:
        branch, code = dossier.branch.decode(), dossier.procedure.decode()
        days = [dossier.day, *([dossier.claimed] if dossier.claimed else [])]
        # A late entry may be due before its day in the log, and is then due on that day.
        least = self.audit.leaves.days[dossier.day]
        return {max(least, at) for day in days for at in limits.given(branch, code, day)}

    def _told(self, dossier: Dossier, given: set[int]) -> str:
        code, day, due = (x.decode() for x in (dossier.procedure, dossier.day, dossier.due))
        if not given:
            return f"the policy has no time limit for “{code}”"
        days = ", ".join(date.fromordinal(at).isoformat() for at in sorted(given)[:6])
        return f"{code}, received on {day}, is due on {days} by the policy, not on {due}"


# --- published figures ---------------------------------------------------------------------------

SMALL = 20
CLAIMED = {
    "motcua/figures/1": ("refusals",),
    "motcua/figures/2": ("refusals", "declined"),
}
SHARED, WINDOW = 5, 90  # a procedure is shown from five a day over ninety days


class Figures:
    """Counts every published month again, from leaves alone.

    What is sealed or was never received cannot be counted here: the centre claims it (``CLAIMED``).
    """

    def __init__(self, audit: Audit) -> None:
        self.audit, self.findings = audit, audit.findings
        self.months: dict[str, list[Dossier]] = defaultdict(list)

    def run(self) -> None:
        if self.audit.leaves.stats:
            for dossier in self.audit.leaves.dossiers.values():
                self.months[dossier.day[:7].decode()].append(dossier)
        for index, leaf in self.audit.leaves.stats:
            try:
                self._month(leaf)
            except (Missing, Wrong, ValueError, KeyError, TypeError) as error:
                text = error.text if isinstance(error, Wrong) else str(error)
                self.findings.add("figures", f"entry {index}", f"figures of {leaf['m']}: {text}")
        self._rare()

    def _month(self, leaf: dict[str, Any]) -> None:
        path = f"stats/{leaf['m']}.json"
        data = self.audit.source.get(path, MAX_LIST)
        if to_url64(hashlib.sha256(data).digest()) != leaf["x"]:
            raise ValueError(f"{path} is not the file whose hash was logged")
        published = strict_json(data)
        size = published["size"]
        if not isinstance(size, int) or not 0 < size <= self.audit.note.size:
            raise ValueError("they count entries that the log does not have")
        claimed = CLAIMED.get(published["format"], ())
        for name in claimed:
            if any(count < SMALL for count in published[name].values()):
                raise ValueError(f"a small cell of {name} is not suppressed")
        due = self.count(leaf["m"], size) | {name: published[name] for name in claimed}
        due["format"] = published["format"] if claimed else None
        if json.dumps(due, sort_keys=True, separators=(",", ":")).encode() != data:
            wrong = [key for key in due if due[key] != published.get(key)] or ["spelling"]
            raise ValueError(f"the leaves give other figures ({', '.join(sorted(wrong))})")

    def count(self, month: str, size: int) -> dict[str, Any]:
        """Figures of a month over the first ``size`` entries."""
        as_of = self._newest_day(size)
        total = new_cell()
        branches: dict[str, Any] = defaultdict(new_cell)
        shown: dict[str, Any] = defaultdict(new_cell)
        for dossier in self.months[month]:
            if dossier.index < size:
                groups = branches[dossier.branch.decode()], shown[dossier.procedure.decode()]
                count_dossier(dossier, size, as_of, (total, *groups))
        return {
            "month": month, "size": size,
            "as_of": date.fromordinal(as_of).isoformat(), "total": total,
            "branches": dict(branches), "shown": dict(shown),
        }  # fmt: skip

    def _newest_day(self, size: int) -> int:
        """Newest day among the 256 entries before a size."""
        newest, files, end = 0, self.audit.files, self.audit.note.size
        for bundle in range(max(0, size - WIDTH) // WIDTH, (size - 1) // WIDTH + 1):
            width = min(WIDTH, end - bundle * WIDTH)
            entries = split_bundle(files.bundle(bundle, width), width)
            for index, entry in enumerate(entries, bundle * WIDTH):
                if max(0, size - WIDTH) <= index < size:
                    newest = max(newest, date.fromisoformat(json.loads(entry)["day"]).toordinal())
        return newest

    def _rare(self) -> None:
        """Say where a rare procedure was named: the log itself gives the most there can have been.

        What is shown coarser may hide more of the same procedure, so all of it is counted as such.
        """
        rows: dict[tuple[bytes, bytes], Counter[int]] = defaultdict(Counter)
        coarse: dict[bytes, Counter[int]] = defaultdict(Counter)
        for (branch, code, day), count in self.audit.leaves.shown.items():
            at = self.audit.leaves.days.get(day) or 0
            if re.match(rb"[0-9]\.[0-9]", code):
                rows[branch, code][at] += count
            else:
                coarse[branch][at] += count
        others = {branch: Running(days) for branch, days in coarse.items()}
        for (branch, code), days in sorted(rows.items()):
            mine, rest = Running(days), others.get(branch, Running(Counter()))
            most, first = min((mine.before(at) + rest.before(at), at) for at in days)
            if most < SHARED * WINDOW:
                self.findings.note(
                    f"privacy: {branch.decode()} names procedure {code.decode()} on "
                    f"{date.fromordinal(max(1, first))}, after at most {most} in {WINDOW} days "
                    f"(named from {SHARED * WINDOW})"
                )


class Running:
    """Counts by day, so that a window is two look-ups."""

    def __init__(self, counts: Counter[int]) -> None:
        self.days = sorted(counts)
        self.sums = [0, *itertools.accumulate(counts[day] for day in self.days)]

    def before(self, day: int) -> int:
        """How many in the window before a day."""
        low, high = bisect_left(self.days, day - WINDOW), bisect_left(self.days, day)
        return self.sums[high] - self.sums[low]


def new_cell() -> dict[str, Any]:
    names = ("received", "settled", "on_time", "overdue", "withdrawn", "supplements", "extended",
             "corrected", "gross_days", "paused_days")  # fmt: skip
    return dict.fromkeys(names, 0) | {"pauses": {}}


def told_until(dossier: Dossier, size: int) -> tuple[int, str, Counter[str], list[list[Any]]]:
    """Day of settlement (or 0), phase, how often what happened, and stops of the clock."""
    settled, phase = 0, "open"
    seen: Counter[str] = Counter()
    pauses: list[list[Any]] = []
    for index, kind, day, form in map(recall, dossier.told):
        if index >= size:
            continue
        seen[kind] += 1
        if kind in ("supplement_asked", "paused"):
            pauses.append(["02" if kind == "supplement_asked" else f"{form:02d}", day, 0])
        elif kind in ("supplemented", "resumed"):
            for pause in pauses:
                if not pause[2] and (pause[0] == "02") == (kind == "supplemented"):
                    pause[2] = day
        elif kind not in ("extended", "corrected"):
            phase = kind
            settled = day if kind == "settled" else settled
    return settled, phase, seen, pauses


def count_dossier(dossier: Dossier, size: int, as_of: int, cells: Sequence[dict[str, Any]]) -> None:
    """Add one dossier, as the first ``size`` entries tell it, to its cells."""
    received = date.fromisoformat(dossier.day.decode()).toordinal()
    due = date.fromisoformat(dossier.due.decode()).toordinal()
    settled, phase, seen, pauses = told_until(dossier, size)
    adds = {
        "received": 1, "settled": settled > 0, "on_time": 0 < settled <= due,
        "withdrawn": phase == "withdrawn", "supplements": seen["supplement_asked"],
        "overdue": not settled and phase == "open" and as_of > due,
        "extended": seen["extended"] > 0, "corrected": seen["corrected"] > 0,
    }  # fmt: skip
    if settled:
        adds["gross_days"] = settled - received
        stops = ((first, min(settled, last or settled)) for _, first, last in pauses)
        adds["paused_days"] = sum(max(0, last - first) for first, last in stops)
    for cell in cells:
        for name, count in adds.items():
            cell[name] += int(count)
        for form, _, _ in pauses:
            cell["pauses"][form] = cell["pauses"].get(form, 0) + 1


# --- promises and proofs -------------------------------------------------------------------------


@dataclass
class Receipt:
    """The promise behind the # of a receipt (``motcua/promise/1``)."""

    secret: bytes
    leaf: bytes
    before: int
    signature: bytes
    code: str

    @classmethod
    def parse(cls, text: str) -> Receipt:
        try:
            data = url64(text.strip().rpartition("#")[2])
            code = data[137:].decode()
        except ValueError:
            raise Unusable("the receipt is not base64url text behind a # sign") from None
        if len(data) < 137 or data[0] != 1:
            raise Unusable("the receipt is cut short, or of an unknown version")
        before = int.from_bytes(data[65:73], "big")
        return cls(data[1:33], data[33:65], before, data[73:137], code)

    def check(self, audit: Audit) -> None:
        """Signature, then: is the leaf there, in time, and of this dossier?"""
        leaf = base64.b64encode(self.leaf).decode()
        text = f"motcua/promise/1\n{audit.note.origin}\n{leaf}\n{self.before}\n"
        keys = [key for key in audit.policy.logs if key.name == audit.note.origin]
        if not keys:
            raise Unusable("a receipt needs the log's key: --vkey or --policy")
        if all(key.verify(text, self.signature) is None for key in keys):
            raise Wrong("receipt", "receipt", "was not signed by this log")
        found = audit.wanted[self.leaf]
        limit = datetime.fromtimestamp(self.before, audit.zone)
        if not found:
            seen = audit.policy.since(audit.times) or 0
            if seen > self.before:
                raise Wrong(
                    "promise", "receipt", f"broken promise: not in the log, due by {limit:%F %T}"
                )
            audit.findings.waiting.append(f"the leaf is promised by {limit:%F %T}; ask again then")
            return
        tag = to_url64(hmac.digest(self.secret, b"motcua/tag/1", "sha256")[:16]).encode()
        dossier = audit.leaves.dossiers.get(tag)
        if dossier is None:
            raise Wrong("receipt", f"entry {found[0]}", "the secret is not that of this dossier")
        size = next((size for size in audit.ends if size > found[0]), None)
        window = audit.windows.get(size) if size else None
        if window and window[0] > self.before:
            raise Wrong("promise", f"entry {found[0]}", f"came after the promised {limit:%F %T}")
        audit.findings.note(f"receipt {self.code}: in the log as entry {found[0]}")


# --- samples: what the centre must open ----------------------------------------------------------


def sample(audit: Audit, count: int) -> list[tuple[int, str]]:
    """Settled dossiers that the beacons chose (``motcua/sample/1``): first entry and tag.

    Nobody could know the choice before the newest checkpoint that was drawn from, and what is chosen
    was settled before it: an invented dossier cannot be kept out, nor be given an applicant later.
    """
    size, betas = audit.draws.newest
    head = b"motcua/sample/1\0" + b"".join(betas)
    settled = (
        (hashlib.sha256(head + tag).digest(), dossier.index, tag.decode())
        for tag, dossier in audit.leaves.dossiers.items()
        if any(kind == "settled" and at < size for at, kind, _, _ in map(recall, dossier.told))
    )
    chosen = heapq.nsmallest(count, settled) if betas else []
    return [(index, tag) for _, index, tag in chosen]


class Opening:
    """A certificate that opens every leaf of one dossier (``motcua/certificate/1``)."""

    def __init__(self, path: Path) -> None:
        self.where = path.name
        try:
            fields = strict_json(read(path))
            self.secret = url64(fields["promise"])[1:33]
            events = [(int(e["n"]), str(e["sealed"]), e["leaf"] or "") for e in fields["events"]]
        except ODD as error:
            raise Unusable(f"{path} is not a certificate: {error}") from None
        self.events = [(n, sealed.encode(), str(leaf).encode()) for n, sealed, leaf in events]
        self.hashes = [hashlib.sha256(b"\x00" + leaf).digest() for _, _, leaf in self.events]
        self.tag = to_url64(hmac.digest(self.secret, b"motcua/tag/1", "sha256")[:16])

    def check(self, audit: Audit) -> None:
        """Every leaf of the dossier is in the log and opens to what the certificate says."""
        dossier = audit.leaves.dossiers.get(self.tag.encode())
        if dossier is None:
            raise Wrong("opening", self.where, "the secret is of no dossier of this log")
        if [n for n, _, _ in self.events] != list(range(dossier.next)):
            raise Wrong("opening", self.where, f"does not open each of {dossier.next} events")
        for (n, sealed, leaf), digest in zip(self.events, self.hashes, strict=True):
            if not audit.wanted.get(digest):
                raise Wrong("opening", self.where, f"event {n} is not an entry of the log")
            salt = hmac.digest(self.secret, b"motcua/salt/1" + n.to_bytes(4, "big"), "sha256")
            opened = hashlib.sha256(b"motcua/sealed/1\0" + salt + sealed).digest()
            said = strict_json(leaf)
            if (said["d"], said["n"], said["s"]) != (self.tag, n, to_url64(opened)):
                raise Wrong(
                    "opening", self.where, f"event {n} was committed to with another content"
                )


def check_openings(audit: Audit, openings: list[Opening], count: int) -> None:
    """List the sample; where openings are given, all of it must be opened."""
    for opening in openings:
        try:
            opening.check(audit)
            audit.findings.note(f"{opening.where}: opens all {len(opening.events)} events")
        except Wrong as error:
            audit.findings.wrong.append(error)
    if not count:
        return
    chosen, size = sample(audit, count), audit.draws.newest[0]
    if not chosen:
        audit.findings.note("no sample: no beacon spoke, or nothing was settled before")
    opened = {opening.tag for opening in openings}
    for index, tag in chosen:
        audit.findings.note(f"sample of checkpoint {size}: dossier {tag}, entry {index}")
        if openings and tag not in opened:
            audit.findings.add("opening", f"entry {index}", f"dossier {tag} was not opened")


def leaf_within(proof: str) -> bytes:
    """The entry that a certificate's proof carries in its ``extra`` line."""
    lines = proof.split("\n")
    if len(lines) < 2 or not lines[1].startswith("extra "):
        raise Unusable("--proof needs --leaf: this proof does not carry its entry")
    try:
        return unbase64(lines[1][6:])
    except ValueError as error:
        raise Wrong("proof", "proof", f"malformed: {error}") from None


def check_proof(text: str, leaf: bytes, policy: Policy) -> tuple[Note, int]:
    """Verify a ``.tlog-proof`` of an entry, offline (C2SP tlog-proof)."""
    head, blank, checkpoint = text.partition("\n\n")
    first, *lines = head.split("\n")
    try:
        if first != "c2sp.org/tlog-proof@v1" or not blank:
            raise ValueError("no header")
        if lines and lines[0].startswith("extra "):
            unbase64(lines.pop(0)[6:])
        if not lines or not lines[0].startswith("index "):
            raise ValueError("no index")
        index = decimal(lines.pop(0)[6:])
        path = [unbase64(line) for line in lines]
    except ValueError as error:
        raise Wrong("proof", "proof", f"malformed: {error}") from None
    note = Note(checkpoint.encode())
    times = policy.times(note)
    if policy.since(times) is None:
        raise Wrong("quorum", "proof", "too few witnesses cosigned the checkpoint")
    if climb(leaf, index, note.size, path) != note.root:
        raise Wrong("proof", "proof", f"the entry is not number {index} of {note.size}")
    return note, index


def climb(digest: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Root of an inclusion proof, by walking down the tree (RFC 6962, 2.1.1)."""
    if not 0 <= index < size or any(len(each) != 32 for each in path):
        return None
    sides: list[bool] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        sides.append(index >= middle)
        low, high = (middle, high) if index >= middle else (low, middle)
    if len(sides) != len(path):
        return None
    for right, sibling in zip(reversed(sides), path, strict=True):
        pair = sibling + digest if right else digest + sibling
        digest = hashlib.sha256(b"\x01" + pair).digest()
    return digest


# --- memory between runs -------------------------------------------------------------------------


class Memory:
    """The last checkpoint that was verified here, per log."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.notes: dict[str, str] = {}
        if path and path.exists():
            try:
                self.notes = json.loads(path.read_text())["checkpoints"]
            except (ValueError, KeyError, TypeError):
                raise Unusable(f"{path} is not a state file of this program") from None

    def of(self, origin: str) -> Note | None:
        return Note(self.notes[origin].encode()) if origin in self.notes else None

    def compare(self, audit: Audit) -> None:
        """The tree must contain the tree of last time."""
        old = self.of(audit.note.origin)
        if old is None:
            return
        if old.size > audit.note.size:
            audit.findings.add("shrunk", f"size {audit.note.size}", f"was {old.size} last time")
        elif old.size and audit.roots.get(old.size) != old.root:
            audit.findings.add(
                "fork", f"size {old.size}", "the log no longer contains the tree it signed before"
            )
        else:
            return
        if self.path:
            evidence = self.path.with_name(self.path.name + f".evidence-{audit.note.size}")
            evidence.write_bytes(old.data + b"\n" + audit.note.data)
            audit.findings.note(f"both signed notes were written to {evidence}")

    def keep(self, note: Note) -> None:
        if self.path:
            self.notes[note.origin] = note.data.decode()
            draft = self.path.with_name(self.path.name + ".tmp")
            draft.write_text(json.dumps({"checkpoints": self.notes}, ensure_ascii=False, indent=1))
            draft.replace(self.path)


# --- command line --------------------------------------------------------------------------------

WORDS = {
    "vi": {
        "ok": "ĐÚNG: mọi điều đã kiểm tra đều khớp.",
        "wrong": "SAI: sổ công khai không đúng ở {count} chỗ.",
        "wait": "CHƯA: chưa có gì sai, nhưng phải chờ.",
        "size": "Số mục: {size}   gốc: {root}",
        "unsigned": "chưa kiểm chữ ký: hãy cho --vkey hoặc --policy",
        "witness": "Nhân chứng: {names}",
    },
    "en": {
        "ok": "RIGHT: everything that was checked agrees.",
        "wrong": "WRONG: the log is not right in {count} places.",
        "wait": "NOT YET: nothing is wrong, but the answer must wait.",
        "size": "Entries: {size}   root: {root}",
        "unsigned": "signatures were not checked: give --vkey or --policy",
        "witness": "Witnesses: {names}",
    },
}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="Audit a public log: entries, tiles, signatures, rules, draws.",
    )
    parser.add_argument("log", help="https://… or a directory with checkpoint and tile/")
    parser.add_argument("--vkey", action="append", default=[], help="key of the log (repeatable)")
    parser.add_argument("--policy", type=Path, help="trust policy with logs, witnesses, quorum")
    parser.add_argument("--mirror", type=Path, help="keep a copy here; a second run goes on")
    parser.add_argument("--receipt", help="file or URL with a promise (text behind the #)")
    parser.add_argument("--proof", type=Path, help="a .tlog-proof to check")
    parser.add_argument("--leaf", type=Path, help="the entry of --proof, unless it is in there")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="dossiers to be opened")
    parser.add_argument("--opening", type=Path, action="append", default=[], help="a certificate")
    parser.add_argument("--draw", type=int, metavar="N", help="explain the draw of entry N")
    parser.add_argument("--state", type=Path, help="remember the checkpoint, compare next time")
    parser.add_argument("--max-age", type=int, default=3600, help="seconds a quorum may be old")
    parser.add_argument("--now", type=int, help="POSIX time to judge freshness by (default: clock)")
    parser.add_argument("--slack", type=int, default=3900, help="seconds an event may wait")
    parser.add_argument("--utc-offset", type=int, default=7, help="hours of local time")
    parser.add_argument("--lang", choices=sorted(WORDS), default="vi")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    return parser.parse_args(argv)


def bar(*, quiet: bool) -> Callable[[int, int], None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _total: None
    start = time.monotonic()

    def show(done: int, total: int) -> None:
        if done < total and done // WIDTH % 40:
            return
        cells = 40 * done // max(total, 1)
        rate = done / max(time.monotonic() - start, 1e-6)
        end = "\n" if done >= total else ""
        print(
            f"\r[{'█' * cells}{'░' * (40 - cells)}] {done:,}/{total:,}  {rate:,.0f}/s",
            end=end, file=sys.stderr, flush=True,
        )  # fmt: skip

    return show


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from None


def make_policy(options: argparse.Namespace) -> Policy:
    text = read(options.policy).decode("utf-8", "surrogateescape") if options.policy else ""
    try:
        return Policy(text, options.vkey)
    except ValueError as error:
        raise Unusable(f"--vkey: {error}") from None


def receipt_of(options: argparse.Namespace) -> Receipt | None:
    if not options.receipt:
        return None
    given = options.receipt
    if "#" not in given and Path(given).exists():
        given = read(Path(given)).decode("ascii", "replace")
    return Receipt.parse(given)


def audit(options: argparse.Namespace) -> Audit:
    """Make every check that was asked for; findings are collected, not raised."""
    policy = make_policy(options)
    mirror = options.mirror
    source = Mirror(options.log, mirror) if mirror else Source(options.log)
    receipt, memory = receipt_of(options), Memory(options.state)
    work = Audit(
        source, policy, offset=options.utc_offset, slack=options.slack, explain=options.draw
    )
    openings = [Opening(path) for path in options.opening]
    for digest in [*([receipt.leaf] if receipt else []), *(h for o in openings for h in o.hashes)]:
        work.wanted[digest] = []
    old = memory.of(work.note.origin)
    work.run(old.size if old else None, bar(quiet=options.quiet))
    if work.note.size and work.roots[work.note.size] != work.note.root:
        work.findings.add("root", "checkpoint", "the entries do not lead to the signed root")
    freshness(work, options)
    memory.compare(work)
    Figures(work).run()
    work.due.run()
    check_openings(work, openings, options.sample)
    if work.draws.expected:
        tail = len(work.draws.expected)
        work.findings.note(f"{tail} draws are not followed by their “assigned” leaf yet")
    try:
        if receipt:
            receipt.check(work)
        offline(options, policy, work)
    except Wrong as error:
        work.findings.wrong.append(error)
    if not work.findings.wrong:
        memory.keep(work.note)
    return work


def freshness(work: Audit, options: argparse.Namespace) -> None:
    since = work.policy.since(work.times)
    if since is None:
        work.findings.add("quorum", "checkpoint", "too few witnesses cosigned")
    elif since:
        now = int(time.time()) if options.now is None else options.now
        if now - since > options.max_age:
            work.findings.add("stale", "checkpoint", f"the quorum is {now - since:,} seconds old")
        elif since - now > 300:
            work.findings.add("clock", "checkpoint", "the witnesses' clocks are ahead of ours")


def offline(options: argparse.Namespace, policy: Policy, work: Audit) -> None:
    if not options.proof:
        return
    if not policy.logs:
        raise Unusable("--proof needs --vkey or --policy")
    text = read(options.proof).decode("utf-8", "replace")
    entry = read(options.leaf) if options.leaf else leaf_within(text)
    digest = hashlib.sha256(b"\x00" + entry).digest()
    note, index = check_proof(text, digest, policy)
    work.findings.note(f"proof: entry {index} of the tree of {note.size}")


def report(work: Audit, options: argparse.Namespace) -> int:
    """Print what was found; returns the exit code."""
    words, findings = WORDS[options.lang], work.findings
    if not work.policy.logs:
        findings.note(words["unsigned"])
    if options.draw is not None and not work.draws.stories:
        findings.note(f"entry {options.draw} belongs to no draw")
    print_summary(work, words)
    for index, story in work.draws.stories.items():
        print(f"draw of entry {index}:\n{story}")
    for note in findings.notes:
        print(f"· {note}")
    print_wrong(findings.wrong)
    for text in findings.waiting:
        print(f"… {text}")
    if findings.wrong:
        print(words["wrong"].format(count=len(findings.wrong)))
        return 1
    print(words["wait" if findings.waiting else "ok"])
    return 3 if findings.waiting else 0


def print_summary(work: Audit, words: dict[str, str]) -> None:
    root = base64.b64encode(work.note.root).decode()
    print(work.note.origin)
    print(words["size"].format(size=f"{work.note.size:,}", root=root))
    if work.times:
        print(words["witness"].format(names=", ".join(sorted(work.times))))
    for counts in (work.leaves.counts, work.draws.count, work.due.count):
        print("  " + ", ".join(f"{name or '?'} {n:,}" for name, n in sorted(counts.items()) if n))


def print_wrong(wrong: list[Wrong]) -> None:
    for code, number in Counter(each.code for each in wrong).items():
        shown = [each for each in wrong if each.code == code][:SHOWN]
        print("\n".join(f"✗ {each}" for each in shown))
        if number > SHOWN:
            print(f"✗ [{code}] … and {number - SHOWN:,} more")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the audit; returns the exit code."""
    options = arguments(argv)
    try:
        return report(audit(options), options)
    except Wrong as error:
        print(f"✗ {error}")
        print(WORDS[options.lang]["wrong"].format(count=1))
        return 1
    except Missing as error:
        print(f"✗ [missing] {error}")
        print(WORDS[options.lang]["wrong"].format(count=1))
        return 1
    except Unusable as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
