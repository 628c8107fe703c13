"""Where a dossier stands: the ten codes every system reports to the national portal, and draft."""

from enum import IntEnum, StrEnum

from motcua.flow.refusal import Text


class Status(IntEnum):
    """National status codes (domain of the code: integration with the national portal)."""

    DRAFT = 0
    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    PROCESSING = 4
    SUPPLEMENT_REQUIRED = 5
    WAITING_PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


STATUS_NAMES: dict[Status, Text] = {
    Status.DRAFT: Text("Bản nháp", "Draft"),
    Status.REGISTERED: Text("Chờ tiếp nhận", "Waiting for acceptance"),
    Status.ACCEPTED: Text("Được tiếp nhận", "Accepted"),
    Status.NOT_ACCEPTED: Text("Không được tiếp nhận", "Not accepted"),
    Status.PROCESSING: Text("Đang xử lý", "Being processed"),
    Status.SUPPLEMENT_REQUIRED: Text("Yêu cầu bổ sung giấy tờ", "Supplement required"),
    Status.WAITING_PAYMENT: Text("Yêu cầu thực hiện nghĩa vụ tài chính", "Waiting for payment"),
    Status.WITHDRAWN: Text("Công dân yêu cầu rút hồ sơ", "Withdrawn by the applicant"),
    Status.STOPPED: Text("Dừng xử lý", "Stopped"),
    Status.DONE: Text("Đã xử lý xong", "Done, result ready"),
    Status.RETURNED: Text("Đã trả kết quả", "Result returned"),
}

WAITS_FOR_DRAW = Text(
    "Đang xử lý: chờ bốc thăm cán bộ", "Being processed: waiting for the draw of its official"
)


def standing_names(status: int, official: int | None) -> Text:
    """Return where a dossier stands in words: its status, and whether it is nobody's yet."""
    if status == Status.PROCESSING and official is None:
        return WAITS_FOR_DRAW
    return STATUS_NAMES[Status(status)]


# How far along the public may see a dossier (Circular 01/2018/TT-VPCP art. 16.2 d).
COMPLETION: dict[Status, int] = {
    Status.DRAFT: 0,
    Status.REGISTERED: 10,
    Status.ACCEPTED: 25,
    Status.NOT_ACCEPTED: 100,
    Status.PROCESSING: 50,
    Status.SUPPLEMENT_REQUIRED: 50,
    Status.WAITING_PAYMENT: 60,
    Status.WITHDRAWN: 100,
    Status.STOPPED: 60,
    Status.DONE: 90,
    Status.RETURNED: 100,
}


class Channel(StrEnum):
    """How a dossier came in."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    REFUSED = "refused"


class Form(StrEnum):
    """The forms of Circular 03/2025/TT-VPCP that the life of a dossier issues."""

    RECEIPT = "01"
    SUPPLEMENT = "02"
    REFUSAL = "03"
    APOLOGY = "04"
    STOP = "05"
    CONTROL_SHEET = "06"
    LEDGER_BOOK = "07"
    PAYMENT = "payment"


IN_PROCESS = frozenset({Status.ACCEPTED, Status.PROCESSING})
PAUSED = frozenset({Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT, Status.STOPPED})
ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.DONE, Status.RETURNED})
