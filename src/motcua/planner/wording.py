"""The sentences of reports, Vietnamese first, English beside it."""

from typing import Literal

Language = Literal["vi", "en"]

_SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("Phương án bố trí điểm phục vụ", "Where the service points stand"),
    "points": ("điểm phục vụ", "service points"),
    "people": ("Người dân", "People"),
    "within": ("Trong bán kính {radius}", "Within {radius}"),
    "mean": ("Trung bình", "Mean"),
    "largest": ("Xa nhất", "Largest"),
    "area": ("Xã, phường", "Commune"),
    "point": ("Điểm", "Point"),
    "kind": ("Loại", "Kind"),
    "worst": ("Một phần mười xa nhất", "Worst-served tenth"),
    "map": ("Bản đồ", "Map"),
    "by_area": ("Mức phục vụ theo xã, phường", "Coverage by commune"),
    "by_point": ("Số người theo điểm", "Load per point"),
    "curve": ("Số điểm và số người trong bán kính", "Points and people reached"),
    "curve_note": (
        (
            "Đường cong mở điểm lần lượt theo lợi ích lớn nhất: thấp hơn mức tốt nhất có thể, "
            "và không thấp hơn 63 % mức đó. Dấu tròn là phương án này."
        ),
        (
            "The curve opens the most useful point each time: below the best possible, and never below "
            "63 % of it. The dot is this plan."
        ),
    ),
    "spread": ("Số người theo khoảng cách", "People by distance"),
    "optimal": (
        "Đã chứng minh: không có phương án nào tốt hơn.",
        "Proven: no plan is better.",
    ),
    "feasible": (
        "Đã chứng minh: phương án tốt nhất có thể chỉ hơn nhiều nhất {gap}.",
        "Proven: the best possible plan is at most {gap} better.",
    ),
    "impossible": ("Không có phương án nào đáp ứng yêu cầu.", "No plan meets the request."),
    "unknown": (
        "Dừng trước khi tìm được phương án.",
        "Stopped before a plan was found.",
    ),
    "unserved": ("Chưa được phục vụ", "Not served"),
    "inputs": ("Dữ liệu đầu vào và cách tính lại", "Inputs and how to recompute"),
    "recomputed": (
        "Tính lại độc lập với bộ giải: giá trị {value}, vi phạm: {broken}.",
        "Recomputed without the solver: value {value}, broken rules: {broken}.",
    ),
    "none": ("không", "none"),
    "file": ("Tệp", "File"),
    "seed": ("Số khởi tạo ngẫu nhiên", "Random seed"),
    "closed_site": ("Địa điểm không mở", "Site not opened"),
    "demand_point": ("Nơi dân cư", "Demand point"),
    "compare": ("So sánh các phương án", "Comparison of plans"),
    "scenario": ("Phương án", "Plan"),
    "value": ("Giá trị", "Value"),
    "gap": ("Sai số tối đa", "Gap"),
}


def say(key: str, language: Language, **values: str) -> str:
    """Return a sentence in ``language``."""
    return _SENTENCES[key][0 if language == "vi" else 1].format(**values)


def words(language: Language) -> dict[str, str]:
    """Return every sentence that needs no values."""
    index = 0 if language == "vi" else 1
    return {key: pair[index] for key, pair in _SENTENCES.items()}


def number(value: float, language: Language, digits: int = 0) -> str:
    """Write a number with the separators of the language (1.234,5 or 1,234.5)."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def percent(share: float, language: Language) -> str:
    """Write a share as a percentage, with more digits where it is small."""
    value = 100.0 * share
    digits = 0 if value == 0 else 1 if value >= 1 else 3
    return number(value, language, digits) + " %"
