"""Every status code of ``add-checkpoint``, and what the witness remembers afterwards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.tlog.cosignature import timestamp_of
from motcua.tlog.note import NoteSignature, parse_note, parse_signature_line
from motcua.tlog.witness import SIZE_TYPE, Answer, Head, make_request, respond
from tests.tlog import naive
from tests.tlog.keys import ORIGIN, log_signer, signed, witness_signer

pytestmark = pytest.mark.pure

HASHES = [naive.leaf(b"%d" % number) for number in range(40)]
OTHER = [naive.leaf(b"other %d" % number) for number in range(40)]
LOGS = {ORIGIN: [log_signer().verifier]}


def root(size: int) -> bytes:
    return naive.root(HASHES[:size])


def request(old: int, new: int, hashes: list[bytes] = HASHES) -> bytes:
    proof = naive.proof(old, hashes[:new]) if old else []
    return make_request(old, proof, signed(new, naive.root(hashes[:new])))


def ask(body: bytes, heads: dict[str, Head] | None = None) -> tuple[Answer, dict[str, Head]]:
    return respond(body, heads or {}, logs=LOGS, signer=witness_signer(0), now=1234)


def known(size: int) -> dict[str, Head]:
    return {ORIGIN: Head(size, root(size))}


def test_first_and_next() -> None:
    answer, heads = ask(request(0, 7))
    assert (answer.status, heads) == (200, known(7))
    answer, heads = ask(request(7, 30), heads)
    assert (answer.status, heads) == (200, known(30))
    line = parse_signature_line(answer.body.rstrip("\n"))
    assert witness_signer(0).verifier.verify(parse_note(signed(30, root(30))).text, line.signature)
    assert timestamp_of(line.signature) == 1234


def test_same_size_again_renews_the_time() -> None:
    answer, heads = ask(request(7, 7), known(7))
    assert (answer.status, heads) == (200, known(7))


def test_400() -> None:
    good = request(7, 30)
    for body in (
        b"",
        b"old 7\n",
        good.replace(b"old 7", b"old 07"),
        good.replace(b"old 7", b"Old 7"),
        good.replace(b"old 7", b"old -1"),
        good.replace(b"old 7\n", b"old 7\nnot base64\n"),
        good.replace(b"old 7\n", b"old 7\nAAAA\n"),
        good.replace(b"old 7\n", b"old 7\n\xff\n"),
        good.replace(b"old 7\n", b"old 7\n" + (b"A" * 43 + b"=\n") * 64),
        good[:-1],
        good.replace(b"\n30\n", b"\n030\n"),
        request(30, 30).replace(b"old 30", b"old 31"),
    ):
        answer, heads = ask(body, known(7))
        assert (answer.status, heads) == (400, known(7)), body


def test_403_and_404() -> None:
    assert respond(request(0, 7), {}, logs={}, signer=witness_signer(0), now=1)[0].status == 404
    others = {ORIGIN: [log_signer(1).verifier]}
    assert respond(request(0, 7), {}, logs=others, signer=witness_signer(0), now=1)[0].status == 403
    note = parse_note(signed(7, root(7)))
    key = log_signer().verifier
    forged = bytes(type(note)(note.text, (NoteSignature(key.name, key.key_id, bytes(64)),)))
    assert ask(b"old 0\n\n" + forged)[0].status == 403


def test_409_tells_the_size_it_knows() -> None:
    for body in (request(0, 30), request(6, 30), request(8, 30)):
        answer, heads = ask(body, known(7))
        assert (answer.status, answer.body, answer.content_type) == (409, "7\n", SIZE_TYPE)
        assert heads == known(7)


def test_409_for_another_root_of_the_same_size() -> None:
    answer, heads = ask(make_request(7, [], signed(7, naive.root(OTHER[:7]))), known(7))
    assert (answer.status, heads) == (409, known(7))


def test_422_for_a_rewritten_history() -> None:
    answer, heads = ask(request(7, 30, OTHER), known(7))
    assert (answer.status, heads) == (422, known(7))
    answer, _ = ask(make_request(0, [root(3)], signed(7, root(7))))
    assert answer.status == 422, "from nothing the proof must be empty"


def test_restored_backup_cannot_roll_back() -> None:
    assert ask(request(3, 7), known(30))[0].status == 409
    assert ask(make_request(30, [], signed(7, root(7))), known(30))[0].status == 400


def test_empty_tree() -> None:
    empty = make_request(0, [], signed(0, naive.root([])))
    answer, heads = ask(empty)
    assert (answer.status, heads) == (200, {ORIGIN: Head()})


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=12))
def test_whatever_is_asked_it_signs_one_growing_history(asked: list[tuple[int, int, bool]]) -> None:
    """Requests in any order, honest or of a fork: what it cosigned is one chain of prefixes."""
    heads: dict[str, Head] = {}
    signed_heads = [Head()]
    for old, new, fork in asked:
        hashes = OTHER if fork else HASHES
        proof = naive.proof(old, hashes[:new]) if 0 < old <= new else []
        body = make_request(old, proof, signed(new, naive.root(hashes[:new])))
        answer, heads = ask(body, heads)
        if answer.status == 200:
            signed_heads.append(heads[ORIGIN])
    sizes = [head.size for head in signed_heads]
    assert sizes == sorted(sizes)
    histories = [
        [Head(size, naive.root(tree[:size])) for size in sizes] for tree in (HASHES, OTHER)
    ]
    assert signed_heads in histories
