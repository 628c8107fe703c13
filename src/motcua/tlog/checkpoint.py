"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a tree, as a signed note.

Exactly three lines: extension lines are refused, because no monitor can audit them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.tlog.hashes import EMPTY_ROOT, HASH_SIZE
from motcua.tlog.note import (
    Ed25519Signer,
    Note,
    NoteError,
    Verifier,
    decode_base64,
    encode_base64,
    open_note,
    parse_decimal,
)
from motcua.tlog.tiles import MAX_TREE_SIZE


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log claims: a tree of ``size`` leaves has this ``root``."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or any(ord(sign) < 0x20 for sign in self.origin):
            raise NoteError("The origin is a line that is not empty.")
        if not 0 <= self.size <= MAX_TREE_SIZE:
            raise NoteError("The size of a tree is 0 to 2**63 - 1.")
        if len(self.root) != HASH_SIZE:
            raise NoteError(f"The root of a tree has {HASH_SIZE} bytes.")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise NoteError("An empty tree has the hash of nothing as its root.")

    def __str__(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the three lines strictly; raises ``NoteError``."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3]:
            raise NoteError("A checkpoint has exactly three lines: origin, size, root.")
        return cls(lines[0], parse_decimal(lines[1]), decode_base64(lines[2]))


def sign_checkpoint(checkpoint: Checkpoint, signers: Iterable[Ed25519Signer]) -> Note:
    """Sign a checkpoint with the keys of the log."""
    text = str(checkpoint)
    return Note(text, tuple(signer.sign(text) for signer in signers))


def open_checkpoint(data: bytes, origin: str, verifiers: Iterable[Verifier]) -> Checkpoint:
    """Read a checkpoint signed by the log.

    Raises
    ------
    NoteError
        Malformed, or of another log.
    SignatureError
        Not signed by a known key of the log, or wrongly.
    """
    checkpoint = Checkpoint.parse(open_note(data, verifiers).text)
    if checkpoint.origin != origin:
        raise NoteError(f"This is a checkpoint of another log, not of {origin}.")
    return checkpoint
