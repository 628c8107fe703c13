"""The worked example as one page: what each network reaches, what it needs, who works where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from motcua.planner.example_files import RADIUS
from motcua.planner.example_staff import NetworkStaff, staff_folder
from motcua.planner.measures import within
from motcua.planner.result import Result
from motcua.planner.staffing_page import heading, table, whole_page
from motcua.planner.study import Study
from motcua.planner.wording import Language, number, percent

VI = {
    "title": "Thành phố qua từng câu hỏi: điểm phục vụ và người làm việc",
    "people": "{people} người dân ở {points} nơi dân cư.",
    "reach": "Mạng lưới tháng 7/2025 đưa bao nhiêu người vào trong 5 km",
    "network": "Mạng lưới",
    "within": "Trong 5 km",
    "mean": "Trung bình (m)",
    "answers": "Chọn lại từ 677 địa điểm",
    "question": "Câu hỏi",
    "points": "Số điểm",
    "proof": "Đã chứng minh",
    "at_least": "ít nhất {bound}",
    "gap": "tốt nhất chỉ hơn {gap}",
    "staff": "Người cần cho một ngày đông",
    "on_shifts": "Người theo ca",
    "full_time": "Suất cả ngày",
    "most": "Nhiều nhất một điểm",
    "in_time": "Phục vụ đúng hẹn",
    "missed": "Điểm chưa đạt",
    "each": "Từng điểm: {network}",
    "point": "Điểm",
    "visits": "Lượt đến",
    "counters": "Quầy cùng lúc",
    "wait": "Chờ (phút)",
    "everybody": "Mọi người trong 5 km",
    "cover-30": "30 điểm, nhiều người nhất trong 5 km",
    "median-30": "30 điểm, đi ít nhất",
    "reports": "Bản đồ và ca làm của từng mạng lưới",
    "note": (
        "Suất cả ngày là tám giờ công. Người theo ca gồm cả người làm nửa ngày. Thời gian phục vụ và "
        "hình dạng của ngày là giả định; số hồ sơ là số đã công bố. Mỗi thư mục cạnh trang này có "
        "bản đồ, ca làm và dữ liệu để tính lại."
    ),
}
EN = {
    "title": "The city, question by question: service points and the people who work there",
    "people": "{people} people at {points} demand points.",
    "reach": "What the network of July 2025 brings within 5 km",
    "network": "Network",
    "within": "Within 5 km",
    "mean": "Mean (m)",
    "answers": "Chosen anew from 677 sites",
    "question": "Question",
    "points": "Points",
    "proof": "Proven",
    "at_least": "at least {bound}",
    "gap": "the best is at most {gap} better",
    "staff": "People needed on a busy day",
    "on_shifts": "People on shifts",
    "full_time": "Full-time days",
    "most": "Most at one point",
    "in_time": "Served in time",
    "missed": "Points short of it",
    "each": "Point by point: {network}",
    "point": "Point",
    "visits": "Visits",
    "counters": "Counters at once",
    "wait": "Wait (minutes)",
    "everybody": "Everybody within 5 km",
    "cover-30": "30 points, most people within 5 km",
    "median-30": "30 points, least distance",
    "reports": "Maps and shifts of each network",
    "note": (
        "A full-time day is eight paid hours. People on shifts include half days. Service times and the "
        "shape of the day are assumed; the number of dossiers is published. Each folder beside this page "
        "has a map, shifts and data to recompute it."
    ),
}
NETWORK_WORDS = {
    "commune points": "điểm cấp xã",
    "branches": "chi nhánh",
    "offices": "bộ phận như trước",
    "points": "điểm",
    "everybody within 5 km": VI["everybody"],
    "30 points, least distance": VI["median-30"],
}


@dataclass(slots=True)
class Worked:
    """What the example found, in the order it is told."""

    people: float
    demand_points: int
    reach: dict[str, tuple[float, float]] = field(default_factory=dict)
    """by network: share of people within 5 km, mean metres"""
    answers: dict[str, tuple[Study, Result]] = field(default_factory=dict)
    staff: dict[str, NetworkStaff] = field(default_factory=dict)


def example_page(found: Worked, questions: Mapping[str, str], language: Language) -> str:
    """The page in Vietnamese or English."""
    words = EN if language == "en" else VI
    people = words["people"].format(
        people=number(found.people, language), points=number(found.demand_points, language)
    )
    parts = [f"<p><strong>{escape(people)}</strong></p>", _reach(found, words, language)]
    parts.append(_answers(found, words, language))
    if found.staff:
        parts.append(_staff(found.staff, words, language))
        first = questions["median-30"]
        if first in found.staff:
            parts.append(_each(first, found.staff[first], words, language))
    parts.append(_links(found, words, language))
    parts.append(f"<p>{escape(words['note'])}</p>")
    return whole_page(words["title"], language, parts)


def _links(found: Worked, words: Mapping[str, str], language: Language) -> str:
    """The reports of the folders beside the page."""
    told = [(name, words[name]) for name in found.answers]
    staff = words["staff"]
    told += [(staff_folder(name), f"{staff}: {_named(name, language)}") for name in found.staff]
    items = "".join(
        f'<li><a href="{folder}/report.html">{escape(label)}</a></li>' for folder, label in told
    )
    return heading(words["reports"]) + f"<ul>{items}</ul>"


def _named(network: str, language: Language) -> str:
    if language == "en":
        return network
    for english, vietnamese in NETWORK_WORDS.items():
        if network == english:
            return vietnamese
    for english in ("commune points", "branches", "offices", "points"):
        network = network.replace(english, NETWORK_WORDS[english])
    return network


def _reach(found: Worked, words: Mapping[str, str], language: Language) -> str:
    rows = [
        (_named(name, language), percent(share, language), number(mean, language))
        for name, (share, mean) in found.reach.items()
    ]
    heads = [words["network"], words["within"], words["mean"]]
    return heading(words["reach"]) + table(heads, rows, words["reach"])


def _answers(found: Worked, words: Mapping[str, str], language: Language) -> str:
    rows = []
    for name, (study, result) in found.answers.items():
        summary = result.summary(study.problem)
        near = within(study.problem, result.assignment, RADIUS) / found.people
        proof = (
            words["at_least"].format(bound=number(result.bound, language))
            if name == "everybody"
            else words["gap"].format(gap=percent(result.gap, language))
        )
        mean = number(summary["mean_distance"], language)
        count = str(len(result.plan))
        rows.append((words[name], count, percent(near, language), mean, proof))
    heads = [words[key] for key in ("question", "points", "within", "mean", "proof")]
    return heading(words["answers"]) + table(heads, rows, words["answers"])


def _staff(staff: Mapping[str, NetworkStaff], words: Mapping[str, str], language: Language) -> str:
    rows = [
        (
            _named(name, language),
            str(len(one.points)),
            number(one.people, language),
            number(one.full_time, language),
            str(max(point.people for point in one.points)),
            percent(one.in_time, language),
            str(len(one.missed)),
        )
        for name, one in staff.items()
    ]
    keys = ("network", "points", "on_shifts", "full_time", "most", "in_time", "missed")
    return heading(words["staff"]) + table([words[key] for key in keys], rows, words["staff"])


def _each(network: str, staff: NetworkStaff, words: Mapping[str, str], language: Language) -> str:
    rows = [
        (
            p.point,
            number(p.visits, language),
            str(p.people),
            number(p.full_time, language, 1),
            str(p.counters),
            percent(p.in_time, language),
            number(p.wait_minutes, language, 1),
        )
        for p in sorted(staff.points, key=lambda p: -p.visits)
    ]
    keys = ("point", "visits", "on_shifts", "full_time", "counters", "in_time", "wait")
    title = words["each"].format(network=_named(network, language))
    return heading(title) + table([words[key] for key in keys], rows, title)
