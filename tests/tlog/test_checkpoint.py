"""Checkpoints: three lines and nothing else (attacks on spelling, size, root and origin)."""

import pytest

from motcua.tlog.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from motcua.tlog.hashes import EMPTY_ROOT, leaf_hash
from motcua.tlog.note import Note, NoteError, SignatureError, encode_base64
from tests.tlog.keys import ORIGIN, log_signer, signed

pytestmark = pytest.mark.pure

KEYS = [log_signer().verifier]
ROOT = encode_base64(leaf_hash(b"x"))


def resigned(text: str) -> bytes:
    """A note that is signed with the real key, whatever its text."""
    return bytes(Note(text, (log_signer().sign(text),)))


def test_round_trip() -> None:
    checkpoint = Checkpoint(ORIGIN, 5, leaf_hash(b"x"))
    assert Checkpoint.parse(str(checkpoint)) == checkpoint
    note = bytes(sign_checkpoint(checkpoint, [log_signer()]))
    assert open_checkpoint(note, ORIGIN, KEYS) == checkpoint
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert open_checkpoint(resigned(str(empty)), ORIGIN, KEYS) == empty


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n05\n{ROOT}\n",
        f"{ORIGIN}\n+5\n{ROOT}\n",
        f"{ORIGIN}\n-5\n{ROOT}\n",
        f"{ORIGIN}\n5 \n{ROOT}\n",
        f"{ORIGIN}\n\n{ROOT}\n",
        f"{ORIGIN}\n{2**63}\n{ROOT}\n",
        f"{ORIGIN}\n٥\n{ROOT}\n",
        f"{ORIGIN}\n5.0\n{ROOT}\n",
        f"{ORIGIN}\n5\n{ROOT}\nextension\n",
        f"{ORIGIN}\n5\n{ROOT}\n\n",
        f"{ORIGIN}\n5\n",
        f"\n5\n{ROOT}\n",
        f"{ORIGIN}\n0\n{ROOT}\n",
        f"{ORIGIN}\n5\n{ROOT.rstrip('=')}\n",
        f"{ORIGIN}\n5\n{ROOT[:-2]}B=\n",
        f"{ORIGIN}\n5\n{ROOT} \n",
        f"{ORIGIN}\n5\n{encode_base64(bytes(31))}\n",
        f"{ORIGIN}\n5\n{encode_base64(bytes(33))}\n",
        f"{ORIGIN}\n5\n\n",
        f"log.elsewhere\n5\n{ROOT}\n",
        f"{ORIGIN}\r\n5\r\n{ROOT}\r\n",
        f"{ORIGIN}\n5\n{ROOT.replace('/', '_').replace('+', '-')}\t\n",
    ],
)
def test_malformed_though_signed(text: str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(resigned(text), ORIGIN, KEYS)


def test_unsigned_or_changed() -> None:
    with pytest.raises(SignatureError):
        open_checkpoint(signed(5), ORIGIN, [log_signer(1).verifier])
    with pytest.raises(SignatureError):
        open_checkpoint(signed(5).replace(b"\n5\n", b"\n6\n"), ORIGIN, KEYS)


@pytest.mark.parametrize("size", [-1, 2**63])
def test_impossible_sizes(size: int) -> None:
    with pytest.raises(NoteError):
        Checkpoint(ORIGIN, size, leaf_hash(b"x"))
