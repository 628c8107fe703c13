"""Offline proofs (C2SP tlog-proof): index, inclusion proof and cosigned checkpoint in one text."""

from dataclasses import dataclass

from motcua.tlog.hashes import HASH_SIZE
from motcua.tlog.note import NoteError, decode_base64, encode_base64, parse_decimal
from motcua.tlog.policy import Policy, Verdict
from motcua.tlog.proof import ProofError, verify_inclusion

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63


class QuorumMissing(ValueError):
    """Too few witnesses have cosigned the checkpoint."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That an entry is at ``index`` of the tree of a checkpoint.

    Attributes
    ----------
    index
        Position of the entry, from 0.
    hashes
        Inclusion proof, sibling of the leaf first.
    checkpoint
        The signed note, verbatim.
    extra
        Opaque bytes of the application, not authenticated.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def __str__(self) -> str:
        extra = [] if self.extra is None else [f"extra {encode_base64(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *map(encode_base64, self.hashes), "", ""]
        return "\n".join(lines) + self.checkpoint.decode()

    @classmethod
    def parse(cls, text: str) -> "TlogProof":
        """Read a ``.tlog-proof`` file strictly; raises ``NoteError``."""
        head, blank, checkpoint = text.partition("\n\n")
        first, *lines = head.split("\n")
        if first != HEADER or not blank:
            raise NoteError(
                f"A proof starts with “{HEADER}” and has a checkpoint after a blank line."
            )
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decode_base64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise NoteError("The proof does not say the index of the entry.")
        index = parse_decimal(lines.pop(0).removeprefix("index "))
        hashes = tuple(map(decode_base64, lines))
        if len(hashes) > MAX_HASHES or any(len(value) != HASH_SIZE for value in hashes):
            raise NoteError(
                f"An inclusion proof is up to {MAX_HASHES} hashes of {HASH_SIZE} bytes."
            )
        return cls(index, hashes, checkpoint.encode(), extra)

    def verify(self, leaf: bytes, policy: Policy) -> Verdict:
        """Check everything for a leaf hash; returns what the policy found.

        Raises
        ------
        NoteError, SignatureError
            The checkpoint is malformed, of an unlisted log, or wrongly signed.
        QuorumMissing
            Too few witnesses cosigned.
        ProofError
            The leaf is not at this index.
        """
        verdict = policy.judge(self.checkpoint)
        if not verdict.met:
            raise QuorumMissing("Too few witnesses have cosigned this checkpoint.")
        tree = verdict.checkpoint
        if self.index >= tree.size:
            raise ProofError(f"Index {self.index} is outside a tree of {tree.size} leaves.")
        verify_inclusion(leaf, self.index, tree.size, self.hashes, tree.root)
        return verdict
