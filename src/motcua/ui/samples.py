"""Made-up values for the gallery: every component in every state, nothing of a real person."""

from datetime import UTC, datetime, timedelta
from typing import Any

from motcua.flow.refusal import Refusal, Text
from motcua.ui.due import due
from motcua.ui.fields import Field, Option, Problem, Section, problems
from motcua.ui.language import t
from motcua.ui.navigation import Column, Link, Paging, Sorting

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
CODE = "H26.12-260303-0042"


def plain_fields() -> tuple[Field, ...]:
    """Return one field of each kind, without errors."""
    commune = (Option("1", t("Phường A", "Ward A")), Option("2", t("Xã B", "Commune B")))
    where = (
        Option(
            "point",
            t("Nhận tại điểm tiếp nhận", "At a reception point"),
            t("Miễn phí", "Free of charge"),
        ),
        Option("post", t("Nhận qua bưu chính", "By post")),
    )
    return (
        Field(
            "name",
            t("Họ, chữ đệm và tên", "Full name"),
            hint=t("Viết như trong giấy tờ", "As in your papers"),
            value="Trần Thị Thí Dụ",
        ),
        Field("phone", t("Số điện thoại", "Telephone"), "tel", required=False, width="half"),
        Field("mail", t("Thư điện tử", "E-mail"), "email", required=False, width="half"),
        Field(
            "born",
            t("Ngày sinh", "Date of birth"),
            "date",
            hint=t("Ví dụ 3 2 1990", "For example 3 2 1990"),
            parts=("3", "2", "1990"),
        ),
        Field(
            "commune",
            t("Nơi thường trú", "Place of residence"),
            "select",
            options=commune,
            value="2",
            width="half",
        ),
        Field(
            "result",
            t("Cách nhận kết quả", "How to get the result"),
            "radios",
            options=where,
            value="point",
        ),
        Field(
            "papers",
            t("Giấy tờ đã có", "Papers at hand"),
            "checkboxes",
            options=commune,
            values=("1",),
            required=False,
        ),
        Field("area", t("Diện tích (m²)", "Area (m²)"), "number", width="tiny", value="72"),
        Field("price", t("Giá trị", "Value"), "money", value="1.250.000"),
        Field("note", t("Nội dung", "Content"), "textarea", required=False),
        Field("scan", t("Bản chụp", "Scan"), "file", accept=".pdf,.jpg,.png", max_bytes=20 << 20),
        Field(
            "oath",
            t("Tôi cam đoan nội dung khai là đúng.", "I declare that this is true."),
            "checkbox",
        ),
        Field(
            "office",
            t("Cơ quan (không đổi được)", "Office (fixed)"),
            value="UBND",
            disabled=True,
            width="half",
        ),
    )


def wrong_fields() -> tuple[Field, ...]:
    """Return fields as they come back with errors."""
    return (
        Field(
            "child",
            t("Họ và tên trẻ", "Name of the child"),
            error=t("Hãy nhập họ và tên của trẻ.", "Enter the name of the child."),
        ),
        Field(
            "birth",
            t("Ngày sinh của trẻ", "Date of birth of the child"),
            "date",
            parts=("31", "2", "2026"),
            error=t(
                "Ngày 31/2/2026 không có trong lịch. Hãy kiểm tra ngày và tháng.",
                "31/2/2026 does not exist. Check day and month.",
            ),
        ),
        Field(
            "sex",
            t("Giới tính", "Sex"),
            "radios",
            options=(Option("f", t("Nữ", "Female")), Option("m", t("Nam", "Male"))),
            error=t("Hãy chọn một.", "Choose one."),
        ),
        Field(
            "agree",
            t("Tôi đồng ý", "I agree"),
            "checkbox",
            error=t("Hãy đánh dấu để tiếp tục.", "Tick to go on."),
        ),
    )


def table() -> dict[str, Any]:
    """Return a work list of four rows with paging and sorting."""
    columns = [
        Column("choose", t("Chọn", "Select"), hidden_label=True),
        Column("code", t("Mã hồ sơ", "Code"), sort="code"),
        Column("procedure", t("Thủ tục", "Procedure")),
        Column("fee", t("Phí", "Fee"), numeric=True, sort="fee"),
        Column("due", t("Hạn", "Due"), sort="due"),
    ]
    rows = [
        {"code": f"H26.12-260303-{number:04}", "procedure": name, "fee": fee, "due": badge}
        for number, name, fee, badge in zip(
            (42, 43, 57, 61),
            (
                t("Đăng ký khai sinh", "Birth registration"),
                t("Chứng thực bản sao", "Certified copy"),
                t(
                    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
                    "Construction permit for a family house",
                ),
                t("Đăng ký thường trú", "Registration of residence"),
            ),
            (0, 2000, 75000, 20000),
            dues(),
            strict=False,
        )
    ]
    return {
        "columns": columns,
        "rows": rows,
        "sorting": Sorting("due", "sort=due&page=3"),
        "paging": Paging(3, 1204, 25, "sort=due"),
    }


