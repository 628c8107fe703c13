"""Cosignatures v1: the example of the specification's message, times, lengths, types of keys."""

import pytest

from motcua.tlog.cosignature import CosignatureVerifier, signed_message, timestamp_of
from motcua.tlog.note import KeyRefused, NoteError
from tests.tlog.keys import log_signer, witness_signer

pytestmark = pytest.mark.pure

BODY = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_message() -> None:
    assert signed_message(BODY, 1679315147) == f"cosignature/v1\ntime 1679315147\n{BODY}".encode()


def test_sign_and_verify() -> None:
    signer = witness_signer(0)
    line = signer.sign(BODY, 1679315147)
    verifier = CosignatureVerifier.from_vkey(signer.verifier.vkey)
    assert verifier.verify(BODY, line.signature)
    assert timestamp_of(line.signature) == 1679315147
    assert not verifier.verify(BODY + "x\n", line.signature)
    other_time = (1679315148).to_bytes(8, "big") + line.signature[8:]
    assert not verifier.verify(BODY, other_time)
    for wrong in (line.signature[:-1], line.signature + b"\0", b"", line.signature[8:]):
        assert not verifier.verify(BODY, wrong)


def test_times_beyond_the_calendar() -> None:
    with pytest.raises(NoteError):
        timestamp_of(b"\xff" * 8 + bytes(64))


def test_a_log_key_is_no_witness_key() -> None:
    with pytest.raises(KeyRefused, match="0x04"):
        CosignatureVerifier.from_vkey(log_signer().verifier.vkey)
