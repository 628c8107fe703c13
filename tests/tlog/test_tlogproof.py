"""Offline proofs: round trip, verification with a policy, every change refused."""

import pytest

from motcua.tlog.note import NoteError
from motcua.tlog.policy import parse_policy
from motcua.tlog.proof import ProofError
from motcua.tlog.tlogproof import QuorumMissing, TlogProof
from tests.tlog import naive
from tests.tlog.keys import log_signer, signed, witness_signer

pytestmark = pytest.mark.pure

HASHES = [naive.leaf(b"%d" % number) for number in range(11)]
POLICY = parse_policy(
    f"log {log_signer().verifier.vkey}\nwitness w {witness_signer(0).verifier.vkey}\nquorum w\n"
)
NOTE = signed(11, naive.root(HASHES), witnesses={0: 1000})
PROOF = TlogProof(7, tuple(naive.path(7, HASHES)), NOTE, b"sealed")


def test_round_trip() -> None:
    for proof in (PROOF, TlogProof(7, PROOF.hashes, NOTE), TlogProof(7, PROOF.hashes, NOTE, b"")):
        assert TlogProof.parse(str(proof)) == proof
    assert PROOF.verify(HASHES[7], POLICY).since == 1000
    alone = TlogProof(0, (), signed(1, HASHES[0], witnesses={0: 5}))
    assert TlogProof.parse(str(alone)).verify(HASHES[0], POLICY).met


def test_refusals() -> None:
    with pytest.raises(ProofError):
        PROOF.verify(HASHES[6], POLICY)
    with pytest.raises(ProofError, match="outside"):
        TlogProof(11, PROOF.hashes, NOTE).verify(HASHES[7], POLICY)
    with pytest.raises(QuorumMissing):
        TlogProof(7, PROOF.hashes, signed(11, naive.root(HASHES))).verify(HASHES[7], POLICY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@v1", "@v2"),
        ("index 7", "index 07"),
        ("index 7", "Index 7"),
        ("index 7\n", ""),
        ("extra c2VhbGVk", "extra c2VhbGV"),
        ("\n\n", "\n"),
        ("extra c2VhbGVk\nindex 7", "index 7\nextra c2VhbGVk"),
        ("index 7", "index -7"),
        ("index 7\n", "index 7\nAAAA\n"),
        ("index 7\n", "index 7\n" + "A" * 43 + "\n"),
        ("index 7\n", "index 7\n" + ("A" * 43 + "=\n") * 64),
    ],
)
def test_malformed(old: str, new: str) -> None:
    text = str(PROOF)
    assert old in text
    with pytest.raises(NoteError):
        TlogProof.parse(text.replace(old, new, 1))
