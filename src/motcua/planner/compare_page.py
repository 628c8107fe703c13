"""Plans side by side as one page; each line leads to the plan's own report with its map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

import altair as alt

from motcua.planner.runs import Job
from motcua.planner.staffing_page import heading, svg, table, whole_page
from motcua.planner.wording import Language, number, percent, say, words

Line = dict[str, str | float]
OWN = {
    "reached": ("Bao nhiêu người ở trong bán kính", "How many people are within the radius"),
    "figures": ("Con số của từng phương án", "Figures of each plan"),
    "reports": ("Bản đồ và chi tiết", "Maps and details"),
    "verdict": ("Đã chứng minh", "Proven"),
    "proven": ("tốt nhất", "best"),
    "seed": (
        "Cùng số khởi tạo ngẫu nhiên cho mọi phương án: {seed}.",
        "The same random seed for every plan: {seed}.",
    ),
}


def compare_page(jobs: Sequence[Job], lines: Sequence[Line]) -> str:
    """The page in the language of the jobs."""
    language = jobs[0].language
    w = {**words(language), **{key: pair[language == "en"] for key, pair in OWN.items()}}
    share, alike = w["reached"], {(job.radius, job.inputs.travel.unit) for job in jobs}
    near, unit = share, ""
    if len(alike) == 1:  # plans in metres and in minutes stand side by side without a unit
        ((radius, told),) = alike
        near, unit = (
            say("within", language, radius=f"{number(radius, language)} {told}"),
            f" ({told})",
        )
    heads = [w["scenario"], w["points"].capitalize(), near]
    heads += [f"{w[key]}{unit}" for key in ("mean", "worst", "largest")]
    rows = [_row(line, w, language) for line in lines]
    parts = [
        heading(w["figures"]) + table([*heads, w["verdict"]], rows, w["figures"]),
        heading(share) + svg(_chart(lines, w), share),
        heading(w["reports"]) + _links(lines),
        f"<p>{escape(w['seed'].format(seed=jobs[0].seed))}</p>",
    ]
    return whole_page(w["compare"], language, parts)


def _row(line: Line, w: Mapping[str, str], language: Language) -> tuple[str, ...]:
    gap = float(line["gap_percent"]) / 100
    return (
        str(line["scenario"]),
        str(line["points"]),
        percent(float(line["people_within_percent"]) / 100, language),
        *(number(float(line[key]), language, 1) for key in ("mean", "worst_decile", "largest")),
        w["proven"] if gap == 0 else say("gap", language) + " " + percent(gap, language),
    )


def _links(lines: Sequence[Line]) -> str:
    items = "".join(
        f'<li><a href="{quote(str(line["scenario"]))}/report.html">'
        f"{escape(str(line['scenario']))}</a></li>"
        for line in lines
    )
    return f"<ul>{items}</ul>"


def _chart(lines: Sequence[Line], w: Mapping[str, str]) -> alt.Chart:
    rows = [{"plan": line["scenario"], "share": line["people_within_percent"]} for line in lines]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), width=720)
        .mark_bar()
        .encode(
            y=alt.Y("plan:N", title=w["scenario"], sort=None),
            x=alt.X("share:Q", title="%", scale=alt.Scale(domain=[0, 100])),
        )
    )
    return chart
