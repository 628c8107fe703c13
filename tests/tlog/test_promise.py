"""Promises: 155 bytes with a code of 18, the secret stays out of the signed statement."""

from base64 import urlsafe_b64decode

import pytest

from motcua.tlog.hashes import leaf_hash
from motcua.tlog.note import SignatureError
from motcua.tlog.promise import Promise, PromiseError, salt, tag
from tests.tlog.keys import ORIGIN, log_signer

pytestmark = pytest.mark.pure

SECRET = bytes(range(32))
PROMISE = Promise(SECRET, leaf_hash(b"x"), 1_700_000_000, "H26.15-250201-0001").signed(
    ORIGIN, log_signer()
)


def test_round_trip_and_length() -> None:
    assert len(bytes(PROMISE)) == 155
    assert Promise.parse(PROMISE.fragment()) == PROMISE
    assert Promise.parse(f"https://log.example/r#{PROMISE.fragment()}\n") == PROMISE
    PROMISE.check(ORIGIN, log_signer().verifier)
    assert PROMISE.belongs_to(tag(SECRET))
    assert not PROMISE.belongs_to(tag(bytes(32)))


def test_the_statement_does_not_give_the_secret_or_the_code_away() -> None:
    statement = PROMISE.statement(ORIGIN)
    assert PROMISE.code not in statement
    assert statement.count("\n") == 4


@pytest.mark.parametrize("at", [40, 66, 100])
def test_changed_promises(at: int) -> None:
    data = bytearray(bytes(PROMISE))
    data[at] ^= 1
    changed = Promise(
        bytes(data[1:33]),
        bytes(data[33:65]),
        int.from_bytes(data[65:73], "big"),
        "",
        bytes(data[73:137]),
    )
    with pytest.raises(SignatureError):
        changed.check(ORIGIN, log_signer().verifier)
    with pytest.raises(SignatureError):
        PROMISE.check("log.elsewhere", log_signer().verifier)


@pytest.mark.parametrize(
    "text", ["", "#", "é", "A" * 100, "A" * 220, PROMISE.fragment() + "=", PROMISE.fragment() + "*"]
)
def test_malformed(text: str) -> None:
    with pytest.raises(PromiseError):
        Promise.parse(text)
    with pytest.raises(PromiseError):
        bytes(Promise(b"", b"", 0, ""))


def test_salts_and_tags_differ() -> None:
    assert len({salt(SECRET, n) for n in range(50)} | {tag(SECRET)}) == 51
    assert len(urlsafe_b64decode(PROMISE.fragment() + "=")) == 155
