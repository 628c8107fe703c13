"""The key of the log: kept in a file of its own, readable by the sequencer only."""

import os
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from motcua.tlog.note import Ed25519Signer


class KeyFileError(Exception):
    """The key file cannot be used; the message says why."""


def kept_key(path: Path) -> Ed25519PrivateKey:
    """Return the key in a PEM file, making one (readable by its owner only) when it is missing.

    Raises
    ------
    KeyFileError
        The file holds no Ed25519 key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    key = Ed25519PrivateKey.generate()
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    return key


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise KeyFileError(f"{path} holds no private key: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds a key of another kind; Ed25519 is needed.")
    return key


def signer(origin: str, path: Path) -> Ed25519Signer:
    """Return the signer of the log with this origin."""
    return Ed25519Signer(origin, kept_key(path))


def origin_of(address: str) -> str:
    """Origin of a log served below an address: the address without scheme (tlog-checkpoint)."""
    return re.sub(r"^[a-z]+://", "", address).rstrip("/")
