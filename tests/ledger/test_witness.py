"""The witness over HTTP: every status, and its state survives races and restarts."""

import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.ledger.witness.cli import beacon_seed
from motcua.ledger.witness.service import Party, server
from motcua.ledger.witness.store import Store
from motcua.tlog import vrf
from motcua.tlog.beacon import Voice
from motcua.tlog.checkpoint import Checkpoint, sign_checkpoint
from motcua.tlog.cosignature import CosignatureSigner
from motcua.tlog.note import Ed25519Signer, parse_note, parse_signature_line
from motcua.tlog.policy import parse_policy
from motcua.tlog.proof import consistency_proof
from motcua.tlog.readers import MemoryTiles
from motcua.tlog.tree import TreeBuilder
from motcua.tlog.witness import make_request

ORIGIN = "log.example/city"
LOG = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))
SIGNER = CosignatureSigner("w.example", Ed25519PrivateKey.from_private_bytes(bytes([8] * 32)))
POLICY = parse_policy(f"log {LOG.verifier.vkey}\nwitness w {SIGNER.verifier.vkey}\nquorum w\n")


def tree(size: int, salt: bytes = b""):
    """Checkpoint and tiles of a small log."""
    builder, tiles = TreeBuilder(), {}
    for n in range(size):
        tiles |= dict(builder.append([salt + bytes([n])]).tiles)
    note = sign_checkpoint(Checkpoint(ORIGIN, size, builder.root), [LOG])
    return note, MemoryTiles(tiles)


def asked(old: int, size: int, salt: bytes = b"") -> bytes:
    note, tiles = tree(size, salt)
    proof = consistency_proof(tiles, old, size) if old <= size else []
    return make_request(old, proof, bytes(note))


@pytest.fixture
def witness(tmp_path):
    """A running witness: its address, and how to ask it."""
    party = Party(SIGNER, {ORIGIN: [LOG.verifier]}, Store(tmp_path / "state"), POLICY,
                  beacon_seed(tmp_path), note="Only for a test.", clock=lambda: 1_780_000_000)  # fmt: skip
    running = server(party, "127.0.0.1", 0)
    threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()

    def ask(path: str, body: bytes | None = None) -> tuple[int, str]:
        url = f"http://127.0.0.1:{running.server_address[1]}{path}"
        try:
            with urllib.request.urlopen(
                urllib.request.Request(url, data=body), timeout=10
            ) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    ask.party, ask.folder = party, tmp_path
    yield ask
    running.shutdown()
    running.server_close()


def test_every_status_of_add_checkpoint(witness):
    stranger = sign_checkpoint(
        Checkpoint("other.example/log", 1, bytes(32)),
        [Ed25519Signer("other.example/log", Ed25519PrivateKey.generate())],
    )
    impostor = sign_checkpoint(
        Checkpoint(ORIGIN, 1, bytes(32)), [Ed25519Signer(ORIGIN, Ed25519PrivateKey.generate())]
    )
    code, line = witness("/add-checkpoint", asked(0, 3))
    assert code == 200
    cosignature = parse_signature_line(line.rstrip("\n"))
    assert SIGNER.verifier.verify(tree(3)[0].text, cosignature.signature)
    assert witness("/add-checkpoint", asked(3, 5))[0] == 200
    assert witness("/add-checkpoint", asked(3, 7)) == (409, "5\n")
    assert witness("/add-checkpoint", asked(5, 6, b"x"))[0] == 422
    assert witness("/add-checkpoint", asked(5, 5, b"x"))[0] == 409
    assert witness("/add-checkpoint", asked(6, 5))[0] == 400
    assert witness("/add-checkpoint", make_request(0, [], bytes(stranger)))[0] == 404
    assert witness("/add-checkpoint", make_request(5, [], bytes(impostor)))[0] == 403
    for body in (b"", b"old 1\n", b"old 01\n\nx", b"\xff" * 40, b"old 0\n\n" + b"a" * 1000):
        assert witness("/add-checkpoint", body)[0] == 400
    assert witness("/add-checkpoint", b"x" * 200_000)[0] == 413
    assert witness("/nothing", b"x")[0] == 404
    assert witness("/add-checkpoint", asked(5, 9))[0] == 200


def test_a_race_never_rolls_its_state_back(witness):
    witness("/add-checkpoint", asked(0, 2))
    requests = [asked(2, size) for size in range(3, 23)]
    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(lambda body: witness("/add-checkpoint", body)[0], requests))
    assert codes.count(200) == 1
    assert set(codes) == {200, 409}
    size = 3 + codes.index(200)
    assert witness.party.store.head("witness", ORIGIN).size == size
    assert Store(witness.folder / "state").head("witness", ORIGIN).size == size


def test_the_beacon_answers_only_for_what_a_quorum_cosigned(witness):
    note, _ = tree(4)
    assert witness("/beacon", bytes(note))[0] == 403
    cosigned = bytes(note.with_signatures([SIGNER.sign(note.text, 1_780_000_000)]))
    code, line = witness("/beacon", cosigned)
    assert code == 200
    public = vrf.public_key(witness.party.beacon_seed)
    voice = Voice.parse(line, public=public, checkpoint_body=parse_note(cosigned).text.encode())
    assert len(voice.beta) == 64
    assert witness("/beacon", cosigned) == (200, line)  # one input, one output
    older, _ = tree(3)
    again = bytes(older.with_signatures([SIGNER.sign(older.text, 1_780_000_000)]))
    assert witness("/beacon", again)[0] == 409


def test_its_page_says_who_and_that_it_is_not_independent(witness):
    code, page = witness("/")
    assert code == 200
    assert SIGNER.verifier.vkey in page
    assert "Only for a test." in page
    assert (witness.folder / "beacon.key").stat().st_mode & 0o077 == 0
