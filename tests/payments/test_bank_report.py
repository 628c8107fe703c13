import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.flow.refusal import Refused
from motcua.payments.bank_report import MOST_BYTES, WINDOW, handle, parse, signature, verify
from motcua.payments.models import Payment
from tests.payments.made import AT

SECRET = "only-for-tests-" + "s" * 32
ACCOUNT = "0011012345678"
FIELDS = {"transaction": "FT26061", "account": ACCOUNT, "amount": 20_000, "memo": "MC1",
          "paid_at": "2026-03-02T09:29:00+07:00"}  # fmt: skip


def stamp(at: datetime = AT) -> str:
    return str(int(at.timestamp()))


def refusal(body: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as no:
        parse(body, account=ACCOUNT, at=AT)
    return no.value.refusal.code, no.value.refusal.where


def test_the_signature_is_plain_hmac() -> None:
    expected = hmac.new(SECRET.encode(), b"1." + b"{}", hashlib.sha256).hexdigest()
    assert signature(b"{}", "1", SECRET) == expected


@pytest.mark.parametrize("prefix", ["", "sha256="])
@pytest.mark.parametrize("off", [timedelta(0), WINDOW, -WINDOW])
def test_a_fresh_report_of_the_bank_passes(prefix: str, off: timedelta) -> None:
    verify(
        b"{}",
        prefix + signature(b"{}", stamp(AT - off), SECRET),
        stamp(AT - off),
        secret=SECRET,
        at=AT,
    )


@pytest.mark.parametrize(
    ("body", "given_", "timestamp", "secret", "code"),
    [
        (b"{ }", signature(b"{}", stamp(), SECRET), stamp(), SECRET, "report_unsigned"),
        (b"{}", signature(b"{}", stamp(), "other"), stamp(), SECRET, "report_unsigned"),
        (b"{}", signature(b"{}", "1", SECRET), stamp(), SECRET, "report_unsigned"),
        (b"{}", "", stamp(), SECRET, "report_unsigned"),
        (b"{}", "é\ud800\x00", stamp(), SECRET, "report_unsigned"),
        (b"{}", signature(b"{}", stamp(), ""), stamp(), "", "report_unsigned"),
        (b"{}", signature(b"{}", "", SECRET), "", SECRET, "report_untimed"),
        (b"{}", signature(b"{}", "-1", SECRET), "-1", SECRET, "report_untimed"),
        (b"{}", signature(b"{}", "٣", SECRET), "٣", SECRET, "report_untimed"),
        (b"{}", signature(b"{}", "9" * 12, SECRET), "9" * 12, SECRET, "report_stale"),
        (b"{}", signature(b"{}", "0", SECRET), "0", SECRET, "report_stale"),
    ],
)
def test_anything_else_does_not(body, given_, timestamp, secret, code) -> None:
    with pytest.raises(Refused) as no:
        verify(body, given_, timestamp, secret=secret, at=AT)
    assert no.value.refusal.code == code


def test_a_report_is_read() -> None:
    report = parse(json.dumps(FIELDS).encode(), account=ACCOUNT, at=AT)
    assert (report.transaction, report.amount, report.memo) == ("FT26061", 20_000, "MC1")
    assert report.paid_at == datetime(2026, 3, 2, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("amount", v) for v in (True, 0, -1, 1.5, 2e4, "20000", None, 10**30, [1])],
        *[("transaction", v) for v in ("", " ", "a b", "a\n", "x" * 101, 7, None, "é", "a\x00")],
        *[("account", v) for v in ("", "other", 11012345678, None)],
        *[("memo", v) for v in (None, 5, ["MC1"])],
        *[("paid_at", v) for v in (None, 5, "", "yesterday", "2026-03-02T09:29:00",
                                   "2026-03-03T09:29:00+07:00", "2020-01-01T00:00:00Z")],
        ("currency", "USD"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(name: str, value: object) -> None:
    assert refusal(json.dumps(FIELDS | {name: value}).encode()) == ("report_malformed", name)


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_is_named(name: str) -> None:
    less = {key: value for key, value in FIELDS.items() if key != name}
    assert refusal(json.dumps(less).encode()) == ("report_malformed", name)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"x"', b"\xff\xfe", b"{" * 9000, b"[" * MOST_BYTES, b"x" * (MOST_BYTES + 1),
     b'{"amount": 1, "amount": 2}', b'{"amount": NaN, "amount2": ' + b"9" * 9000 + b"}"],
)  # fmt: skip
def test_what_is_no_report_is_refused(body: bytes) -> None:
    assert refusal(body)[0] == "report_malformed"


NAMES = st.sampled_from(list(FIELDS))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(st.binary(max_size=300) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_break_it(body: bytes) -> None:
    with pytest.raises(Refused):
        parse(body, account=ACCOUNT, at=AT)


def test_a_memo_is_made_storable() -> None:
    body = json.dumps(FIELDS | {"memo": "a\x00b\ud800" + "x" * 600}).encode()
    memo = parse(body, account=ACCOUNT, at=AT).memo
    assert memo.startswith("ab?x")
    assert len(memo) == 500


def test_the_whole_way(charge, bank) -> None:
    body = json.dumps(FIELDS | {"memo": f"CK {charge.reference}"}).encode()
    sent = {"body": body, "signature": signature(body, stamp(), bank["webhook_secret"]),
            "timestamp": stamp(), "at": AT}  # fmt: skip
    assert handle(**sent).paid
    again = handle(**sent)
    assert (again.paid, again.repeated) == (True, True)
    assert Payment.objects.count() == 1
