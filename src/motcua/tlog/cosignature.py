"""Cosignatures of witnesses, Ed25519 v1 with a timestamp (C2SP tlog-cosignature)."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.tlog.note import (
    COSIGNATURE_V1,
    NoteError,
    NoteSignature,
    check_name,
    check_public_key,
    format_vkey,
    is_signature,
    key_id,
    parse_vkey,
)

_LENGTH = 8 + 64


def signed_message(text: str, timestamp: int) -> bytes:
    """Bytes a witness signs: header line, time line, body of the checkpoint."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def timestamp_of(signature: bytes) -> int:
    """POSIX seconds of a cosignature; raises ``NoteError`` on a wrong length or time."""
    if len(signature) != _LENGTH:
        raise NoteError(f"A cosignature has {_LENGTH} bytes, not {len(signature)}.")
    timestamp = int.from_bytes(signature[:8], "big")
    if timestamp >= 2**63:
        raise NoteError("The time of a cosignature is below 2**63.")
    return timestamp


class CosignatureVerifier:
    """Public key of a witness (signature type 0x04)."""

    def __init__(self, name: str, public: bytes) -> None:
        self.name = check_name(name)
        self.public = public
        self.key_id = key_id(name, COSIGNATURE_V1, public)
        self._key = check_public_key(public)

    @classmethod
    def from_vkey(cls, vkey: str) -> "CosignatureVerifier":
        return cls(*parse_vkey(vkey, COSIGNATURE_V1))

    @property
    def vkey(self) -> str:
        return format_vkey(self.name, COSIGNATURE_V1, self.public)

    def verify(self, text: str, signature: bytes) -> bool:
        try:
            timestamp = timestamp_of(signature)
        except NoteError:
            return False
        return is_signature(self._key, signature[8:], signed_message(text, timestamp))


@dataclass(frozen=True, slots=True)
class CosignatureSigner:
    """Private key of a witness; the time comes from the caller."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> CosignatureVerifier:
        return CosignatureVerifier(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str, timestamp: int) -> NoteSignature:
        """Cosign the body of a checkpoint at a POSIX time in seconds."""
        signature = self.private.sign(signed_message(text, timestamp))
        return NoteSignature(
            self.name, self.verifier.key_id, timestamp.to_bytes(8, "big") + signature
        )
