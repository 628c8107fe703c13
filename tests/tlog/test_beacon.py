"""Beacons answer for cosigned checkpoints only, never go back, and cannot choose."""

import pytest

from motcua.tlog import beacon, vrf
from motcua.tlog.note import Note, parse_note
from motcua.tlog.policy import parse_policy
from motcua.tlog.witness import Answer, Head
from tests.tlog.keys import log_signer, seed, signed, witness_signer

pytestmark = pytest.mark.pure

SECRET = seed(2000)
PUBLIC = vrf.public_key(SECRET)
POLICY = parse_policy(
    f"log {log_signer().verifier.vkey}\nwitness w {witness_signer(0).verifier.vkey}\nquorum w\n"
)
NOTE = signed(7, witnesses={0: 1000})
BODY = parse_note(NOTE).text.encode()
HEAD = Head(7, beacon.answer(NOTE, None, policy=POLICY, seed=SECRET).head.root)


def ask(data: bytes = NOTE, last: Head | None = None) -> Answer:
    return beacon.answer(data, last, policy=POLICY, seed=SECRET)


def test_answer_and_verify() -> None:
    answer = ask()
    assert (answer.status, answer.head) == (200, HEAD)
    voice = beacon.Voice.parse(answer.body, public=PUBLIC, checkpoint_body=BODY)
    assert voice.beta == beacon.output(PUBLIC, BODY, voice.proof)
    assert ask(last=HEAD) == answer, "asking again changes nothing"
    later = signed(9, witnesses={0: 2000})
    assert ask(later, HEAD).status == 200


def test_cosignatures_do_not_change_the_output() -> None:
    """Otherwise witnesses, or who collects their lines, could choose."""
    assert ask(signed(7, witnesses={0: 1000, 1: 5, 2: 6})).body == ask().body


def test_refusals() -> None:
    assert ask(signed(7)).status == 403
    assert ask(signed(7, witnesses={1: 1000})).status == 403
    bare = parse_note(NOTE)
    assert ask(bytes(Note(bare.text, bare.signatures[1:]))).status == 403
    assert ask(b"nonsense").status == 400
    assert ask(NOTE.replace(b"log.example", b"log.elsewhere")).status == 400
    assert ask(signed(6, witnesses={0: 1000}), HEAD).status == 409
    assert ask(last=Head(7, bytes(32))).status == 409
    assert ask(last=Head(7, bytes(32))).head is None


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace("\n", "x\n"),
        lambda line: "",
        lambda line: line.replace(" ", "  "),
        lambda line: line.split(" ")[0] + "\n",
        lambda line: "A" * 43 + "= " + line.split(" ")[1],
    ],
)
def test_malformed_answers(change) -> None:
    with pytest.raises(vrf.VrfError):
        beacon.Voice.parse(change(ask().body), public=PUBLIC, checkpoint_body=BODY)


def test_answers_for_another_checkpoint() -> None:
    with pytest.raises(vrf.VrfError, match="wrong"):
        beacon.Voice.parse(ask().body, public=PUBLIC, checkpoint_body=BODY + b"x")


def test_beacon_depends_on_every_byte_of_the_body() -> None:
    proof = beacon.evaluate(SECRET, BODY)
    assert len(beacon.output(PUBLIC, BODY, proof)) == vrf.OUTPUT_SIZE
    with pytest.raises(vrf.VrfError):
        beacon.output(PUBLIC, BODY.replace(b"\n7\n", b"\n8\n"), proof)
