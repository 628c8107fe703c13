"""What a witness answers to ``add-checkpoint`` (C2SP tlog-witness), without network or storage.

A service reads the row of the origin for update, asks :func:`add_checkpoint`, stores the new head
and only then sends the answer; check and store must be one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.hashes import EMPTY_ROOT, HASH_SIZE
from motcua.tlog.note import (
    Note,
    NoteError,
    SignatureError,
    Verifier,
    decode_base64,
    encode_base64,
    parse_decimal,
    parse_note,
    verified,
)
from motcua.tlog.proof import ProofError, verify_consistency

MAX_PROOF = 63
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Head:
    """The one row a witness keeps per origin: the latest tree it cosigned."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed ``add-checkpoint`` body."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint

    def __bytes__(self) -> bytes:
        lines = [f"old {self.old_size}", *map(encode_base64, self.proof), "", ""]
        return "\n".join(lines).encode() + bytes(self.note)


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status, body and type; ``head`` is to be stored first, ``None`` leaves the row alone."""

    status: int
    body: str
    content_type: str = TEXT_TYPE
    head: Head | None = None


def parse_request(body: bytes) -> Request:
    """Read a request body; raises ``NoteError``, to be answered with 400."""
    head, blank, tail = body.partition(b"\n\n")
    if not blank:
        raise NoteError("A request is an old size, a proof, a blank line and a checkpoint.")
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise NoteError("The lines before the checkpoint are ASCII.") from None
    word, _, size = first.partition(" ")
    if word != "old":
        raise NoteError("A request starts with the old size.")
    if len(lines) > MAX_PROOF:
        raise NoteError(f"A proof has at most {MAX_PROOF} hashes.")
    proof = tuple(map(decode_base64, lines))
    if any(len(value) != HASH_SIZE for value in proof):
        raise NoteError(f"A hash of a proof has {HASH_SIZE} bytes.")
    note = parse_note(tail)
    return Request(parse_decimal(size), proof, note, Checkpoint.parse(note.text))


def make_request(old_size: int, proof: Sequence[bytes], checkpoint: bytes) -> bytes:
    """Write a request body; raises ``NoteError`` if the checkpoint is malformed."""
    note = parse_note(checkpoint)
    return bytes(Request(old_size, tuple(proof), note, Checkpoint.parse(note.text)))


def add_checkpoint(
    head: Head | None,
    request: Request,
    *,
    log_keys: Sequence[Verifier],
    signer: CosignatureSigner,
    now: int,
) -> Answer:
    """Decide on a request.

    Parameters
    ----------
    head
        The stored row of the origin, ``None`` if this witness never cosigned for it.
    request
        The parsed body.
    log_keys
        Keys trusted for the origin of the request; none if the origin is unknown.
    signer
        Key of this witness.
    now
        POSIX time in seconds.

    Returns
    -------
    Answer
        200 with the cosignature; 404 unknown origin; 403 no trusted signature; 400 old size above
        the new one; 409 old size is not the stored one, or another root for the same size; 422
        the tree does not contain the tree cosigned before.
    """
    new, stored = request.checkpoint, head or Head()
    if refusal := _refusal(stored, request, log_keys):
        return refusal
    try:
        verify_consistency(stored.size, new.size, stored.root, new.root, request.proof)
    except ProofError as error:
        return Answer(422, f"{error}\n")
    cosignature = signer.sign(request.note.text, now)
    return Answer(200, str(cosignature), head=Head(new.size, new.root))


def _refusal(stored: Head, request: Request, log_keys: Sequence[Verifier]) -> Answer | None:
    new = request.checkpoint
    if not log_keys:
        return Answer(404, f"This witness does not know the log {new.origin}.\n")
    if not _signed(request.note, log_keys):
        return Answer(403, "The checkpoint is not signed by a key trusted for this log.\n")
    if request.old_size > new.size:
        return Answer(400, "The old size is above the size of the checkpoint.\n")
    if request.old_size != stored.size:
        return Answer(409, f"{stored.size}\n", SIZE_TYPE)
    if stored.size == new.size and stored.root != new.root:
        return Answer(409, f"{stored.size}\n", SIZE_TYPE)
    return None


def _signed(note: Note, log_keys: Sequence[Verifier]) -> bool:
    try:
        return bool(verified(note, log_keys))
    except SignatureError:
        return False


def respond(
    body: bytes,
    heads: dict[str, Head],
    *,
    logs: dict[str, Sequence[Verifier]],
    signer: CosignatureSigner,
    now: int,
) -> tuple[Answer, dict[str, Head]]:
    """Answer a raw body from a table of heads; returns the answer and the table after it.

    The table is not changed in place, so that a failed write leaves the old state standing.
    """
    try:
        request = parse_request(body)
    except NoteError as error:
        return Answer(400, f"{error}\n"), heads
    origin = request.checkpoint.origin
    answer = add_checkpoint(
        heads.get(origin), request, log_keys=logs.get(origin, ()), signer=signer, now=now
    )
    return answer, heads if answer.head is None else {**heads, origin: answer.head}
