"""One event, one spelling: everything else is refused when it is written and when it is read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.tlog.leaf import EVENTS, SYSTEM, LeafError, decode, encode, keys_of

pytestmark = pytest.mark.pure

RECEIVED = {
    "b": "B07",
    "d": "A" * 22,
    "day": "2025-02-01",
    "due": "2025-02-17",
    "n": 0,
    "p": "1.001234",
    "s": "A" * 43,
    "t": "received",
    "v": 1,
    "w": 1000,
}
SETTLED = {
    "b": "B07",
    "d": "A" * 22,
    "day": "2025-02-05",
    "h": "A" * 43,
    "n": 3,
    "s": "A" * 43,
    "t": "settled",
    "v": 1,
}
TEXT = encode(RECEIVED)


def test_the_example_of_the_design_has_its_179_bytes() -> None:
    assert len(TEXT) == 179
    assert TEXT.startswith(b'{"b":"B07","d":"AAAAAAAAAAAAAAAAAAAAAA","day":"2025-02-01","due":')
    assert decode(TEXT) == RECEIVED
    assert decode(encode(SETTLED)) == SETTLED


@pytest.mark.parametrize(
    "change",
    [
        {"n": 0.0},
        {"n": -1},
        {"n": True},
        {"n": "0"},
        {"n": None},
        {"n": 10**15},
        {"w": 0},
        {"v": 2},
        {"v": 1.0},
        {"t": "unknown"},
        {"t": 5},
        {"t": ["received"]},
        {"note": "free text"},
        {"day": "2025-02-30"},
        {"day": "2025-2-1"},
        {"day": "20250201"},
        {"d": "A" * 21 + "B"},
        {"d": "A" * 21},
        {"s": "A" * 44},
        {"s": "A" * 42 + "B"},
        {"b": "b7"},
        {"b": unicodedata.normalize("NFC", "Hà")},
        {"b": unicodedata.normalize("NFD", "Hà")},
        {"p": "a b"},
        {"p": "\u0661"},
        {"h": "A" * 43},
        {"n": 1},
        {"p": ""},
        {"p": "a\n"},
    ],
)
def test_values_and_keys_outside_the_schema(change: dict) -> None:
    with pytest.raises(LeafError):
        encode(RECEIVED | change)


@pytest.mark.parametrize("key", sorted(RECEIVED))
def test_every_key_is_needed(key: str) -> None:
    with pytest.raises(LeafError):
        encode({name: value for name, value in RECEIVED.items() if name != key})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"1",
        TEXT + b"\n",
        b" " + TEXT,
        TEXT.replace(b":", b": ", 1),
        b"\xef\xbb\xbf" + TEXT,
        TEXT.replace(b'"n":0', b'"n":0,"n":0'),
        TEXT.replace(b'"n":0', b'"n":-0'),
        TEXT.replace(b'"n":0', b'"n":0.0'),
        TEXT.replace(b'"n":0', b'"n":0e0'),
        TEXT.replace(b"B07", b"\\u004207"),
        TEXT.replace(b"1000", b"1e3"),
        b'{"v":1,' + TEXT[1:].replace(b',"v":1', b""),
        TEXT.decode().encode("utf-16"),
        b"[" * 100000,
        TEXT[:-1],
        b"\x00" + TEXT,
        TEXT.replace(b'"n":0', b'"n":' + b"9" * 5000),
        TEXT.replace(b'"n":0', b'"n":NaN'),
        b"\xff\xfe",
    ],
)
def test_other_spellings(data: bytes) -> None:
    with pytest.raises(LeafError):
        decode(data)


def test_a_leaf_is_no_longer_than_a_bundle_can_hold() -> None:
    stuffed = {
        "b": "B07",
        "c": [],
        "day": "2025-02-01",
        "e": 0,
        "from": "2025-02-02",
        "nb": ["B07"] * 11000,
        "o": [],
        "t": "roster",
        "v": 1,
    }
    with pytest.raises(LeafError, match="at most 65,535"):
        encode(stuffed)


def test_types_do_not_overlap_and_no_key_is_taken() -> None:
    assert not EVENTS.keys() & SYSTEM.keys()
    for own in keys_of(EVENTS | SYSTEM).values():
        assert not {"d", "n", "h", "s", "t", "v", "day"} & set(own)


@given(st.binary(max_size=120))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with pytest.raises(LeafError):
        decode(data)
