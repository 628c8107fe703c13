"""Asking the witnesses of the policy to cosign a checkpoint (C2SP tlog-witness, client side).

A witness that is silent, slow, mistaken or of another clock is passed over and named; whether the
others suffice is the policy's to say. A witness that knows a larger or another tree of this log
stops the log: then it is the log that is wrong.
"""

import logging
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from motcua.tlog.checkpoint import Checkpoint
from motcua.tlog.cosignature import timestamp_of
from motcua.tlog.note import Note, NoteError, NoteSignature, parse_decimal, parse_signature_line
from motcua.tlog.policy import Policy, Witness
from motcua.tlog.proof import consistency_proof
from motcua.tlog.readers import TileReader
from motcua.tlog.witness import make_request

log = logging.getLogger("motcua.ledger")
CLOCKS_APART = 300
TIMEOUT = 5.0
MAX_ANSWER = 1 << 16
# Sends a body to a witness; returns status and answer.
Post = Callable[[str, bytes], tuple[int, bytes]]


class LogContradicted(Exception):
    """A witness has cosigned a tree of this log that the log no longer has."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect())


def post(url: str, body: bytes) -> tuple[int, bytes]:
    """Send a body; an HTTP error is an answer, a network error is raised (`OSError`)."""
    if not url.startswith(("http://", "https://")):
        raise OSError(f"not an http(s) address: {url}")
    request = urllib.request.Request(url, data=body, method="POST")  # noqa: S310 - scheme checked
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as answer:
            return answer.status, answer.read(MAX_ANSWER)
    except urllib.error.HTTPError as error:
        return error.code, error.read(MAX_ANSWER)


@dataclass
class Cosigning:
    """What is known of each witness between checkpoints."""

    policy: Policy
    reader: TileReader
    send: Post = post
    sizes: dict[str, int] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    # Entries that have numbers. A witness may be ahead of what is shown, if the process died between
    # its cosignature and publication; it may not be ahead of this.
    numbered: int = 0

    def collect(self, note: Note, now: int) -> Note:
        """Return the note with every good cosignature that could be had.

        Raises
        ------
        LogContradicted
            A witness knows more of this log than we do, or another tree.
        """
        asked = [witness for witness in self.policy.witnesses.values() if witness.url]
        if not asked:
            return note
        with ThreadPoolExecutor(len(asked)) as threads:
            lines = list(threads.map(lambda each: self._ask(each, note, now), asked))
        return note.with_signatures(line for line in lines if line)

    def _ask(self, witness: Witness, note: Note, now: int) -> NoteSignature | None:
        try:
            line = self._cosignature(witness, note)
            if not witness.verifier.verify(note.text, line.signature):
                raise NoteError("the cosignature is wrong")
            if abs(timestamp_of(line.signature) - now) > CLOCKS_APART:
                raise NoteError("its clock and ours are more than five minutes apart")
        except (OSError, NoteError) as error:
            if self.troubles.get(witness.name) != str(error):
                log.warning("witness_silent name=%s why=%s", witness.name, error)
            self.troubles[witness.name] = str(error)
            return None
        self.troubles.pop(witness.name, None)
        return line

    def _cosignature(self, witness: Witness, note: Note) -> NoteSignature:
        tree = Checkpoint.parse(note.text)
        for _ in range(3):  # another instance may have moved it on between two questions
            old = self.sizes.get(witness.name, 0)
            proof = consistency_proof(self.reader, old, tree.size)
            status, body = self.send(
                f"{witness.url.rstrip('/')}/add-checkpoint", make_request(old, proof, bytes(note))
            )
            if status == 200:
                self.sizes[witness.name] = tree.size
                return self._line(body, witness)
            if status != 409:
                break
            self.sizes[witness.name] = self._known_size(witness, body, old, tree)
        if status == 422:
            raise LogContradicted(
                f"{witness.name} has cosigned a tree that this log does not contain: "
                "entries were changed, or a backup was restored."
            )
        raise NoteError(f"it answered {status}: {body[:200].decode('utf-8', 'replace').strip()}")

    @staticmethod
    def _line(body: bytes, witness: Witness) -> NoteSignature:
        lines: Sequence[str] = body.decode("utf-8", "replace").removesuffix("\n").split("\n")
        for text in lines:
            line = parse_signature_line(text)
            if (line.name, line.key_id) == (witness.verifier.name, witness.verifier.key_id):
                return line
        raise NoteError("it answered without its own signature")

    def _known_size(self, witness: Witness, body: bytes, old: int, tree: Checkpoint) -> int:
        known = parse_decimal(body.decode("ascii", "replace").strip())
        if tree.size < known <= self.numbered:
            raise NoteError("it has cosigned the next batch already")
        if known > tree.size:
            raise LogContradicted(
                f"{witness.name} has cosigned {known} entries, this log has {tree.size}: "
                "a backup was restored, or entries were removed."
            )
        if known == old:
            raise LogContradicted(
                f"{witness.name} has cosigned another tree of {known} entries than this log's."
            )
        return known
