"""Signed notes: the example of the specification, and every malformed spelling refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.tlog.note import (
    ED25519,
    Ed25519Verifier,
    KeyRefused,
    Note,
    NoteError,
    NoteSignature,
    SignatureError,
    decode_base64,
    format_vkey,
    open_note,
    parse_decimal,
    parse_note,
)
from tests.tlog.keys import log_signer

pytestmark = pytest.mark.pure

SIGNER = log_signer()
TEXT = "first line\n\nline after an empty one\n"
NOTE = bytes(Note(TEXT, (SIGNER.sign(TEXT),)))


def test_open() -> None:
    note = open_note(NOTE, [SIGNER.verifier])
    assert (note.text, len(note.signatures)) == (TEXT, 1)
    assert bytes(parse_note(NOTE)) == NOTE


def test_vkey_round_trip_and_published_key() -> None:
    assert Ed25519Verifier.from_vkey(SIGNER.verifier.vkey).public == SIGNER.verifier.public
    # Verifier key of a public test log of another implementation.
    vkey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    assert Ed25519Verifier.from_vkey(vkey).vkey == vkey


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"text\n",
        b"text\n\n",
        b"text",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE + b"x",
        NOTE.replace(b"\n", b"\r\n"),
        NOTE.replace(b"first", b"fi\x00st"),
        b"\xff" + NOTE,
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace("— ".encode(), "—".encode()),
        NOTE.replace("— ".encode(), "—  ".encode()),
        NOTE.replace(b"/city ", b"+city "),
        NOTE.replace(b"/city ", "\u00a0city ".encode()),
        NOTE.replace(b"=\n", b"\n"),
        NOTE + "— name \n".encode(),
        NOTE + "— name AAAA\n".encode(),
        NOTE + "— name A A\n".encode(),
    ],
)
def test_malformed(data: bytes) -> None:
    with pytest.raises(NoteError):
        parse_note(data)


def unknown(number: int) -> NoteSignature:
    return NoteSignature(f"unknown{number}", bytes(4), bytes(64))


def test_sixteen_signatures_pass_and_seventeen_do_not() -> None:
    note = parse_note(NOTE).with_signatures(map(unknown, range(15)))
    assert len(open_note(bytes(note), [SIGNER.verifier]).signatures) == 1
    with pytest.raises(NoteError, match="at most 16"):
        parse_note(bytes(note.with_signatures([unknown(15)])))


def test_signatures() -> None:
    other = log_signer(1)
    forged = Note(TEXT, (NoteSignature(SIGNER.verifier.name, SIGNER.verifier.key_id, bytes(64)),))
    with pytest.raises(SignatureError, match="is wrong"):
        open_note(bytes(forged), [SIGNER.verifier])
    with pytest.raises(SignatureError, match="no known key"):
        open_note(NOTE, [other.verifier])
    with pytest.raises(SignatureError):
        open_note(NOTE.replace(b"first", b"other"), [SIGNER.verifier])
    doubled = parse_note(NOTE)
    assert (
        len(open_note(bytes(Note(TEXT, doubled.signatures * 2)), [SIGNER.verifier]).signatures) == 1
    )


# The points of small order of edwards25519, in their canonical and other encodings.
LOW_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]


@pytest.mark.parametrize("point", LOW_ORDER)
def test_low_order_keys_cannot_be_configured(point: str) -> None:
    public = bytes.fromhex(point)
    with pytest.raises(KeyRefused):
        Ed25519Verifier("log.example", public)
    with pytest.raises(KeyRefused):
        Ed25519Verifier.from_vkey(format_vkey("log.example", ED25519, public))


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+00000000",
        "name+00000000+",
        "+00000000+AQ==",
        "name+00000000+!",
        SIGNER.verifier.vkey.replace("log.example", "log.elsewhere"),
        SIGNER.verifier.vkey + "=",
        SIGNER.verifier.vkey.upper(),
        format_vkey("name", 0x04, SIGNER.verifier.public),
        format_vkey("name", ED25519, bytes(31)),
        format_vkey("name", ED25519, b"\x02" + bytes(31)),
    ],
)
def test_bad_vkeys(vkey: str) -> None:
    with pytest.raises(KeyRefused):
        Ed25519Verifier.from_vkey(vkey)


@pytest.mark.parametrize(
    "text", ["", "+1", "-1", "01", "00", "1 ", " 1", "1_0", "0x1", "\u0661", "9" * 19, "1" * 99]
)
def test_bad_decimals(text: str) -> None:
    with pytest.raises(NoteError):
        parse_decimal(text)


@pytest.mark.parametrize(
    "text", ["A", "AA", "AAA", "AA==\n", "AB==", "AA=A", "A-__", "AA= =", "Ä==="]
)
def test_bad_base64(text: str) -> None:
    with pytest.raises(NoteError):
        decode_base64(text)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_parser(data: bytes) -> None:
    with contextlib.suppress(NoteError):
        assert bytes(parse_note(data)) == data
