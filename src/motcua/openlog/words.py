"""Names of forms, phases and groups for readers; those of leaves are the ledger's."""

from motcua.flow.refusal import Text
from motcua.ledger.words import kind_names
from motcua.ui.language import text

FORMS = {
    "02": Text("chờ bổ sung (mẫu 02)", "waiting for a supplement (form 02)"),
    "05": Text("dừng giải quyết (mẫu 05)", "stopped (form 05)"),
    "08": Text("chờ nộp tiền", "waiting for payment"),
    "09": Text("hết hạn bổ sung", "no supplement came"),
}
PHASES = {
    "open": Text("Đang giải quyết", "In process"),
    "settled": Text("Đã giải quyết", "Settled"),
    "returned": Text("Đã trả kết quả", "Result handed over"),
    "collected": Text("Đã nhận kết quả", "Result collected"),
    "withdrawn": Text("Đã rút", "Withdrawn"),
    "erased": Text("Đã hủy khóa mở", "Secret destroyed"),
}

GROUPS = {
    "received": Text("Đã tiếp nhận", "Received"),
    "settled": Text("Đã giải quyết", "Settled"),
    "on_time": Text("Đúng hẹn đầu tiên", "By the first due day"),
    "late": Text("Trễ so với hẹn đầu tiên", "After the first due day"),
    "overdue": Text("Đang quá hạn", "Overdue now"),
    "withdrawn": Text("Đã rút", "Withdrawn"),
    "supplements": Text("Có yêu cầu bổ sung", "With a supplement asked for"),
    "extended": Text("Đã hẹn lại", "With a moved date"),
}


# What happened to assignment, for the figures of a month.
ASSIGNMENT = ("assigned", "reassigned", "recused", "manual", "beacon_missing", "absence")


def kind_name(kind: str) -> str:
    """Name of a type of leaf in the reader's language."""
    return text(kind_names(kind))


def form_name(form: str) -> str:
    """Why the clock stood."""
    return text(FORMS[form]) if form in FORMS else form
