"""The comparison of rules as one self-contained HTML page: a table and an SVG, no script."""

from collections.abc import Sequence
from html import escape

from motcua.lottery.simulation import Row

WIDTH, HEIGHT, MARGIN = 720, 420, 60
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "td,th{padding:.3rem .7rem;border-bottom:1px solid #ccc;text-align:right}"
    "td:first-child,th:first-child{text-align:left}tr.own{font-weight:600}"
    "svg{max-width:100%;height:auto}text{font:13px system-ui,sans-serif}"
)
HEADINGS = (
    "Quy tắc / rule",
    "Đoán trúng / guess",
    "Thấp nhất / least",
    "Chọn lúc nộp / timing",
    "Lệch tải % / spread",
    "Tồn đọng ngày / backlog",
    "p99",
    "Trễ % / late",
    "Người chậm / slow",
    "Trễ %, nửa kỹ năng / half skills",
)


def cells(row: Row) -> list[str]:
    """Figures of a rule as text, in the order of ``HEADINGS``."""
    m = row.metrics
    return [
        row.policy,
        f"{m.guess:.3f}",
        f"{m.least:.3f}",
        f"{m.timing:.3f}",
        f"{m.spread:.1f}",
        f"{m.backlog:.1f}",
        f"{m.backlog_p99:.1f}",
        f"{m.late:.2f}",
        f"{row.slow_share:.2f}",
        f"{row.late_half_skills:.2f}",
    ]


def page(rows: Sequence[Row], *, note: str) -> str:
    """HTML page with the chart and the table; ``note`` says how it was made."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in HEADINGS)
    body = "".join(_line(row) for row in rows)
    title = "Cân bằng và khó đoán / Balance and unpredictability"
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1>{svg(rows)}"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{escape(note)}</p></html>\n"
    )


def _line(row: Row) -> str:
    own = ' class="own"' if row.policy == "assign/v1" else ""
    first, *rest = cells(row)
    return (
        f'<tr{own}><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{cell}</td>" for cell in rest)
        + "</tr>"
    )


def svg(rows: Sequence[Row]) -> str:
    """Scatter of predictability (right is worse) against imbalance (up is worse)."""
    most_x = max((row.metrics.guess for row in rows), default=1.0) or 1.0
    most_y = max((row.metrics.spread for row in rows), default=1.0) or 1.0
    parts = [_axes()]
    for row in rows:
        x = MARGIN + (WIDTH - 3 * MARGIN) * row.metrics.guess / most_x
        y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * row.metrics.spread / most_y
        colour = "#b3261e" if row.policy == "assign/v1" else "#1f4e79"
        label = escape(row.policy)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
            f'<text x="{x + 8:.1f}" y="{y - 6:.1f}" fill="{colour}">{label}</text>'
        )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Predictability and imbalance of each rule">{"".join(parts)}</svg>'
    )


def _axes() -> str:
    left, bottom = MARGIN, HEIGHT - MARGIN
    return (
        f'<path d="M{left} {MARGIN / 2} V{bottom} H{WIDTH - MARGIN}" fill="none" stroke="#555"/>'
        f'<text x="{left}" y="{HEIGHT - 20}">'
        "Khả năng đoán trúng cán bộ → / chance to guess the officer →</text>"
        f'<text x="{left}" y="18">↑ Lệch tải giữa cán bộ / imbalance, %</text>'
    )
