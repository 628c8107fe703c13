"""Keys made from a number, so that tests repeat; worthless outside of tests."""

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.note import Ed25519Signer

ORIGIN = "log.example/city"


def seed(number: int) -> bytes:
    return sha256(b"test key %d" % number).digest()


def log_signer(number: int = 0, name: str = ORIGIN) -> Ed25519Signer:
    return Ed25519Signer(name, Ed25519PrivateKey.from_private_bytes(seed(number)))


def witness_signer(number: int) -> CosignatureSigner:
    name = f"witness.example/w{number}"
    return CosignatureSigner(name, Ed25519PrivateKey.from_private_bytes(seed(1000 + number)))


def signed(
    size: int, root: bytes | None = None, *, witnesses: dict[int, int] | None = None
) -> bytes:
    """A checkpoint note signed by the log and cosigned by ``{witness: POSIX time}``."""
    root = leaf_hash(b"%d" % size) if root is None else root
    note = sign_checkpoint(Checkpoint(ORIGIN, size, root), [log_signer()])
    return bytes(
        note.with_signatures(
            witness_signer(number).sign(note.text, time)
            for number, time in (witnesses or {}).items()
        )
    )
