"""Beacons over real HTTP: proofs are checked, the silent are named, nothing is drawn without them."""

import threading
from contextlib import contextmanager
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.ledger.beacons import Beacon, BeaconListError, ask, parse_beacons
from motcua.ledger.witness.service import Party, server
from motcua.ledger.witness.store import Store
from motcua.lottery.draw import seed
from motcua.tlog import beacon, vrf
from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Signer, encode_base64
from motcua.tlog.policy import parse_policy

ORIGIN = "log.example/city"
LOG = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))
WITNESS = CosignatureSigner("w.example", Ed25519PrivateKey.from_private_bytes(bytes([8] * 32)))
POLICY = f"log {LOG.verifier.vkey}\nwitness w {WITNESS.verifier.vkey}\nquorum w\n"
SEEDS = [bytes([n] * 32) for n in (1, 2)]
KEYS = [encode_base64(vrf.public_key(each)) for each in SEEDS]


def checkpoint(size: int = 7, *, cosigned: bool = True, mark: bytes = b"") -> bytes:
    root = sha256(b"root %d" % size + mark).digest()
    note = sign_checkpoint(Checkpoint(ORIGIN, size, root), [LOG])
    return bytes(
        note.with_signatures([WITNESS.sign(note.text, 1_786_000_000)]) if cosigned else note
    )


@contextmanager
def running(folder, number: int):
    party = Party(WITNESS, {}, Store(folder / f"{number}.sqlite"), parse_policy(POLICY),
                  SEEDS[number])  # fmt: skip
    made = server(party, "127.0.0.1", 0)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        url = f"http://127.0.0.1:{made.server_port}/"
        yield Beacon(f"b{number}", vrf.public_key(SEEDS[number]), url)
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def test_both_answer_in_order_and_the_same_again(tmp_path):
    with running(tmp_path, 0) as one, running(tmp_path, 1) as two:
        said, again = ask([two, one], checkpoint()), ask([two, one], checkpoint())
    assert said == again
    assert [voice.public for voice in said.voices] == [two.public, one.public]
    body = checkpoint().decode().split("\n\n")[0].encode() + b"\n"
    assert said.betas[0] == vrf.proof_to_hash(beacon.evaluate(SEEDS[1], body))
    assert len(seed(said.betas, bytes(32), 0)) == 32


def test_a_beacon_that_is_down_is_named_and_nothing_is_drawn(tmp_path):
    with running(tmp_path, 0) as one, running(tmp_path, 1) as gone:
        pass
    with running(tmp_path, 0) as one:
        said = ask([one, gone], checkpoint())
    assert said.silent == (gone,)
    with pytest.raises(ValueError, match="b1"):
        _ = said.betas


def test_it_never_answers_without_quorum_or_for_an_older_or_other_tree(tmp_path):
    with running(tmp_path, 0) as one:
        assert ask([one], checkpoint(cosigned=False)).silent
        assert ask([one], checkpoint(9)).voices
        assert ask([one], checkpoint(8)).silent
        assert ask([one], checkpoint(9, mark=b"another")).silent


@pytest.mark.parametrize("answer", [
    (200, b""), (200, b"\xff"), (200, b"a b\n"), (404, b"no"),
    (200, f"{KEYS[1]} {encode_base64(vrf.prove(SEEDS[1], b'x'))}\n".encode()),
    (200, f"{KEYS[0]} {encode_base64(vrf.prove(SEEDS[0], b'another input'))}\n".encode()),
])  # fmt: skip
def test_a_wrong_answer_counts_as_silence(answer):
    one = Beacon("b0", vrf.public_key(SEEDS[0]), "http://b/")
    assert ask([one], checkpoint(), send=lambda _url, _body: answer).silent == (one,)


def test_a_list_is_read():
    read = parse_beacons(
        f"# two\nbeacon a {KEYS[0]} https://a/ own\nbeacon b {KEYS[1]} https://b/\nreserve a b\n"
    )
    assert [each.own for each in read.beacons] == [True, False]
    assert read.reserve == read.beacons
    assert parse_beacons("").beacons == ()


@pytest.mark.parametrize(("text", "why"), [
    (f"beacon a {KEYS[0]} https://a/", "2 different"),
    (f"beacon a {KEYS[0]} https://a/ own\nbeacon b {KEYS[1]} https://b/ own", "does not run"),
    (f"beacon a {KEYS[0]} https://a/\nbeacon b {KEYS[0]} https://b/", "line 2: this name or key"),
    (f"beacon a {encode_base64(bytes(31) + b'1')} https://a/", "line 1"),
    (f"beacon a {KEYS[0]} ftp://a/", "not an http"),
    ("reserve x y", "no beacon 'x'"),
    ("beacon a", "write"),
])  # fmt: skip
def test_a_list_that_proves_nothing_is_refused(text, why):
    with pytest.raises(BeaconListError, match=why):
        parse_beacons(text)
