"""Names of the types of leaves, for readers."""

from motcua.flow.refusal import Text

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


def kind_names(kind: str) -> Text:
    """Both names of a type of leaf; a type this version does not know keeps its own word."""
    return KINDS.get(kind, Text(kind, kind))