def dues() -> list[Any]:
    """Return a due date in each state of nearness."""
    hours = timedelta(hours=1)
    return [
        due(NOW + 60 * hours, now=NOW),
        due(NOW + 5 * hours, now=NOW),
        due(NOW - 30 * hours, now=NOW),
        due(NOW + 60 * hours, now=NOW, standing=True),
        due(NOW, now=NOW, finished_at=NOW - 50 * hours),
        due(NOW, now=NOW, finished_at=NOW - hours),
        due(NOW, now=NOW, finished_at=NOW + 3 * hours),
    ]


def course() -> dict[str, Any]:
    """Return steps, a timeline and figures."""
    return {
        "steps": [
            (t("Nộp hồ sơ", "Submitted"), "done", "08:12, 03/03/2026"),
            (t("Tiếp nhận", "Received"), "done", ""),
            (t("Thẩm định", "Appraisal"), "now", t("Phòng chuyên môn", "Specialist office")),
            (t("Trả kết quả", "Result returned"), "next", ""),
        ],
        "timeline": [
            (
                NOW,
                t("Yêu cầu bổ sung", "Supplement asked for"),
                t("Thiếu trang 2.", "Page 2 is missing."),
                "warn",
            ),
            (NOW - timedelta(hours=20), t("Đã tiếp nhận", "Received"), "", "good"),
            (NOW - timedelta(hours=26), t("Đã nộp", "Submitted"), "", ""),
        ],
        "stats": [
            (t("Đang giải quyết", "In progress"), "1.204", t("trên 25 trang", "on 25 pages"), "#"),
            (t("Đúng hạn", "On time"), "97,4 %", t("30 ngày qua", "last 30 days")),
            (
                t("Trung vị", "Median"),
                t("2 ngày 3 giờ", "2 days 3 hours"),
                t("90 % trong 5 ngày", "90 % within 5 days"),
            ),
        ],
        "bars_of_points": [
            ("Hà Đông", 340, "340"),
            ("Hoàn Kiếm", 212, "212"),
            ("Sơn Tây", 96, "96"),
            ("Ba Vì", 0, "0"),
        ],
        "days": [
            (f"{day:02}/03", float(40 + (day * 37) % 60), str(40 + (day * 37) % 60))
            for day in range(1, 15)
        ],
    }


def log_papers() -> dict[str, Any]:
    """Return a promise in each of its states, and a certificate."""
    one = {
        "url": "https://example.org/so-cong-khai/kiem-tra/#" + "AbCd" * 50, "tag": "Zm9vYmFy" * 3,
        "evidence": "#", "before": NOW, "idx": 4711, "vkeys": ("example.org/log+0a1b2c3d+AbCd",),
    }  # fmt: skip
    states = ("logged", "promised", "broken")
    bare = {"url": "", "vkeys": ()}
    return {
        "log_proofs": [
            *({**one, "state": state} for state in states),
            *({**bare, "state": state} for state in ("soon", "absent")),
        ],
        "log_events": [
            (4711, "#", t("Tiếp nhận hồ sơ", "Dossier received"), "2026-03-02", "q83vEjRW" * 5),
            (None, "", t("Đã giải quyết", "Settled"), "", "mrze8BI0" * 5),
        ],
        "log_proof": "c2sp.org/tlog-proof@v1\nindex 4711\n" + "q83vEjRWeJo=\n" * 20,
    }


def samples() -> dict[str, Any]:
    """Return everything the gallery shows."""
    wrong = (Section(t("Người được khai sinh", "The child"), wrong_fields(), key="child"),)
    return {
        "code": CODE,
        "now": NOW,
        "sections": (
            Section(
                t("Người nộp", "Applicant"),
                plain_fields(),
                t("Khai một lần.", "Asked once."),
                "applicant",
            ),
        ),
        "wrong": wrong,
        "problems": [
            *problems(wrong),
            Problem(t("Phí chưa được thanh toán.", "The fee is not paid yet.")),
        ],
        "dues": dues(),
        "refusal": Refusal(
            "fee_open",
            Text("Phí 20.000 đ chưa được thanh toán.", "The fee of 20,000 đ is not paid yet."),
        ),
        "nav": [
            Link(t("Thủ tục", "Procedures"), "#", current=True),
            Link(t("Tra cứu", "Track"), "#"),
            Link(t("Hồ sơ của tôi", "My dossiers"), "#", count=2),
            Link(t("Phản ánh", "Feedback"), "#"),
        ],
        "crumbs": [
            Link(t("Trang đầu", "Start"), "/"),
            Link(t("Mẫu giao diện", "Components"), "", current=True),
        ],
        "tabs": [
            Link(t("Đang chờ", "Waiting"), "#", current=True, count=12),
            Link(t("Đã xong", "Done"), "#"),
            Link(t("Tạm dừng", "Suspended"), "#", count=3),
        ],
        "filters": [
            Field("q", t("Từ khóa", "Words"), "search", required=True),
            Field(
                "state",
                t("Trạng thái", "State"),
                "select",
                options=(Option("2", t("Đang xử lý", "In progress")),),
            ),
        ],
        **table(),
        **course(),
        **log_papers(),
    }
