"""What ``staff`` and ``simulate`` show people: one page, its charts drawn into it as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import altair as alt
import vl_convert

from motcua.planner.roster_files import clock
from motcua.planner.simulation import MEASURES, Estimate, Outcome
from motcua.planner.staffing_verify import Staffed

VI = {
    "decimal": ",",
    "staff": "Bố trí người theo nửa giờ",
    "simulate": "Mô phỏng các điểm",
    "duty": "Người tại quầy",
    "required": "Cần (gộp lĩnh vực)",
    "present": "Có mặt",
    "queue": "Số người chờ theo giờ",
    "by_point": "Từng điểm",
    "scenario": "Phương án",
    "now": "Hiện nay",
    "compare": "Khác với hiện tại (cùng những người dân ấy)",
    "point": "Điểm",
    "people": "Người",
    "hours": "Giờ công",
    "short": "Còn thiếu",
    "missed": "Chưa đạt mục tiêu sau mô phỏng: {points}.",
    "held": "Mọi điểm đạt mục tiêu trong mô phỏng ({days} ngày, {rounds} vòng).",
    "pooled": "Gộp lĩnh vực tiết kiệm {saved:.0%} giờ quầy so với xếp riêng.",
    "cut": "Dừng giữa chừng sau vòng {rounds}: ca làm đã đủ và đã mô phỏng, chưa sửa hết các vòng.",
    "stopped": "Dừng trước khi xếp xong vòng đầu: {rosters} ca đã được giữ, làm tiếp bằng --resume.",
    "proof": "Giờ công nhiều nhất hơn mức thấp nhất có thể {gap:.2%}.",
    "scenarios_left": "Dừng giữa chừng: {done} trên {all} phương án đã được giữ, làm tiếp bằng --resume.",
    "city": "Toàn thành phố",
    "interval": "Trung bình ± nửa khoảng tin cậy 95 % qua {days} ngày.",
    "mean_wait": "Chờ trung bình (phút)",
    "in_time": "Phục vụ trong {minutes:g} phút",
    "left": "Bỏ về",
    "turned_away": "Hết giờ chưa được phục vụ",
    "visits": "Lượt đến mỗi ngày",
    "occupancy": "Mức bận",
    "overtime": "Quá giờ (phút)",
}
EN = {
    "decimal": ".",
    "staff": "Staff by half-hour",
    "simulate": "Simulation of the points",
    "duty": "People at the counters",
    "required": "Required (fields pooled)",
    "present": "On duty",
    "queue": "People waiting by hour",
    "by_point": "Point by point",
    "scenario": "Scenario",
    "now": "Now",
    "compare": "Different from now (for the same people)",
    "point": "Point",
    "people": "People",
    "hours": "Paid hours",
    "short": "Lacking",
    "missed": "Short of the target after simulation: {points}.",
    "held": "Every point keeps the target in the simulation ({days} days, {rounds} rounds).",
    "pooled": "Pooling the fields saves {saved:.0%} of counter hours.",
    "cut": "Stopped after round {rounds}: every shift is filled and simulated, not all corrections made.",
    "stopped": "Stopped before the first round was done: {rosters} rosters are kept, --resume goes on.",
    "proof": "Paid hours are at most {gap:.2%} above the least possible.",
    "scenarios_left": "Stopped: {done} of {all} scenarios are kept, --resume goes on.",
    "city": "Whole city",
    "interval": "Mean ± half of the 95 % interval over {days} days.",
    "mean_wait": "Mean wait (minutes)",
    "in_time": "Served within {minutes:g} minutes",
    "left": "Left",
    "turned_away": "Not served by closing time",
    "visits": "Visits a day",
    "occupancy": "Occupancy",
    "overtime": "Overtime (minutes)",
}
LANGUAGES = {"vi": VI, "en": EN}
STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;
color:#1b2733}h1,h2{color:#0b3d7a;line-height:1.25}table{border-collapse:collapse;width:100%;
font-variant-numeric:tabular-nums}caption{text-align:left;color:#445}
td,th{border-bottom:1px solid #ccd;padding:.3rem .5rem;text-align:right;font-weight:normal;
white-space:nowrap}thead th{font-weight:600;white-space:normal}tbody th,th:first-child{
text-align:left;white-space:normal;min-width:8rem}.scroll{overflow-x:auto}figure{margin:1rem 0;overflow-x:auto}
svg{max-width:100%;height:auto;min-width:32rem}"""
SHARES = {"in_time", "left", "turned_away", "occupancy"}


