"""What a receipt says of the log: wait, promised, in the log, broken, or no log at all."""

import json
from datetime import timedelta

import pytest

from motcua.ledger import queries
from motcua.ledger.certificate_lines import lines_of
from motcua.ledger.configured import published_policy
from motcua.tlog.hashes import leaf_hash
from motcua.tlog.promise import Promise
from motcua.tlog.tlogproof import TlogProof
from tests.ledger.conftest import later, receive, tell


@pytest.fixture
def begun(open_log):
    """A log that has published something before."""
    sequencer = open_log.started()
    receive(900, open_log.now)
    sequencer.round()
    later(open_log, seconds=5)
    return sequencer


def state(log, **after):
    return queries.receipt_proof(1, since=log.now, now=log.now + timedelta(**after)).state


def test_a_receipt_waits_a_minute_for_its_leaf_and_no_longer(open_log, begun):
    receive(1, open_log.now)
    assert state(open_log) == "soon"
    assert state(open_log, seconds=59) == "soon"
    assert state(open_log, seconds=61) == "absent"  # the paper is due by law; the log stands still


def test_without_a_log_nobody_waits(open_log):
    receive(1, open_log.now)
    assert state(open_log) == "absent"


def test_promised_then_in_the_log(open_log, begun):
    receive(1, open_log.now)
    begun.write()
    proof = queries.receipt_proof(1, since=open_log.now, now=open_log.now)
    assert (proof.state, proof.idx) == ("promised", None)
    made = Promise.parse(proof.url)
    assert made.secret.hex() not in repr(proof).replace(proof.url, "")
    begun.round()
    proof = queries.receipt_proof(1, since=open_log.now, now=open_log.now)
    assert proof.state == "logged"
    assert queries.entry(proof.idx).leaf_hash == made.leaf
    assert begun.signer.verifier.vkey in proof.vkeys


def test_a_promise_is_broken_after_its_time_and_only_then(open_log, begun):
    receive(1, open_log.now)
    begun.write()
    assert state(open_log, seconds=119) == "promised"
    assert state(open_log, seconds=130) == "broken"


def test_a_certificate_has_every_event_and_a_proof_whole_in_itself(open_log, begun):
    receive(1, open_log.now)
    begun.round()
    later(open_log, seconds=5)
    tell("dossier_settled", 1, 1, open_log.now, outcome="granted")
    begun.round()
    later(open_log, seconds=5)
    tell("dossier_returned", 1, 2, open_log.now)
    begun.write()
    names = [names.vi for _, _, names, _, _ in lines_of(queries.opened(1))]
    assert names == ["Tiếp nhận hồ sơ", "Đã giải quyết", "Đang ghi"]
    newest = queries.proven(1)
    assert newest.event.kind == "settled"
    assert newest.event.told["outcome"] == "granted"
    proof = TlogProof.parse(newest.proof)
    proof.verify(leaf_hash(proof.extra), published_policy())
    assert proof.extra.decode() == newest.event.leaf
    assert queries.proven(1, n=2) is None
    assert [each["leaf"] is None for each in queries.certificate(1)["events"]] == [
        False,
        False,
        True,
    ]


def test_the_outside_verifier_takes_the_leaf_from_a_certificates_proof(open_log, begun, tmp_path):
    receive(1, open_log.now)
    begun.round()
    kept = tmp_path / "1.tlog-proof"
    kept.write_text(queries.proven(1).proof)
    code, said = open_log.audit("--proof", str(kept))
    assert code == 0, said
    assert "proof: entry 1 of the tree of 2" in said
    bare = tmp_path / "bare.tlog-proof"
    bare.write_text(queries.proof_text(1))
    assert open_log.audit("--proof", str(bare))[0] == 2
    other = TlogProof.parse(queries.proven(1).proof)
    forged = TlogProof(
        other.index, other.hashes, other.checkpoint, other.extra.replace(b"08", b"09")
    )
    kept.write_text(str(forged))
    assert open_log.audit("--proof", str(kept))[0] == 1


def test_the_outside_verifier_opens_a_dossier_by_its_certificate(open_log, begun, tmp_path):
    """What the centre hands the inspectorate for a dossier of the beacons' sample."""
    receive(1, open_log.now)
    tell("dossier_settled", 1, 1, open_log.now, outcome="granted")
    begun.round()
    kept = tmp_path / "1.json"
    kept.write_text(json.dumps(queries.certificate(1)))
    code, said = open_log.audit("--opening", str(kept))
    assert code == 0, said
    assert "opens all 2 events" in said
    invented = queries.certificate(1)
    invented["events"][1]["sealed"] = invented["events"][1]["sealed"].replace("granted", "refused")
    kept.write_text(json.dumps(invented))
    code, said = open_log.audit("--opening", str(kept))
    assert code == 1
    assert "event 1 was committed to with another content" in said
