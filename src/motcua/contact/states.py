"""The life of a hearing: one table."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from motcua.contact import rules as is_
from motcua.contact.told import Told
from motcua.flow.refusal import Text
from motcua.flow.table import Move, Table, statuses
from motcua.identity.permissions import P


class Status(IntEnum):
    """Where a hearing stands."""

    ASKED = 1
    SET = 2
    HELD = 3
    CLOSED = 4
    TAKEN_BACK = 5
    MISSED = 6


class Outcome(StrEnum):
    """What the hearing came to; the decision stays with the agency."""

    WEIGH = "weigh"
    PAPERS = "papers"
    UNCHANGED = "unchanged"


S = Status
NAMES: Mapping[Status, Text] = {
    S.ASKED: Text("Chờ Trung tâm hẹn giờ", "The centre will set a time"),
    S.SET: Text("Đã hẹn giờ", "A time is set"),
    S.HELD: Text("Đã trình bày, chờ xác nhận biên bản", "Held; the minutes wait for confirmation"),
    S.CLOSED: Text("Đã hoàn thành", "Closed"),
    S.TAKEN_BACK: Text("Người nộp đã rút yêu cầu", "Taken back by the applicant"),
    S.MISSED: Text("Người nộp không đến", "The applicant did not come"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.WEIGH: Text("Cơ quan xem xét lại đề xuất theo ý kiến đã trình bày",
                        "The agency weighs its proposal again"),
    Outcome.PAPERS: Text("Người nộp sẽ gửi thêm giải trình, giấy tờ",
                         "The applicant will send more"),
    Outcome.UNCHANGED: Text("Hai bên giữ nguyên ý kiến", "Both sides stay with their view"),
}  # fmt: skip
OPEN = frozenset({S.ASKED, S.SET, S.HELD})
# While it stands here the dossier may not be refused.
BEFORE = frozenset({S.ASKED, S.SET})
_BASIS = "none: the house's own rule, nobody is refused unheard"

HEARING: Table[Status] = Table(
    name="hearing",
    statuses=Status,
    initial=S.ASKED,
    moves=(
        Move(
            verb="set_time", label=Text("Hẹn giờ trình bày", "Set the time"),
            source=statuses(S.ASKED, S.SET), target=S.SET, needs=P.DESK_HOST,
            guards=(is_.hosted_by_me, is_.time_ahead), effects=(is_.set_time,),
            tells=Told.TIME_SET, basis=_BASIS,
        ),
        Move(
            verb="ask_other_time", label=Text("Xin đổi giờ", "Ask for another time"),
            source=statuses(S.SET), target=S.ASKED, needs=P.OWN_HEARING,
            guards=(is_.of_the_applicant, is_.may_ask_other_time), effects=(is_.forget_time,),
            tells=Told.OTHER_TIME_ASKED, basis=_BASIS,
        ),
        Move(
            verb="keep_minutes", label=Text("Ghi biên bản", "Keep the minutes"),
            source=statuses(S.SET), target=S.HELD, needs=P.DESK_HOST,
            guards=(is_.hosted_by_me, is_.time_has_come, is_.recorded),
            effects=(is_.keep_minutes,), tells=Told.RECORDED, basis=_BASIS,
        ),
        Move(
            verb="miss", label=Text("Người nộp không đến", "The applicant did not come"),
            source=statuses(S.SET), target=S.MISSED, needs=P.DESK_HOST,
            guards=(is_.hosted_by_me, is_.time_has_come), effects=(is_.end,),
            tells=Told.MISSED, basis=_BASIS,
        ),
        Move(
            verb="confirm_as_applicant", label=Text("Xác nhận biên bản", "Confirm the minutes"),
            source=statuses(S.HELD), target=None, needs=P.OWN_HEARING,
            guards=(is_.of_the_applicant, is_.not_confirmed_by_applicant),
            effects=(is_.confirm_for_applicant,), tells=Told.CONFIRMED, basis=_BASIS,
        ),
        Move(
            verb="confirm_as_official", label=Text("Xác nhận biên bản", "Confirm the minutes"),
            source=statuses(S.HELD), target=None, needs=P.OFFICE_WORK,
            guards=(is_.of_the_official, is_.not_confirmed_by_official),
            effects=(is_.confirm_for_official,), tells=Told.CONFIRMED, basis=_BASIS,
        ),
        Move(
            verb="close", label=Text("Kết thúc", "Close"),
            source=statuses(S.HELD), target=S.CLOSED, needs=P.SYSTEM, effects=(is_.end,),
            tells=Told.CLOSED, basis="none: both have confirmed",
        ),
        Move(
            verb="close_unconfirmed", label=Text("Kết thúc khi chưa xác nhận", "Close unconfirmed"),
            source=statuses(S.HELD), target=S.CLOSED, needs=P.SYSTEM,
            guards=(is_.silent_long_enough,), effects=(is_.end,), tells=Told.CLOSED_UNCONFIRMED,
            basis="none: silence is no agreement; who did not confirm is said",
        ),
        Move(
            verb="take_back", label=Text("Rút yêu cầu trình bày", "Take the request back"),
            source=statuses(S.ASKED, S.SET), target=S.TAKEN_BACK, needs=P.OWN_HEARING,
            guards=(is_.of_the_applicant,), effects=(is_.end,), tells=Told.TAKEN_BACK,
            basis=_BASIS,
        ),
    ),
)  # fmt: skip
