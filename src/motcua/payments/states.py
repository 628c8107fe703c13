"""The life of a charge: one table."""

from enum import IntEnum, StrEnum

from motcua.flow.refusal import Text
from motcua.flow.table import Move, Table, statuses
from motcua.identity.permissions import P

SUBJECT = "charge"


class Status(IntEnum):
    REQUESTED = 1
    PAID = 2
    CANCELLED = 3
    REFUND_DUE = 4
    REFUNDED = 5


class Told(StrEnum):
    REQUESTED = "charge_requested"
    PAID = "charge_paid"
    CANCELLED = "charge_cancelled"
    PAID_LATE = "charge_paid_late"
    REFUND_DUE = "charge_refund_due"
    REFUNDED = "charge_refunded"
    # money without a charge it fits
    UNMATCHED = "payment_unmatched"
    ASSIGNED = "payment_assigned"


S = Status
NAMES: dict[Status, Text] = {
    S.REQUESTED: Text("Chờ thanh toán", "Waiting for payment"),
    S.PAID: Text("Đã thanh toán", "Paid"),
    S.CANCELLED: Text("Đã huỷ", "Cancelled"),
    S.REFUND_DUE: Text("Chờ hoàn tiền", "To be refunded"),
    S.REFUNDED: Text("Đã hoàn tiền", "Refunded"),
}

# A move that needs `P.SYSTEM` follows from something permitted before it (a dossier withdrawn, a
# report with the bank's signature): the action takes it as the platform and records the actor.
CHARGE: Table[Status] = Table(
    name="charge",
    statuses=Status,
    initial=S.REQUESTED,
    moves=(
        Move(
            verb="confirm", label=Text("Ghi nhận chuyển khoản", "Record the transfer"),
            source=statuses(S.REQUESTED), target=S.PAID, needs=P.SYSTEM, tells=Told.PAID,
            basis="Decree 45/2020, art. 11",
        ),
        Move(
            verb="take_cash", label=Text("Thu tiền mặt", "Take cash"),
            source=statuses(S.REQUESTED), target=S.PAID, needs=P.DESK_CASH, tells=Told.PAID,
            basis="Law on Fees and Charges 2015, art. 14",
        ),
        Move(
            verb="cancel", label=Text("Huỷ khoản thu", "Cancel the charge"),
            source=statuses(S.REQUESTED), target=S.CANCELLED, needs=P.SYSTEM,
            tells=Told.CANCELLED, basis="none: the dossier no longer owes it",
        ),
        Move(
            verb="confirm_late", label=Text("Ghi nhận tiền đến muộn", "Record a late transfer"),
            source=statuses(S.CANCELLED), target=S.REFUND_DUE, needs=P.SYSTEM,
            tells=Told.PAID_LATE, basis="none: money paid for a cancelled charge goes back",
        ),
        Move(
            verb="owe_refund", label=Text("Xác định phải hoàn tiền", "Owe a refund"),
            source=statuses(S.PAID), target=S.REFUND_DUE, needs=P.SYSTEM,
            tells=Told.REFUND_DUE, basis="none: money paid without ground goes back",
        ),
        Move(
            verb="refund", label=Text("Hoàn tiền", "Refund"),
            source=statuses(S.REFUND_DUE), target=S.REFUNDED, needs=P.DESK_CASH,
            tells=Told.REFUNDED, basis="none: ends what `owe_refund` began",
        ),
    ),
)  # fmt: skip
