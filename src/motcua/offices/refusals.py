"""Every reason for which this package refuses an answer, in the words people read."""

from collections.abc import Sequence
from datetime import date

from motcua.flow.refusal import Refused, refuse
from motcua.offices.values import Commune


def shown(value: str) -> str:
    """Return what was given, cut and without control signs, fit for a sentence."""
    text = "".join(c if c.isprintable() else "�" for c in value)
    return text if len(text) <= 40 else text[:39] + "…"


def unknown_commune(code: str) -> Refused:
    return refuse(
        "unknown_commune",
        f"Không có xã, phường nào mang mã “{shown(code)}”. Hãy chọn xã, phường trong danh sách.",
        f"No commune has the code “{shown(code)}”. Choose the commune from the list.",
        "commune",
    )


def outside_record(code: str, on: date) -> Refused:
    return refuse(
        "commune_not_in_force",
        f"Mã “{shown(code)}” không ứng với xã, phường nào vào ngày {on:%d/%m/%Y}."
        " Hãy kiểm tra mã và ngày.",
        f"The code “{shown(code)}” belongs to no commune on {on:%d/%m/%Y}."
        " Check the code and the day.",
        "commune",
    )


def ambiguous_commune(code: str, choices: Sequence[Commune]) -> Refused:
    names = [c.names for c in choices]
    return refuse(
        "commune_divided",
        f"Địa bàn cũ mang mã “{shown(code)}” nay thuộc nhiều đơn vị:"
        f" {', '.join(n.vi for n in names)}. Hãy chọn một đơn vị.",
        f"The former commune “{shown(code)}” now lies in several:"
        f" {', '.join(n.en for n in names)}. Choose one of them.",
        "commune",
    )


def commune_needed(rule: str) -> Refused:
    return refuse(
        "commune_needed",
        "Cần biết xã, phường để xác định cơ quan có thẩm quyền. Hãy chọn xã, phường.",
        f"The competent agency ({shown(rule)}) depends on the commune. Choose the commune.",
        "commune",
    )


def unknown_rule(rule: str) -> Refused:
    return refuse(
        "unknown_rule",
        f"Không có cơ quan nào theo quy tắc thẩm quyền “{shown(rule)}”."
        " Người quản trị cần sửa thủ tục hoặc bổ sung cơ quan.",
        f"No agency answers to the competence rule “{shown(rule)}”."
        " An administrator has to correct the procedure or add the agency.",
        "rule",
    )


def rule_not_in_force(rule: str, on: date) -> Refused:
    return refuse(
        "rule_not_in_force",
        f"Ngày {on:%d/%m/%Y} không có cơ quan nào có thẩm quyền theo quy tắc “{shown(rule)}”"
        " đối với địa bàn này.",
        f"On {on:%d/%m/%Y} no agency is competent under the rule “{shown(rule)}” there.",
        "rule",
    )


def unknown_agency(code: str) -> Refused:
    return refuse(
        "unknown_agency",
        f"Không có cơ quan nào mang mã “{shown(code)}”.",
        f"No agency has the code “{shown(code)}”.",
        "agency",
    )


def unknown_place(code: str) -> Refused:
    return refuse(
        "unknown_place",
        f"Không có điểm tiếp nhận nào mang mã “{shown(code)}”. Hãy chọn điểm trong danh sách.",
        f"No reception point has the code “{shown(code)}”. Choose the point from the list.",
        "place",
    )


def unknown_calendar(key: str) -> Refused:
    return refuse(
        "unknown_calendar",
        f"Không có lịch làm việc “{shown(key)}”.",
        f"There is no calendar “{shown(key)}”.",
        "hours",
    )


def position_swapped(lat: float, lon: float) -> Refused:
    return refuse(
        "position_swapped",
        f"Vĩ độ {lat:g} vượt quá 90: có lẽ vĩ độ và kinh độ bị đảo. Hãy đổi chỗ hai số.",
        f"Latitude {lat:g} is beyond 90: it seems exchanged with longitude {lon:g}. Swap them.",
        "position",
    )


def position_invalid() -> Refused:
    return refuse(
        "position_invalid",
        "Vị trí không hợp lệ: vĩ độ từ -90 đến 90, kinh độ từ -180 đến 180.",
        "Not a position: latitude runs from -90 to 90, longitude from -180 to 180.",
        "position",
    )


def moment_outside_calendar(at: date) -> Refused:
    return refuse(
        "moment_outside_calendar",
        f"Chưa có lịch làm việc cho ngày {at:%d/%m/%Y}.",
        f"There is no working calendar for {at:%d/%m/%Y}.",
        "at",
    )


def count_invalid(n: int) -> Refused:
    return refuse(
        "count_invalid",
        f"Số điểm cần tìm phải từ 1 trở lên, không phải {n}.",
        f"Ask for at least one place, not {n}.",
        "n",
    )
