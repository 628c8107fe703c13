"""Checked against codes published by EMVCo and NAPAS, and one put together by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.integrations.vietqr.payload import crc, payload

pytestmark = pytest.mark.pure

# EMV QRCPS Merchant-Presented Mode 1.0, the worked example.
EMVCO = (
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN"
    "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***"
    "0708A60086670902ME91320016A0112233449988770708123456786304A13A"
)  # fmt: skip
# The examples of NAPAS' VietQR format: to an account, without and with an amount.
STATIC = (
    "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
)
DYNAMIC = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E"
)


def test_the_checksum_is_emvcos() -> None:
    assert crc("123456789") == "29B1", "the check value of CRC-16/CCITT-FALSE"
    for published in (EMVCO, STATIC, DYNAMIC):
        assert crc(published[:-4]) == published[-4:]


def test_a_static_code_is_as_napas_prints_it() -> None:
    assert payload(bank_bin="970403", account="0011012345678") == STATIC


def test_a_dynamic_code_by_hand() -> None:
    by_hand = (
        "000201"  # version
        "010212"  # made for one payment
        "3857"
        "0010A000000727"
        "0127" "0006970403" "01130011012345678"
        "0208QRIBFTTA"
        "5303704"  # dong
        "540520000"
        "5802VN"
        "62180814MC000000079444"
        "6304"
    )  # fmt: skip
    made = payload(bank_bin="970403", account="0011012345678", amount=20_000, memo="MC000000079444")
    assert made == by_hand + crc(by_hand)


def _fields(text: str) -> dict[str, str]:
    fields = {}
    while text:
        size = int(text[2:4])
        fields[text[:2]], text = text[4 : 4 + size], text[4 + size :]
    return fields


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    st.integers(1, 10**13 - 1),
    st.from_regex(r"[0-9A-Za-z]{1,25}", fullmatch=True),
)
def test_whatever_goes_in_is_read_back(bank_bin: str, account: str, amount: int, memo: str) -> None:
    text = payload(bank_bin=bank_bin, account=account, amount=amount, memo=memo)
    fields = _fields(text)
    to = _fields(_fields(fields["38"])["01"])
    assert (to["00"], to["01"]) == (bank_bin, account)
    assert (int(fields["54"]), _fields(fields["62"])["08"]) == (amount, memo)
    assert list(fields)[-1] == "63"
    assert fields["63"] == crc(text[:-4])


GOOD = {"bank_bin": "970403", "account": "0011012345678", "amount": 1, "memo": "MC1"}


@pytest.mark.parametrize(
    "wrong",
    [{"bank_bin": "97040"}, {"bank_bin": "97040a"}, {"bank_bin": "٩٧٠٤٠٣"}, {"account": ""},
     {"account": "1" * 20}, {"account": "1\n"}, {"amount": 0}, {"amount": -5}, {"amount": 10**13},
     {"memo": "x" * 26}, {"memo": "phí"}, {"memo": "a\x00"}, {"memo": "6304FFFF;"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not "):
        payload(**(GOOD | wrong))
