"""What ``motcua plan office`` shows: how long dossiers take, and which station is full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import altair as alt

from motcua.planner.office_runs import FIGURES, OfficeRuns, difference
from motcua.planner.simulation import Estimate
from motcua.planner.staffing_page import heading, svg, table, whole_page

VI = {
    "decimal": ",",
    "title": "Mô phỏng khâu giải quyết phía sau quầy",
    "busy": "Mức bận của từng bộ phận",
    "took": "Thời gian giải quyết theo thủ tục",
    "compare": "Khác với phương án đầu (cùng những hồ sơ ấy)",
    "procedure": "Thủ tục",
    "plan": "Phương án",
    "station": "Bộ phận",
    "mean_days": "Trung bình (ngày)",
    "median_days": "Trung vị (ngày)",
    "p90_days": "90 % (ngày)",
    "waiting_hours": "Chờ trong hàng (giờ làm việc)",
    "with_applicant_days": "Chờ người dân bổ sung (ngày)",
    "undone": "Chưa xong trong kỳ",
    "note": "Trung bình ± nửa khoảng tin cậy 95 % qua {runs} lần mô phỏng. Ngày là ngày lịch.",
    "full": "Bộ phận {stations} bận trên 90 %: hồ sơ dồn lại, thêm người ở đó trước.",
}
EN = {
    "decimal": ".",
    "title": "Simulation of the work behind the counters",
    "busy": "How busy each station is",
    "took": "How long dossiers take, by procedure",
    "compare": "Different from the first plan (for the same dossiers)",
    "procedure": "Procedure",
    "plan": "Plan",
    "station": "Station",
    "mean_days": "Mean (days)",
    "median_days": "Median (days)",
    "p90_days": "90 % (days)",
    "waiting_hours": "In queues (working hours)",
    "with_applicant_days": "With the applicant (days)",
    "undone": "Not done in time simulated",
    "note": "Mean ± half of the 95 % interval over {runs} runs. Days are calendar days.",
    "full": "{stations} busy above 90 %: dossiers pile up, add people there first.",
}
LANGUAGES = {"vi": VI, "en": EN}
FULL = 0.9


def office_page(found: Sequence[OfficeRuns], language: str = "vi") -> str:
    """The whole page; the first plan is what the others are compared with."""
    words = LANGUAGES[language]
    first = found[0]
    runs = len(next(iter(first.busy.values())))
    heads = [words["procedure"], words["plan"], *(words[f] for f in FIGURES)]

    def said(value: Estimate, figure: str, sign: str = "") -> str:
        return told(value, figure, sign).replace(".", words["decimal"])

    rows = [
        (name, one.plan.name, *(said(one.estimate(name, f), f) for f in FIGURES))
        for one in found
        for name in one.plan.procedures
    ]
    parts = [
        *(_full(one, words) for one in found),
        heading(words["busy"]) + svg(_busy_chart(found, words), words["busy"]),
        heading(words["took"]) + table(heads, rows, words["took"]),
    ]
    others = [
        (name, one.plan.name, *(said(difference(first, one, name, f), f, "+") for f in FIGURES))
        for one in found[1:]
        for name in one.plan.procedures
        if name in first.figures
    ]
    if others:
        parts.append(heading(words["compare"]) + table(heads, others, words["compare"]))
    parts.append(f"<p>{escape(words['note'].format(runs=runs))}</p>")
    return whole_page(words["title"], language, parts)


def told(value: Estimate, figure: str, sign: str = "") -> str:
    """An estimate with its half interval."""
    if figure == "undone":
        return f"{value.mean:{sign}.1%} ± {value.half:.1%}"
    return f"{value.mean:{sign}.2f} ± {value.half:.2f}"


def _full(one: OfficeRuns, words: Mapping[str, str]) -> str:
    full = [name for name, share in one.busy.items() if share.mean() > FULL]
    if not full:
        return ""
    said = words["full"].format(stations=", ".join(full))
    return f"<p><strong>{escape(one.plan.name)}: {escape(said)}</strong></p>"


def _busy_chart(found: Sequence[OfficeRuns], words: Mapping[str, str]) -> alt.Chart:
    rows = [
        {"station": name, "share": 100 * float(share.mean()), "plan": one.plan.name}
        for one in found
        for name, share in one.busy.items()
    ]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), width=720)
        .mark_bar()
        .encode(
            y=alt.Y("station:N", title=words["station"], sort=None),
            yOffset=alt.YOffset("plan:N", sort=None),
            x=alt.X("share:Q", title="%", scale=alt.Scale(domain=[0, 100])),
            color=alt.Color("plan:N", title=words["plan"], sort=None),
        )
    )
    return chart
