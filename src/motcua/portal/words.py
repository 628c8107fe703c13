"""What happened to a dossier, said to its applicant; what stays inside the agency is left out."""

from typing import Any

from motcua.dossiers.told import Told
from motcua.dossiers.views.own_dossier import Happening, Spent
from motcua.flow.refusal import Text
from motcua.ui.formats import money
from motcua.ui.language import t, text

Entry = tuple[Any, str, str, str]

# Deliberation and the exchange between offices are none of the applicant's to follow by the hour.
INSIDE = frozenset({Told.REASSIGNED, Told.CONSULTATION_ANSWERED, Told.PROPOSED, Told.SENT_BACK})
SAID: dict[Told, tuple[Text, str]] = {
    Told.SUBMITTED: (Text("Bạn đã nộp hồ sơ", "You submitted the dossier"), ""),
    Told.RECEIVED: (Text("Đã tiếp nhận tại quầy", "Received at the counter"), "good"),
    Told.ACCEPTED: (Text("Đã tiếp nhận, bắt đầu tính thời hạn", "Accepted; the time limit runs"), "good"),
    Told.COMPLETION_ASKED: (Text("Yêu cầu hoàn thiện hồ sơ (mẫu 02)", "Completion asked for (form 02)"), "warn"),
    Told.COMPLETED: (Text("Bạn đã nộp lại hồ sơ", "You handed in the completed dossier"), ""),
    Told.DECLINED: (Text("Không được tiếp nhận (mẫu 03)", "Not accepted (form 03)"), "bad"),
    Told.TRANSFERRED: (Text("Đã chuyển cơ quan giải quyết", "Passed to the settling agency"), ""),
    Told.ASSIGNED: (Text("Đã bốc thăm cán bộ giải quyết", "An official was drawn"), ""),
    Told.REVEALED: (Text("Người giải quyết đã xem một thông tin định danh của bạn",
                         "The official read a field that identifies you"), "warn"),
    Told.GLASS_BROKEN: (Text("Hồ sơ được mở khẩn cấp trong 30 phút",
                             "Opened in an emergency for 30 minutes"), "warn"),
    Told.GLASS_TOLD: (Text("Thông báo: hồ sơ đã được mở khẩn cấp trước đây",
                           "Notice: it had been opened in an emergency"), "warn"),
    Told.STEP_FINISHED: (Text("Xong một bước giải quyết", "A step was finished"), ""),
    Told.SUPPLEMENT_ASKED: (Text("Yêu cầu bổ sung (mẫu 02), tạm dừng tính thời hạn",
                                 "Supplement asked for (form 02); the clock stands"), "warn"),
    Told.SUPPLEMENTED: (Text("Đã nhận phần bổ sung, thời hạn tính lại từ đầu",
                             "The supplement arrived; the time limit counts anew"), "good"),
    Told.LAPSED: (Text("Hết hạn bổ sung, dừng giải quyết", "No supplement in time; stopped"), "bad"),
    Told.PAYMENT_ASKED: (Text("Yêu cầu nộp tiền, tạm dừng tính thời hạn",
                              "Payment asked for; the clock stands"), "warn"),
    Told.PAID: (Text("Đã nộp tiền, tiếp tục giải quyết", "Paid; settlement goes on"), "good"),
    Told.FEE_RECEIVED: (Text("Đã nhận phí, lệ phí", "The fee arrived"), "good"),
    Told.CONSULTED: (Text("Cơ quan giải quyết lấy ý kiến, thời hạn vẫn tính",
                          "The agency consults another one; the clock runs on"), ""),
    Told.SETTLED: (Text("Đã có kết quả", "The result is ready"), "good"),
    Told.EXTENDED: (Text("Xin lỗi và hẹn lại (mẫu 04)", "An apology and a new date (form 04)"), "warn"),
    Told.STOPPED: (Text("Dừng giải quyết (mẫu 05)", "Stopped (form 05)"), "bad"),
    Told.RESUMED: (Text("Tiếp tục giải quyết", "Settlement goes on"), "good"),
    Told.WITHDRAWN: (Text("Bạn đã rút hồ sơ", "You withdrew the dossier"), ""),
    Told.RETURNED: (Text("Đã trả kết quả", "The result was handed over"), "good"),
    Told.CORRECTED: (Text("Giải quyết lại do sai sót của cơ quan", "Settled anew: the agency's error"), "warn"),
    Told.RETURN_CHOSEN: (Text("Bạn đã chọn nơi nhận kết quả", "You chose where to get the result"), ""),
    Told.PART_OPENED: (Text("Bắt đầu thủ tục liên thông", "An interlinked procedure began"), ""),
    Told.PART_SETTLED: (Text("Xong một thủ tục liên thông", "An interlinked procedure was settled"), "good"),
    Told.MESSAGE_TO_APPLICANT: (Text("Bạn có tin nhắn mới", "A message for you"), "warn"),
    Told.MESSAGE_FROM_APPLICANT: (Text("Tin nhắn của bạn đã được chuyển", "Your message was passed on"), ""),
    Told.HEARING_ASKED: (Text("Bạn yêu cầu được trình bày", "You asked to be heard"), ""),
    Told.HEARING_HOST_FOUND: (
        Text("Đã có người chủ trì buổi trình bày", "Your hearing has a host"), "info",
    ),
    Told.MINUTES_WAIT: (
        Text("Biên bản trình bày chờ bạn xác nhận", "The minutes wait for you"), "warn",
    ),
    Told.HEARING_SET: (Text("Đã hẹn buổi trình bày", "Your hearing is set"), "warn"),
    Told.HEARING_HELD: (Text("Đã trình bày, biên bản chờ xác nhận",
                             "You were heard; the minutes wait"), "good"),
    Told.HEARING_ENDED: (Text("Việc trình bày kết thúc", "The hearing is over"), ""),
    Told.CONTACT_NOTED: (Text("Trung tâm ghi nhận một lần liên hệ",
                               "The centre noted a contact"), ""),
}  # fmt: skip

