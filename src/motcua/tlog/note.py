"""Signed notes (C2SP signed-note v1.0.0): text, blank line, signature lines.

One library, ``cryptography``, gives every verdict on an Ed25519 signature: libraries disagree on
keys with low-order components, so such keys are refused when they are configured.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.bindings import crypto_core_ed25519_is_valid_point

MAX_SIGNATURES = 16
MAX_NOTE = 1 << 20
ED25519 = 0x01
COSIGNATURE_V1 = 0x04


class NoteError(ValueError):
    """The note is malformed."""


class SignatureError(ValueError):
    """No trusted signature verifies, or the signature of a trusted key is wrong."""


class KeyRefused(ValueError):
    """The key is malformed, or unsafe to configure."""


def decode_base64(text: str) -> bytes:
    """Decode standard base64 and refuse every spelling but the canonical one.

    Raises
    ------
    NoteError
        Wrong alphabet, padding or unused bits.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise NoteError("Not standard base64.") from None
    if encode_base64(data) != text:
        raise NoteError("Base64 with stray bits or padding.")
    return data


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def parse_decimal(text: str) -> int:
    """Read an ASCII decimal below 2**63 without sign or leading zeroes; raises ``NoteError``."""
    plain = text.isascii() and text.isdigit() and len(text) <= 19
    if not plain or (text[0] == "0" and text != "0") or int(text) >= 2**63:
        raise NoteError("Not a decimal number in its shortest form, or too large.")
    return int(text)


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {encode_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a newline, and the signature lines below it, verified or not."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __bytes__(self) -> bytes:
        return (self.text + "\n" + "".join(map(str, self.signatures))).encode()

    def with_signatures(self, more: Iterable[NoteSignature]) -> "Note":
        """The same note with further signatures, each line once."""
        lines = dict.fromkeys([*self.signatures, *more])
        return Note(self.text, tuple(lines))


class Verifier(Protocol):
    """Checks the signatures of one key of one type."""

    @property
    def name(self) -> str: ...
    @property
    def key_id(self) -> bytes: ...
    def verify(self, text: str, signature: bytes) -> bool:
        """Whether this signature (without key ID) of this text is right."""


def check_name(name: str) -> str:
    """Return a key name; raises ``NoteError`` when empty or with a space, plus or control sign."""
    if not name or "+" in name or any(sign.isspace() or ord(sign) < 0x20 for sign in name):
        raise NoteError("A key name is not empty and has no space, plus or control character.")
    return name


def parse_signature_line(line: str) -> NoteSignature:
    """Read one signature line without its newline; raises ``NoteError``."""
    dash, _, rest = line.partition(" ")
    name, space, encoded = rest.partition(" ")
    if dash != "—" or not space:
        raise NoteError("A signature line is: em dash, space, name, space, base64.")
    data = decode_base64(encoded)
    if len(data) < 5:
        raise NoteError("A signature is shorter than its key ID.")
    return NoteSignature(check_name(name), data[:4], data[4:])


def parse_note(data: bytes) -> Note:
    """Read a signed note strictly; says nothing yet about its signatures.

    Raises
    ------
    NoteError
        Not UTF-8, control characters, no blank line, no or malformed signature lines, or more
        than ``MAX_SIGNATURES`` of them.
    """
    if len(data) > MAX_NOTE:
        raise NoteError(f"A note has at most {MAX_NOTE:,} bytes.")
    try:
        note = data.decode()
    except UnicodeDecodeError:
        raise NoteError("A note is UTF-8.") from None
    if any(ord(sign) < 0x20 and sign != "\n" for sign in note):
        raise NoteError("A note has no control character but newline.")
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise NoteError("A note is a text, a blank line and signature lines, each with a newline.")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError(f"A note has at most {MAX_SIGNATURES} signatures.")
    return Note(text + "\n", tuple(map(parse_signature_line, lines)))


def verified(note: Note, verifiers: Iterable[Verifier]) -> list[NoteSignature]:
    """Signatures of known keys, each key once; unknown keys are ignored.

    Raises
    ------
    SignatureError
        A known key's signature is wrong.
    """
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    right: dict[tuple[str, bytes], NoteSignature] = {}
    for line in note.signatures:
        verifier = known.get((line.name, line.key_id))
        if verifier is None or (line.name, line.key_id) in right:
            continue
        if not verifier.verify(note.text, line.signature):
            raise SignatureError(f"The signature of {line.name} is wrong.")
        right[line.name, line.key_id] = line
    return list(right.values())


def open_note(data: bytes, verifiers: Iterable[Verifier]) -> Note:
    """Read a note and keep only its verified signatures.

    Raises
    ------
    NoteError
        The note is malformed.
    SignatureError
        A known key's signature is wrong, or no known key signed.
    """
    note = parse_note(data)
    right = verified(note, verifiers)
    if not right:
        raise SignatureError("The note is signed by no known key.")
    return Note(note.text, tuple(right))


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """First four bytes of SHA-256(name, newline, type, key) (signed-note, "Signatures")."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def check_public_key(public: bytes) -> Ed25519PublicKey:
    """Return a key that every correct library judges alike.

    Raises
    ------
    KeyRefused
        Not 32 bytes, not canonical, not on the curve, of low order or with a low-order part.
    """
    if len(public) != 32 or not crypto_core_ed25519_is_valid_point(public):
        raise KeyRefused("Not an Ed25519 key of full prime order in canonical encoding.")
    return Ed25519PublicKey.from_public_bytes(public)


def is_signature(key: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    """Verdict of the one Ed25519 library."""
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def parse_vkey(vkey: str, kind: int) -> tuple[str, bytes]:
    """Read ``name+hash+base64(type ‖ key)`` of one type (signed-note, "Verifier keys").

    Raises
    ------
    KeyRefused
        Malformed, of another type, or the hash is not that of the key.
    """
    name, _, rest = vkey.partition("+")
    digest, _, encoded = rest.partition("+")
    try:
        data = decode_base64(encoded)
        check_name(name)
    except NoteError as error:
        raise KeyRefused(f"Not a verifier key: {error}") from None
    if not data or data[0] != kind:
        raise KeyRefused(f"The verifier key of {name} has not the type 0x{kind:02x}.")
    if digest != key_id(name, kind, data[1:]).hex():
        raise KeyRefused(f"The verifier key of {name} does not match its hash.")
    return name, data[1:]


def format_vkey(name: str, kind: int, public: bytes) -> str:
    """Write a verifier key."""
    digest = key_id(name, kind, public).hex()
    return f"{check_name(name)}+{digest}+{encode_base64(bytes([kind]) + public)}"


class Ed25519Verifier:
    """Key of type 0x01: signs the note text itself."""

    def __init__(self, name: str, public: bytes) -> None:
        self.name = check_name(name)
        self.public = public
        self.key_id = key_id(name, ED25519, public)
        self._key = check_public_key(public)

    @classmethod
    def from_vkey(cls, vkey: str) -> "Ed25519Verifier":
        return cls(*parse_vkey(vkey, ED25519))

    @property
    def vkey(self) -> str:
        return format_vkey(self.name, ED25519, self.public)

    def verify(self, text: str, signature: bytes) -> bool:
        return is_signature(self._key, signature, text.encode())


class Ed25519Signer:
    """Private side of ``Ed25519Verifier``."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifier = Ed25519Verifier(name, private.public_key().public_bytes_raw())

    def sign(self, text: str) -> NoteSignature:
        signature = self._private.sign(text.encode())
        return NoteSignature(self.verifier.name, self.verifier.key_id, signature)
