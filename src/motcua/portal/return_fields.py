"""The questions where and how to get the result; asked while applying and changed afterwards."""

from collections.abc import Sequence

from django.http import QueryDict

from motcua.catalogue.definition import ResultKind
from motcua.flow.refusal import Refused, Text
from motcua.offices import queries as offices
from motcua.ui.fields import Field, Option, Section
from motcua.ui.language import t, text

WAYS = {
    "point": Text("Nhận tại điểm tiếp nhận", "At a reception point"),
    "post": Text("Nhận qua bưu chính", "By post"),
    "online": Text("Nhận bản điện tử", "Electronically"),
}
HINTS = {
    "point": Text("Chọn điểm thuận tiện nhất, không cần là nơi nộp.",
                  "The most convenient one; it need not be where you apply."),
    "post": Text("Gửi đến địa chỉ trong tờ khai; cước bưu chính do bạn trả.",
                 "Sent to the address in the form; you pay the postage."),
    "online": Text("Tải về tại trang hồ sơ, có giá trị như bản giấy.",
                   "Downloaded from the dossier's page, as valid as paper."),
}  # fmt: skip


def chosen_way(post: QueryDict) -> tuple[str, str]:
    """Return way and point as posted; a point only where the way is one."""
    way, point = str(post.get("return_way", "")), str(post.get("return_point", ""))
    return way[:8], point[:40]


def return_fields(
    kind: ResultKind, way: str, point: str, places: Sequence[Option], *, tell: bool = True
) -> tuple[Section, bool]:
    """Return the two questions and whether an answer is wrong."""
    open_ways = [key for key in WAYS if key != "online" or kind is not ResultKind.PAPER]
    no_way = way not in open_ways
    no_point = way == "point" and point not in {one.value for one in places}
    way_field = Field(
        "return_way", t("Bạn muốn nhận kết quả bằng cách nào?", "How do you want to get the result?"),
        "radios", value=way,
        options=tuple(Option(key, text(WAYS[key]), text(HINTS[key])) for key in open_ways),
        error=t("Hãy chọn cách nhận kết quả.", "Choose how to get the result.")
        if tell and no_way else "",
    )  # fmt: skip
    point_field = Field(
        "return_point", t("Điểm trả kết quả", "Point that hands it over"), "select",
        hint=t("Chỉ cần chọn khi nhận tại điểm tiếp nhận. Gần nơi cư trú nhất đứng trước.",
               "Only for the first choice. The nearest to the commune comes first."),
        options=tuple(places), value=point, required=False,
        error=t("Hãy chọn điểm trả kết quả.", "Choose the point that hands it over.")
        if tell and no_point else "",
    )  # fmt: skip
    return Section("", (way_field, point_field)), no_way or no_point


def return_words(way: str, point: str) -> str:
    """Say in one line how the result is handed over."""
    if way != "point":
        return text(WAYS.get(way, WAYS["point"]))
    try:
        return text(offices.point(point).names) if point else t("Chưa chọn", "Not chosen yet")
    except Refused:
        return t("Chưa chọn", "Not chosen yet")
