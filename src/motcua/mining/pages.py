"""The report as one HTML page that needs nothing beside itself: no network, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from motcua.mining.analysis import Analysis
from motcua.mining.dfg import Edge
from motcua.mining.processmap import to_svg
from motcua.mining.variants import Durations
from motcua.mining.words import LANGUAGES, duration, percent

STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:1200px;margin:2rem auto;padding:0 1rem;color:#111}
h1{color:#1f3a5f}h2{color:#1f3a5f;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccd;padding:.3rem .5rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.map{overflow:auto;border:1px solid #ccd}
.scroll{overflow-x:auto}section,.scroll,.map{max-width:100%}
dl{display:grid;grid-template-columns:max-content auto;gap:.2rem 1rem}dt{color:#445}dd{margin:0}
@media(max-width:40rem){.scroll table{min-width:36rem}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
"""
UNNAMED = "\x00"
"""stands for the name of a region until the section that holds it gives its title"""


def page(found: Analysis, language: str = "vi") -> str:
    """The whole page in ``vi`` or ``en``."""
    words = LANGUAGES[language]
    drawn = found.process_map
    note = words["map_note"].format(
        nodes=len(drawn.order),
        all_nodes=drawn.all_activities,
        edges=len(drawn.edges),
        all_edges=drawn.all_edges,
    )
    region = f'<div class="map" tabindex="0" role="region" aria-label="{UNNAMED}">'
    sections = [
        _section(words["summary"], _summary(found, words)),
        _section(words["bottlenecks"], _bottlenecks(found, words), words["bottlenecks_note"]),
        _section(
            words["map"],
            f"{region}{to_svg(drawn, language)}</div>",
            note,
        ),
        *_questions(found, words),
        *_lists(found, words),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(words['title'])}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(words['title'])}</h1>{''.join(sections)}</main></body></html>\n"
    )


def _section(title: str, body: str, note: str = "") -> str:
    told = f"<p>{escape(note)}</p>" if note else ""
    body = body.replace(UNNAMED, escape(title, quote=True), 1)
    return f"<section><h2>{escape(title)}</h2>{told}{body}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], texts: int) -> str:
    """A table whose first ``texts`` columns are words and the others numbers."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' scope=col' if tag == 'th' else ''}{' class=n' if n >= texts else ''}>"
            f"{escape(cell)}</{tag}>"
            for n, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{UNNAMED}"><table>'
        f"<thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _durations(took: Durations, words: dict[str, str]) -> str:
    parts = (took.mean_h, took.median_h, took.p90_h, took.max_h)
    return " · ".join(duration(hours, words) for hours in parts)


def _summary(found: Analysis, words: dict[str, str]) -> str:
    low, high = found.span
    told = {
        "source": found.log.source,
        "cases": str(found.cases),
        "events": str(found.events),
        "variants": str(found.different_routes),
        "span": f"{low:%Y-%m-%d} – {high:%Y-%m-%d}",
        "throughput": _durations(found.throughput, words),
    }
    if found.working_throughput:
        told["working_throughput"] = _durations(found.working_throughput, words)
    if found.log.notes:
        told["notes"] = "; ".join(found.log.notes)
    items = "".join(
        f"<dt>{escape(words[key])}</dt><dd>{escape(value)}</dd>" for key, value in told.items()
    )
    return f"<dl>{items}</dl>"


def _bottlenecks(found: Analysis, words: dict[str, str]) -> str:
    working: dict[tuple[str, str], Edge] = {(e.source, e.target): e for e in found.working_edges}
    heads = ["from", "to", "n", "mean", "median", "p90", "sum", "share"]
    heads += ["working_mean", "working_median"] if working else []
    rows = []
    for edge in found.edges[:25]:
        times = (edge.mean_h, edge.median_h, edge.p90_h, edge.sum_h)
        row = [edge.source, edge.target, str(edge.n), *(duration(h, words) for h in times)]
        row.append(percent(edge.share, words))
        if working:
            same = working[edge.source, edge.target]
            row += [duration(same.mean_h, words), duration(same.median_h, words)]
        rows.append(row)
    return _table([words[head] for head in heads], rows, 2)


def _questions(found: Analysis, words: dict[str, str]) -> list[str]:
    """The parts that exist only when they were asked for."""
    parts = []
    if found.supplements:
        s = found.supplements
        note = words["supplements_note"].format(
            asked=s.asked,
            twice=s.asked_twice,
            share=percent(s.share_of_throughput, words),
            mean=duration(s.mean_round_h, words),
            median=duration(s.median_round_h, words),
        )
        parts.append(_section(words["supplements"], "", note))
    if found.change:
        c = found.change
        note = words["change_note"].format(
            before=c.before,
            after=c.after,
            out=c.left_out,
            mb=duration(c.mean_before_h, words),
            ma=duration(c.mean_after_h, words),
            pm=f"{c.p_mean:.4f}",
            db=duration(c.median_before_h, words),
            da=duration(c.median_after_h, words),
            pd=f"{c.p_median:.4f}",
        )
        parts.append(_section(words["change"], "", note))
    if found.conformance:
        rows = [(kind, step, str(n)) for (kind, step), n in found.conformance.by_kind.items()]
        note = f"{found.conformance.conforming}/{found.conformance.cases}"
        heads = [words[key] for key in ("deviation", "step", "cases")]
        parts.append(_section(words["conformance"], _table(heads, rows, 2), note))
    return parts


def _lists(found: Analysis, words: dict[str, str]) -> list[str]:
    routes = [
        (" → ".join(v.activities), v.example, str(v.cases), percent(v.share, words))
        for v in found.variants[:20]
    ]
    again = [(r.activity, str(r.cases), str(r.repeats)) for r in found.rework]
    overs = [
        (
            h.source,
            h.target,
            str(h.n),
            duration(h.wait_mean_h, words),
            duration(h.wait_median_h, words),
        )
        for h in found.hand_overs[:20]
    ]
    batches = [
        (
            b.activity,
            b.resource,
            str(b.batches),
            f"{b.mean_size:.1f}",
            duration(b.wait_mean_h, words),
        )
        for b in found.batching[:20]
    ]
    kinds: list[tuple[str, tuple[str, ...], Sequence[Sequence[str]], int]] = [
        ("variants", ("path", "example", "cases", "share_of_cases"), routes, 2),
        ("rework", ("step", "cases", "repeats"), again, 1),
        ("handovers", ("from_whom", "to_whom", "n", "mean", "median"), overs, 2),
        ("batching", ("step", "person", "batches", "size", "wait_before"), batches, 2),
    ]
    return [
        _section(words[title], _table([words[head] for head in heads], rows, texts))
        for title, heads, rows, texts in kinds
        if rows
    ]
