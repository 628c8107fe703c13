"""The text inside a VietQR code (pure).

EMV QR Code Specification for Payment Systems, Merchant-Presented Mode, v1.1: data objects as
identifier, length and value, ended by a checksum. NAPAS fills object 38 with its identifier
A000000727, the bank's BIN, the account and the service (VietQR format, NAPAS 2021).
"""

import binascii
import re

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DONG = "704"
# Field 54 holds 13 characters, field 62-08 holds 25.
_MOST_AMOUNT = 10**13 - 1
_MOST_MEMO = 25


def crc(text: str) -> str:
    """Return the checksum of a payload that ends with `6304` (ISO/IEC 13239, EMVCo 4.7.3).

    CRC-16 with polynomial 1021, initial value FFFF, nothing reflected; four capital hex digits.
    """
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def field(identifier: str, value: str) -> str:
    """Return one data object.

    Raises
    ------
    ValueError
        When the value is empty or has more than 99 characters.
    """
    if not 1 <= len(value) <= 99:
        raise ValueError(f"QR field {identifier}: 1 to 99 characters, not {len(value)}")
    return f"{identifier}{len(value):02d}{value}"


def payload(*, bank_bin: str, account: str, amount: int | None = None, memo: str = "") -> str:
    """Return the text of the code for a transfer to an account.

    Parameters
    ----------
    bank_bin
        Six digits, as NAPAS gives them to banks.
    account
        Up to 19 letters and digits.
    amount
        Dong; None lets the payer fill it in (a static code).
    memo
        Up to 25 letters and digits; the message of the transfer.

    Raises
    ------
    ValueError
        When a part does not fit its field.
    """
    _check(bank_bin, account, amount, memo)
    beneficiary = field("00", bank_bin) + field("01", account)
    return _closed(
        field("00", "01")
        + field("01", "11" if amount is None else "12")
        + field("38", field("00", NAPAS) + field("01", beneficiary) + field("02", TO_ACCOUNT))
        + field("53", DONG)
        + ("" if amount is None else field("54", str(amount)))
        + field("58", "VN")
        + (field("62", field("08", memo)) if memo else "")
    )


def _closed(text: str) -> str:
    return f"{text}6304" + crc(f"{text}6304")


def _check(bank_bin: str, account: str, amount: int | None, memo: str) -> None:
    if not re.fullmatch(r"[0-9]{6}", bank_bin, re.ASCII):
        raise ValueError(f"bank BIN: six digits, not {bank_bin!r}")
    if not re.fullmatch(r"[0-9A-Za-z]{1,19}", account, re.ASCII):
        raise ValueError(f"account: 1 to 19 letters and digits, not {account!r}")
    if amount is not None and not 0 < amount <= _MOST_AMOUNT:
        raise ValueError(f"amount: 1 to {_MOST_AMOUNT} dong, not {amount}")
    if not re.fullmatch(rf"[0-9A-Za-z ]{{0,{_MOST_MEMO}}}", memo, re.ASCII):
        raise ValueError(f"memo: up to {_MOST_MEMO} plain letters, digits, spaces, not {memo!r}")