def staff_page(found: Staffed, language: str = "vi") -> str:
    """The rosters against the requirement, and what the simulation says of them."""
    words, outcome = LANGUAGES[language], found.outcome
    days = len(outcome.days["visits"])
    verdict = (
        words["missed"].format(points=", ".join(found.missed))
        if found.missed
        else words["held"].format(days=days, rounds=found.rounds)
    )
    if found.interrupted:
        verdict = f"{words['cut'].format(rounds=found.rounds)} {verdict}"
    slot_hours = outcome.scenario.workload.slot_minutes / 60
    rows = [
        (
            roster.point,
            str(roster.people),
            f"{roster.paid_slots * slot_hours:.1f}".replace(".", words["decimal"]),
            str(sum(roster.short.values())),
            *(_told(outcome.estimate(m, p), m, words) for m in MEASURES),
        )
        for p, roster in enumerate(found.rosters)
    ]
    heads = [words[key] for key in ("point", "people", "hours", "short")]
    heads += _measures(words, outcome)
    pooled = words["pooled"].format(saved=found.requirement.saved)
    pooled += " " + words["proof"].format(gap=found.gap)
    return whole_page(
        words["staff"],
        language,
        [
            f"<p><strong>{escape(verdict)}</strong> {escape(pooled)}</p>",
            heading(words["duty"]) + _duty_chart(found, words),
            heading(words["queue"]) + queue_chart({"": outcome}, words),
            heading(words["by_point"]) + table(heads, rows, words["by_point"]),
            f"<p>{escape(words['interval'].format(days=days))}</p>",
        ],
    )


def simulate_page(
    outcomes: Mapping[str, Outcome],
    differences: Mapping[str, Mapping[str, Estimate]],
    language: str = "vi",
) -> str:
    """All scenarios side by side; the first is what is compared with."""
    words = LANGUAGES[language]
    first = next(iter(outcomes.values()))
    heads = _measures(words, first)
    shown = {name: words["now"] if name == "now" else name for name in outcomes}
    city = [
        (shown[name], *(_told(o.estimate(m), m, words) for m in MEASURES))
        for name, o in outcomes.items()
    ]
    other = [
        (name, *(_told(d[m], m, words, signed=True) for m in MEASURES))
        for name, d in differences.items()
    ]
    points = [
        (point, *(_told(first.estimate(m, p), m, words) for m in MEASURES))
        for p, point in enumerate(first.scenario.workload.points)
    ]
    note = words["interval"].format(days=len(first.days["visits"]))
    parts = [heading(words["city"]) + table([words["scenario"], *heads], city, words["city"])]
    if other:
        parts.append(
            heading(words["compare"]) + table([words["scenario"], *heads], other, words["compare"])
        )
    parts += [
        heading(words["queue"])
        + queue_chart({shown[name]: o for name, o in outcomes.items()}, words),
        heading(words["by_point"]) + table([words["point"], *heads], points, words["by_point"]),
        f"<p>{escape(note)}</p>",
    ]
    return whole_page(words["simulate"], language, parts)


def queue_chart(outcomes: Mapping[str, Outcome], words: Mapping[str, str]) -> str:
    """People waiting in the whole city in the middle of each slot, a line per scenario."""
    rows = []
    for name, outcome in outcomes.items():
        w = outcome.scenario.workload
        rows += [
            {"t": clock(w.opens_minutes + t * w.slot_minutes), "n": float(n), "s": name}
            for t, n in enumerate(outcome.waiting.sum(axis=0))
        ]
    chart = (
        alt.Chart(alt.Data(values=rows), width=820, height=260)
        .mark_line(point=True)
        .encode(
            x=alt.X("t:O", title=None),
            y=alt.Y("n:Q", title=words["queue"]),
            color=alt.Color(
                "s:N", title=None, legend=None if len(outcomes) == 1 else alt.Undefined
            ),
        )
    )
    return svg(chart, words["queue"])


def _duty_chart(found: Staffed, words: Mapping[str, str]) -> str:
    w = found.requirement.workload
    lines = {
        words["required"]: found.requirement.pooled.sum(axis=0),
        words["present"]: found.outcome.scenario.duty.sum(axis=(0, 1)),
    }
    rows = [
        {"t": clock(w.opens_minutes + t * w.slot_minutes), "n": float(n), "s": name}
        for name, line in lines.items()
        for t, n in enumerate(line)
    ]
    chart = (
        alt.Chart(alt.Data(values=rows), width=820, height=260)
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X("t:O", title=None),
            y=alt.Y("n:Q", title=words["people"]),
            color=alt.Color("s:N", title=None),
        )
    )
    return svg(chart, words["duty"])


def svg(chart: alt.Chart, label: str) -> str:
    """A chart drawn into the page; ``label`` is what a screen reader says of it."""
    drawn: str = vl_convert.vegalite_to_svg(chart.to_json())
    told = escape(label, quote=True)
    return f'<figure tabindex="0" role="img" aria-label="{told}">{drawn}</figure>'


def _measures(words: Mapping[str, str], outcome: Outcome) -> list[str]:
    return [words[m].format(minutes=outcome.target.minutes) for m in MEASURES]


def _told(value: Estimate, measure: str, words: Mapping[str, str], *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    if measure in SHARES:
        told = f"{100 * value.mean:{sign}.1f} ± {100 * value.half:.1f} %"
    else:
        told = f"{value.mean:{sign}.1f} ± {value.half:.1f}"
    return told.replace(".", words["decimal"])


def heading(title: str) -> str:
    return f"<h2>{escape(title)}</h2>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> str:
    """A table that scrolls inside its own frame; ``label`` is what a screen reader calls it."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    named = escape(label, quote=True)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{named}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def whole_page(title: str, language: str, parts: Sequence[str]) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )
