"""Names of leaves, forms and phases for readers."""

from motcua.flow.refusal import Text
from motcua.ui.language import text

KINDS = {
    "received": Text("Tiếp nhận hồ sơ", "Dossier received"),
    "supplement_asked": Text("Yêu cầu bổ sung", "Supplement asked for"),
    "supplemented": Text("Kết thúc chờ bổ sung", "Wait for the supplement ended"),
    "assigned": Text("Bốc thăm phân công", "Assigned by draw"),
    "manual": Text("Phân công thủ công", "Assigned by hand"),
    "reassigned": Text("Phân công lại", "Assigned anew"),
    "recused": Text("Cán bộ từ chối vì xung đột", "Official recused"),
    "paused": Text("Tạm dừng tính giờ", "Clock stopped"),
    "resumed": Text("Tiếp tục tính giờ", "Clock goes on"),
    "extended": Text("Xin lỗi, hẹn lại", "Apology, new date"),
    "settled": Text("Đã giải quyết", "Settled"),
    "returned": Text("Đã trả kết quả", "Result handed over"),
    "collected": Text("Đã nhận kết quả", "Result collected"),
    "withdrawn": Text("Rút hồ sơ", "Withdrawn"),
    "complaint": Text("Phản ánh", "Complaint"),
    "contact": Text("Liên hệ qua trung tâm", "Contact through the centre"),
    "reveal": Text("Mở thông tin danh tính", "Identity revealed"),
    "breakglass": Text("Truy cập khẩn cấp", "Emergency access"),
    "erased": Text("Đã hủy khóa mở hồ sơ", "Secret destroyed"),
    "corrected": Text("Đính chính", "Correction"),
    "roster": Text("Danh sách cán bộ", "Roster"),
    "absence": Text("Vắng mặt", "Absence"),
    "policy": Text("Lịch và danh mục thủ tục", "Calendar and catalogue"),
    "keys": Text("Khóa của sổ", "Keys of the log"),
    "pool": Text("Bốc thăm", "Draw"),
    "beacon_missing": Text("Đèn hiệu im lặng", "Beacon silent"),
    "ticket_batch": Text("Số thứ tự đã phát", "Tickets given"),
    "stats": Text("Số liệu tháng", "Figures of a month"),
    "heartbeat": Text("Nhịp hoạt động", "Heartbeat"),
}
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


def kind_name(kind: str) -> str:
    """Name of a type of leaf in the reader's language."""
    return text(KINDS[kind]) if kind in KINDS else kind


def form_name(form: str) -> str:
    """Why the clock stood."""
    return text(FORMS[form]) if form in FORMS else form