FORMS: dict[str, Text] = {
    "02": Text("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02)", "Request for a supplement (form 02)"),
    "03": Text("Phiếu từ chối (mẫu 03)", "Refusal (form 03)"),
    "04": Text("Phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04)", "Apology and new date (form 04)"),
    "05": Text("Thông báo dừng giải quyết (mẫu 05)", "Notice that settlement stopped (form 05)"),
    "payment": Text("Yêu cầu thực hiện nghĩa vụ tài chính", "Order to pay"),
}  # fmt: skip


def timeline(history: tuple[Happening, ...]) -> list[Entry]:
    """Return the entries of `ui.timeline`, the newest first."""
    return [_entry(one) for one in reversed(history) if one.kind in SAID]


def spent_words(minutes: int, spent: Spent) -> str:
    """Say an amount of time; a working day has eight hours, one of the calendar twenty-four."""
    day = 480 if spent.working else 1440
    days, rest = divmod(minutes, day)
    hours, left = divmod(rest, 60)
    unit = ("ngày làm việc", "working day") if spent.working else ("ngày", "day")
    parts = []
    if days:
        parts.append(t("{n} " + unit[0], "{n} " + unit[1] + "s", one="{n} " + unit[1], n=days))
    if hours:
        parts.append(t("{n} giờ", "{n} hours", one="{n} hour", n=hours))
    if left and not days:
        parts.append(t("{n} phút", "{n} minutes", one="{n} minute", n=left))
    return " ".join(parts) or t("chưa đầy 1 phút", "less than a minute")


def _entry(one: Happening) -> Entry:
    title, tone = SAID[one.kind]
    return one.at, text(title), _more(one), tone


def _more(one: Happening) -> str:
    if one.step is not None:
        return text(one.step)
    if one.kind == Told.FEE_RECEIVED and one.what.get("amount"):
        return money(int(one.what["amount"]))
    return str(one.what["reason"]) if one.kind == Told.WITHDRAWN and one.what.get("reason") else ""
