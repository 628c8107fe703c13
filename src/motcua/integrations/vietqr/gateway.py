"""The VietQR adapter: a code that fills in account, amount and reference."""

from django.conf import settings

from motcua.flow.refusal import Text
from motcua.integrations.vietqr.payload import payload
from motcua.payments.gateways import Instruction
from motcua.payments.queries import ChargeInfo

BANK = Text("Ngân hàng (mã BIN)", "Bank (BIN)")
ACCOUNT = Text("Số tài khoản", "Account")
HOLDER = Text("Chủ tài khoản", "Account holder")
AMOUNT = Text("Số tiền", "Amount")
MEMO = Text("Nội dung chuyển khoản", "Transfer message")


def lines(charge: ChargeInfo, bank_bin: str, account: str, holder: str) -> Instruction:
    """Return what to type in and what to scan."""
    return Instruction(
        lines=(
            (BANK, bank_bin),
            (ACCOUNT, account),
            (HOLDER, holder),
            (AMOUNT, f"{charge.amount:,}".replace(",", ".") + " đ"),
            (MEMO, charge.reference),
        ),
        qr=payload(bank_bin=bank_bin, account=account, amount=charge.amount, memo=charge.reference),
    )


class VietQr:
    """Transfers to the account of the setting `BANK`."""

    name = "vietqr"

    def instruction(self, charge: ChargeInfo) -> Instruction:
        bank = settings.BANK
        return lines(charge, bank["bin"], bank["account"], bank["name"])
