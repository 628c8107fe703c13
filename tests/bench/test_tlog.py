"""How fast the log grows, proves and is audited; printed, never asserted.

Run with ``make bench``. The audit runs the public verifier as its own process on one core.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from motcua.tlog import vrf
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.leaf import encode
from motcua.tlog.proof import inclusion_proof, verify_inclusion
from motcua.tlog.readers import MemoryTiles
from motcua.tlog.tree import TreeBuilder
from tests.tlog.keys import log_signer
from tests.verify.city import POLICY, Batch, digest_of, write

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

START = 1_772_413_200
VERIFY = Path(__file__).parents[2] / "verify/verify.py"
DOSSIER = (
    "received",
    "contact",
    "paused",
    "resumed",
    "contact",
    "settled",
    "returned",
    "collected",
)


def rate(label: str, count: int, work: Callable[[], object]) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    # Work of another process (the audit) shows no cpu here; it prints its own.
    own = f"{count / cpu:>12,.0f}/cpu s" if cpu > seconds / 20 else ""
    print(f"{label:<58} {count / seconds:>12,.0f}/s {own}   ({count:,} in {seconds:.2f} s)")


def grow(entries: list[bytes], batch: int = 1000) -> tuple[TreeBuilder, dict]:
    builder, tiles = TreeBuilder(), {}
    for at in range(0, len(entries), batch):
        growth = builder.append(entries[at : at + batch])
        assert growth.root
        tiles |= dict(growth.tiles)
    return builder, tiles


@pytest.mark.parametrize("length", [150, 320])
def test_grow(length: int) -> None:
    entries = [os.urandom(length) for _ in range(500_000)]
    rate(f"hash, bundle and tile, batches of 1,000, {length} B", 500_000, lambda: grow(entries))


def test_pymerkle_for_comparison() -> None:
    pymerkle = pytest.importorskip("pymerkle")
    tree = pymerkle.InmemoryTree()
    entries = [os.urandom(150) for _ in range(20_000)]
    rate("pymerkle, in memory, one by one", 20_000, lambda: [tree.append_entry(e) for e in entries])


def test_proofs() -> None:
    entries = [b"%d" % number for number in range(1_000_000)]
    builder, tiles = grow(entries)
    reader, chance = MemoryTiles(tiles), random.Random(1)
    places = [chance.randrange(len(entries)) for _ in range(5_000)]
    proofs: list[list[bytes]] = []
    rate(
        "inclusion proof from tiles, tree of 1,000,000, random",
        5_000,
        lambda: proofs.extend(inclusion_proof(reader, place, len(entries)) for place in places),
    )
    leaves = [leaf_hash(entries[place]) for place in places]
    rate(
        "inclusion proof verified",
        5_000,
        lambda: [
            verify_inclusion(leaf, place, len(entries), proof, builder.root)
            for leaf, place, proof in zip(leaves, places, proofs, strict=True)
        ],
    )


def test_vrf() -> None:
    secret = bytes(32)
    public, proof = vrf.public_key(secret), vrf.prove(secret, b"alpha")
    rate("VRF proof", 1_000, lambda: [vrf.prove(secret, b"%d" % n) for n in range(1_000)])
    rate(
        "VRF verification",
        1_000,
        lambda: [vrf.verify(public, b"alpha", proof) for _ in range(1_000)],
    )


def test_leaves() -> None:
    leaf = {
        "b": "B07",
        "d": "A" * 22,
        "day": "2025-02-01",
        "due": "2025-02-17",
        "n": 0,
        "p": "1.001234",
        "s": "A" * 43,
        "t": "received",
        "v": 1,
        "w": 1000,
    }
    rate("leaf checked and encoded", 50_000, lambda: [encode(leaf) for _ in range(50_000)])


def life(number: int, day: str) -> list[bytes]:
    """Entries of one dossier, each pointing to the one before."""
    name = sha256(b"%d" % number).digest()
    tag, commitment = text(name[:16]), text(name)
    entries: list[bytes] = []
    for n, kind in enumerate(DOSSIER):
        before = f'"h":"{text(leaf_hash(entries[-1]))}",' if n else ""
        own = {
            "contact": ('"c":"call",', '"i":"in",', ',"z":1'),
            "paused": ("", '"f":"02",', ""),
        }.get(kind, ("", "", ""))
        c, i, z = own
        head = f'{{"b":"B07",{c}"d":"{tag}","day":"{day}",'
        if kind == "received":
            line = f'{head}"due":"2026-04-01","n":0,"p":"land","s":"{commitment}","t":"received","v":1,"w":1000}}'
        elif kind == "paused":
            line = f'{head}{i}{before}"n":{n},"s":"{commitment}","t":"paused","v":1}}'
        else:
            line = f'{head}{before}{i}"n":{n},"s":"{commitment}","t":"{kind}","v":1{z}}}'
        entries.append(line.encode())
    return entries


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def test_audit_of_a_million_leaves() -> None:
    batches = []
    for number in range(1_000):
        entries = [e for at in range(125) for e in life(number * 125 + at, "2026-03-02")]
        if not number:
            day = {"day": "2026-03-02", "off": [], "on": [], "t": "policy", "v": 1}
            entries.append(encode(day | {"c": digest_of()}))
        batches.append(Batch(sorted(entries, key=leaf_hash), START + number))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), batches)
        policy = Path(folder) / "policy.txt"
        policy.write_text(POLICY)
        command = [
            sys.executable, str(VERIFY), folder, "--policy", str(policy), "--now", str(START + 1_000),
            "--quiet", "--lang", "en",
        ]  # fmt: skip
        log = subprocess.run  # one process, one core
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        rate(
            "audit by verify.py: entries, tiles, 1,000 checkpoints, rules",
            1_000_000,
            lambda: print(log(command, check=True, capture_output=True, text=True).stdout),
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"  of it cpu {cpu:.1f} s, largest memory {after.ru_maxrss / 1024:.0f} MB")
    assert log_signer().verifier.name
