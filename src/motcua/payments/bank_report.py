"""The bank's message that money came: is it from the bank, is it fresh, what does it say.

The bank posts JSON and signs it: `HMAC-SHA256(secret, timestamp + "." + body)` in hex (RFC 2104),
with the timestamp in seconds since 1970 beside it. A message that is sent again within the window
is the same transaction number, hence the same payment: nothing is booked twice.
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.payments.actions.confirm import Confirmation, confirm

WINDOW = timedelta(minutes=5)
# A report has some hundred bytes.
MOST_BYTES = 16 << 10
_MOST_DONG = 10**15
_MOST_MEMO = 500
_TRANSACTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class BankReport:
    """One incoming transfer.

    Parameters
    ----------
    transaction
        The bank's own number of it.
    account
        The account it came to.
    amount
        Dong.
    memo
        What the payer wrote, as the bank passes it on.
    paid_at
        When it was booked; aware.
    """

    transaction: str
    account: str
    amount: int
    memo: str
    paid_at: datetime


def signature(body: bytes, timestamp: str, secret: str) -> str:
    """Return the signature of a report, in hex."""
    signed = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def verify(body: bytes, given: str, timestamp: str, *, secret: str, at: datetime) -> None:
    """Check that whoever knows the secret sent exactly these bytes within the window.

    Raises
    ------
    Refused
        When the signature is missing or wrong, the timestamp is none, or is older or newer than
        `WINDOW`.
    """
    if not secret:
        raise _bad("unsigned", "Chưa cấu hình khoá ký báo có.", "No secret for reports is set.")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp, re.ASCII):
        raise _bad("untimed", "Thiếu dấu thời gian.", "The timestamp is missing or no number.")
    expected = signature(body, timestamp, secret)
    if not hmac.compare_digest(
        expected.encode(), given.removeprefix("sha256=").encode(errors="replace")
    ):
        raise _bad("unsigned", "Chữ ký báo có không đúng.", "The report's signature is wrong.")
    # Only now: nobody without the secret learns anything from the clock.
    if abs(at.timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise _bad("stale", "Báo có đã quá hạn.", "The report is outside the time window.")


def parse(body: bytes, *, account: str, at: datetime) -> BankReport:
    """Read a report.

    Raises
    ------
    Refused
        With the field in `where`, when anything is missing, of a wrong kind, or for another
        account.
    """
    if len(body) > MOST_BYTES:
        raise _field("", "longer than 16 KiB")
    fields = _object(body)
    report = BankReport(
        transaction=_transaction(fields.get("transaction")),
        account=_text(fields, "account", 40),
        amount=_amount(fields.get("amount")),
        memo=_text(fields, "memo", MOST_BYTES)[:_MOST_MEMO],
        paid_at=_time(fields.get("paid_at"), at),
    )
    if fields.get("currency", "VND") != "VND":
        raise _field("currency", "not VND")
    if report.account != account:
        raise _field("account", "not the account that receives fees")
    return report


def handle(*, body: bytes, signature: str, timestamp: str, at: datetime) -> Confirmation:
    """Verify, read and book a report of the bank.

    Raises
    ------
    Refused
        When the report is not the bank's (`report_unsigned`, `report_untimed`, `report_stale`)
        or cannot be read (`report_malformed`). Money that fits no charge is no reason: it is
        booked and the outcome says so.
    """
    bank = settings.BANK
    verify(body, signature, timestamp, secret=bank["webhook_secret"], at=at)
    report = parse(body, account=bank["account"], at=at)
    return confirm(
        gateway=settings.PAYMENT_GATEWAY, gateway_reference=report.transaction,
        amount=report.amount, memo=report.memo, paid_at=report.paid_at,
        actor=Actor.system("bank"), at=at,
    )  # fmt: skip


def _bad(code: str, vi: str, en: str) -> Refused:
    return refuse(f"report_{code}", vi, en)


def _field(where: str, problem: str) -> Refused:
    return refuse(
        "report_malformed",
        f"Báo có không đọc được ở “{where}”: {problem}.",
        f"The report cannot be read at “{where}”: {problem}.",
        where,
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body.decode(), object_pairs_hook=_once_each)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise _field("", "not JSON in UTF-8 with each name once") from error
    if not isinstance(fields, dict):
        raise _field("", "not an object")
    return fields


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse doubled names: two readers of one report must not see two amounts."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a name stands twice")
    return fields


def _transaction(value: object) -> str:
    if not isinstance(value, str) or not _TRANSACTION.match(value):
        raise _field("transaction", "1 to 100 letters, digits and ._:/- are needed")
    return value


def _amount(value: object) -> int:
    # `True` is an int to Python; 1e3 and "1000" are no amounts of dong.
    if type(value) is not int or not 0 < value <= _MOST_DONG:
        raise _field("amount", "a whole number of dong above 0 is needed")
    return value


def _text(fields: dict[str, Any], name: str, most: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise _field(name, f"a text of at most {most} characters is needed")
    # Neither NUL nor half a character can be stored; a memo without them reads the same.
    return value.encode(errors="replace").decode().replace("\x00", "")


def _time(value: object, at: datetime) -> datetime:
    try:
        paid_at = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise _field("paid_at", "a time like 2026-03-02T09:30:00+07:00 is needed") from error
    if paid_at.tzinfo is None:
        raise _field("paid_at", "the offset from UTC is missing")
    if not timedelta(0) <= at + WINDOW - paid_at.astimezone(UTC) <= timedelta(days=366):
        raise _field("paid_at", "in the future, or more than a year ago")
    return paid_at
