"""The test adapter: the same instructions, and reports made at the press of a button."""

import json
from datetime import datetime

from django.conf import settings

from motcua.integrations.vietqr.gateway import lines
from motcua.payments.bank_report import signature
from motcua.payments.gateways import Instruction
from motcua.payments.queries import ChargeInfo

# NAPAS gives no bank this number.
BIN = "999999"
ACCOUNT = "0000000000"
HOLDER = "TAI KHOAN THU NGHIEM"


class TestBank:
    """Shows a code that no bank will take."""

    name = "test"

    def instruction(self, charge: ChargeInfo) -> Instruction:
        return lines(charge, BIN, settings.BANK["account"] or ACCOUNT, HOLDER)


def report(
    charge: ChargeInfo, *, transaction: str, paid_at: datetime, amount: int | None = None
) -> bytes:
    """Return the body of the report that a payer's transfer for the charge would cause."""
    return json.dumps(
        {
            "transaction": transaction,
            "account": settings.BANK["account"],
            "amount": charge.amount if amount is None else amount,
            "currency": "VND",
            "memo": f"CT DEN:{transaction} {charge.reference} FT",
            "paid_at": paid_at.isoformat(),
        }
    ).encode()


def signed(body: bytes, at: datetime) -> dict[str, str]:
    """Return the signature and timestamp that go with the body, as `bank_report.handle` wants."""
    timestamp = str(int(at.timestamp()))
    secret = settings.BANK["webhook_secret"]
    return {"signature": signature(body, timestamp, secret), "timestamp": timestamp}
