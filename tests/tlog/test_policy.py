"""Policies: the grammar of the file, quorums of groups, witnesses that count once, freshness."""

import pytest

from motcua.tlog.note import NoteError, SignatureError, parse_note
from motcua.tlog.policy import Policy, PolicyError, parse_policy
from tests.tlog.keys import log_signer, signed, witness_signer

pytestmark = pytest.mark.pure

LOG = f"log {log_signer().verifier.vkey} https://log.example/\n"
W = [f"witness w{number} {witness_signer(number).verifier.vkey}\n" for number in range(5)]
TWO_GROUPS = (
    "# two of the offices and any of the press\n\n"
    + LOG
    + "".join(W)
    + "group offices\t2 w0 w1 w2\n group press any w3 w4 \ngroup both all offices press\nquorum both\n"
)


def policy(text: str = TWO_GROUPS) -> Policy:
    return parse_policy(text)


@pytest.mark.parametrize(
    ("cosigned", "since"),
    [
        ({}, None),
        ({0: 100, 1: 100}, None),
        ({0: 100, 3: 100}, None),
        ({3: 1, 4: 1}, None),
        ({0: 100, 1: 90, 3: 80}, 80),
        ({0: 100, 1: 90, 2: 95, 3: 99, 4: 50}, 95),
    ],
)
def test_quorum(cosigned: dict[int, int], since: int | None) -> None:
    verdict = policy().judge(signed(5, witnesses=cosigned))
    assert verdict.since == since
    assert verdict.met == (since is not None)
    assert verdict.times == {f"w{number}": time for number, time in cosigned.items()}


def test_freshness() -> None:
    verdict = policy().judge(signed(5, witnesses={0: 1000, 1: 5000, 3: 5000}))
    assert verdict.fresh(now=4600)
    assert not verdict.fresh(now=4601)
    none = policy(LOG + "quorum none\n").judge(signed(5))
    assert none.met
    assert not none.fresh(now=0)


def test_a_witness_that_signs_twice_counts_once() -> None:
    note = parse_note(signed(5, witnesses={0: 100, 3: 100}))
    again = note.with_signatures([witness_signer(0).sign(note.text, 200)])
    verdict = policy().judge(bytes(again))
    assert not verdict.met
    assert verdict.times["w0"] == 200


def test_wrong_cosignatures_are_named_and_do_not_count() -> None:
    other = parse_note(signed(6, witnesses={0: 100}))
    note = parse_note(signed(5, witnesses={1: 100, 3: 100})).with_signatures(other.signatures[1:])
    verdict = policy().judge(bytes(note))
    assert verdict.wrong == ("w0",)
    assert not verdict.met


def test_the_log_must_be_listed_and_sign() -> None:
    with pytest.raises(NoteError, match="lists no log"):
        policy(
            LOG.replace(log_signer().verifier.vkey, log_signer(1, "else").verifier.vkey)
            + "quorum none\n"
        ).judge(signed(5))
    with pytest.raises(SignatureError):
        policy(f"log {log_signer(1).verifier.vkey}\nquorum none\n").judge(signed(5))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "one quorum"),
        (LOG, "one quorum"),
        ("quorum none\nquorum none\n", "Line 2"),
        ("quorum w0\n", "Line 1"),
        (W[0] + W[0] + "quorum none", "Line 2"),
        (LOG + LOG, "Line 2"),
        (W[0] + W[0].replace("w0 ", "again ") + "quorum none", "listed twice"),
        (W[0] + "group g 2 w0\nquorum g", "Line 2"),
        (W[0] + "group g 0 w0\nquorum g", "Line 2"),
        (W[0] + "group g any\nquorum g", "Line 2"),
        (W[0] + "group g any w0 w0\nquorum g", "Line 2"),
        (W[0] + "group g any none\nquorum g", "Line 2"),
        (W[0] + "group none any w0\nquorum g", "Line 2"),
        (W[0] + "group g any w0\ngroup h any w0\nquorum h", "Line 3"),
        ("group g any g\nquorum g", "Line 1"),
        (W[0] + "group w0 any w0\nquorum w0", "Line 2"),
        ("quorum none none", "Line 1"),
        ("nonsense", "Line 1"),
        ("quorum\u00a0none", "Line 1"),
        ("quorum none\r\n", "control"),
        (LOG.replace("log ", "witness x ") + "quorum x", "Line 1"),
        ("witness none " + W[0].split()[2] + "\nquorum none", "Line 1"),
    ],
)
def test_bad_files(text: str, line: str) -> None:
    with pytest.raises(PolicyError, match=line):
        parse_policy(text)
