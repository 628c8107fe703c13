"""Vectors of other implementations, run when they lie beside the checkout."""

import base64
import json
from pathlib import Path

import pytest

from motcua.tlog import vrf
from motcua.tlog.checkpoint import open_checkpoint
from motcua.tlog.hashes import leaf_hashes
from motcua.tlog.note import Ed25519Verifier, KeyRefused, is_signature
from motcua.tlog.proof import (
    ProofError,
    consistency_proof,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from motcua.tlog.readers import DirectoryTiles
from motcua.tlog.tiles import Bundle, Tile, split_bundle, split_tile
from motcua.tlog.tree import TreeBuilder

pytestmark = pytest.mark.pure

# A happy path of the set whose "roots" are not hashes of 32 bytes; refusing it is right.
ROOTS_OF_ANOTHER_LENGTH = 1


def raw(values: str | list[str] | None) -> list[bytes]:
    values = [values] if isinstance(values, str) else values or []
    return [base64.b64decode(value) for value in values]


def refused(check: object, *arguments: object) -> bool:
    try:
        check(*arguments)
    except ProofError:
        return True
    return False


def vectors(folder: Path) -> list[dict]:
    found = [json.loads(path.read_text()) for path in sorted(folder.rglob("*.json"))]
    assert found, f"no vectors below {folder}"
    return found


def one(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def test_inclusion(shared: Path) -> None:
    for vector in vectors(shared / "data/tlog/transparency-dev-merkle/testdata/inclusion"):
        arguments = (
            one(vector["leafHash"]),
            vector["leafIdx"],
            vector["treeSize"],
            raw(vector["proof"]),
            one(vector["root"]),
        )
        assert refused(verify_inclusion, *arguments) == vector["wantErr"], vector["desc"]


def test_consistency(shared: Path) -> None:
    exceptions = 0
    for vector in vectors(shared / "data/tlog/transparency-dev-merkle/testdata/consistency"):
        roots = one(vector["root1"]), one(vector["root2"])
        arguments = (vector["size1"], vector["size2"], *roots, raw(vector["proof"]))
        verdict = refused(verify_consistency, *arguments)
        if verdict != vector["wantErr"]:
            assert {len(root) for root in roots} != {32}, vector["desc"]
            exceptions += 1
    assert exceptions == ROOTS_OF_ANOTHER_LENGTH


def test_a_log_of_another_implementation(shared: Path) -> None:
    folder = shared / "data/tlog/tessera/testdata/log"
    vkey = (shared / "data/tlog/tessera/vkey.txt").read_text().strip()
    key = Ed25519Verifier.from_vkey(vkey)
    reader = DirectoryTiles(folder)
    newest = open_checkpoint((folder / "checkpoint").read_bytes(), key.name, [key])
    data = (folder / Bundle(0, newest.size).path).read_bytes()
    entries = split_bundle(data, newest.size)
    for size in range(newest.size + 1):
        old = open_checkpoint((folder / f"checkpoint.{size}").read_bytes(), key.name, [key])
        assert old.size == size
        assert root_at(reader, size) == old.root
        builder = TreeBuilder()
        builder.append(entries[:size])
        assert builder.root == old.root
        proof = consistency_proof(reader, size, newest.size)
        verify_consistency(size, newest.size, old.root, newest.root, proof)
    assert leaf_hashes(entries) == split_tile(
        reader.read_tiles([Tile(0, 0, newest.size)])[0], newest.size
    )


def test_vrf(shared: Path) -> None:
    rows = json.loads(next((shared / "data/vrf").glob("*.json")).read_text())
    for row in rows:
        secret, public, alpha = (bytes.fromhex(row[name]) for name in ("sk", "pk", "alpha"))
        assert vrf.prove(secret, alpha).hex() == row["pi"]
        assert vrf.verify(public, alpha, bytes.fromhex(row["pi"])).hex() == row["beta"]
        assert vrf._hash_to_curve(public, alpha).hex() == row["h"]


def test_keys_with_low_order_parts_are_refused(shared: Path) -> None:
    rows = json.loads((shared / "data/tlog/cctv/ed25519/ed25519vectors.json").read_text())
    unsafe = {"low_order_A", "low_order_component_A", "non_canonical_A"}
    judged = 0
    for row in rows:
        public = bytes.fromhex(row["key"])
        try:
            key = Ed25519Verifier("vector", public)
        except KeyRefused:
            assert unsafe & set(row["flags"] or [])
            continue
        assert not unsafe & set(row["flags"] or [])
        is_signature(key._key, bytes.fromhex(row["sig"]), row["msg"].encode())
        judged += 1
    assert judged
