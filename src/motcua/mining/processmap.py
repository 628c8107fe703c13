"""The process map: boxes for activities, arrows with their waiting, as one SVG."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise
from math import log10
from textwrap import wrap

from motcua.mining.dfg import Edge
from motcua.mining.layout import Drawing, layered
from motcua.mining.log import EventLog
from motcua.mining.words import LANGUAGES, duration

BOX_W, BOX_H = 196, 50
LABEL_W, LABEL_H = 120, 13
Spot = tuple[float, float]
COLD, HOT = (120, 134, 150), (176, 20, 20)


@dataclass(frozen=True)
class ProcessMap:
    """The part of the graph that fits on a page, and what was left out of it."""

    order: tuple[str, ...]
    counts: Mapping[str, int]
    edges: tuple[Edge, ...]
    all_activities: int
    all_edges: int

    @classmethod
    def of(
        cls, log: EventLog, edges: Sequence[Edge], *, cover: float = 0.97, arrows: int = 30
    ) -> ProcessMap:
        """The activities that make up ``cover`` of all events (at least the twelve most frequent);
        each one's busiest arrows, then in turn those that wait most and the next busiest.
        """
        rows = log.rows(
            """
            SELECT name, sum(n), avg(first) FROM (
              SELECT case_no, activity_no, count(*) AS n, min(pos) AS first FROM event GROUP BY 1, 2)
            JOIN activity ON no = activity_no GROUP BY name, no ORDER BY sum(n) DESC, no
            """
        )
        reached = [0, *accumulate(int(n) for _, n, _ in rows)]
        most = max(12, sum(before < cover * reached[-1] for before in reached[:-1]))
        kept = sorted(rows[:most], key=lambda row: row[2])
        names = tuple(name for name, _, _ in kept)
        chosen = _chosen(edges, set(names), arrows)
        return cls(names, {name: int(n) for name, n, _ in kept}, chosen, len(rows), len(edges))


def _chosen(edges: Sequence[Edge], names: Collection[str], most: int) -> tuple[Edge, ...]:
    inside = [e for e in edges if e.source in names and e.target in names]
    busiest = sorted(inside, key=lambda e: -e.n)
    wanted: dict[tuple[str, str], Edge] = {}
    for end in ("source", "target"):
        seen: set[str] = set()
        for edge in busiest:
            if getattr(edge, end) not in seen:
                seen.add(getattr(edge, end))
                wanted[edge.source, edge.target] = edge
    for edge in [e for pair in zip(inside, busiest, strict=True) for e in pair]:
        if len(wanted) >= most:
            break
        wanted[edge.source, edge.target] = edge
    return tuple(wanted.values())


def to_svg(found: ProcessMap, language: str = "vi") -> str:
    """A self-contained SVG; each box and arrow carries a ``<title>`` for pointers and readers."""
    words = LANGUAGES[language]
    drawing = layered(found.order, [(e.source, e.target) for e in found.edges])
    hottest = max((e.share for e in found.edges), default=0) or 1
    taken: list[Spot] = []
    arrows = [_arrow(edge, drawing, hottest, words, taken) for edge in found.edges]
    boxes = [_box(name, found.counts[name], drawing.at[name]) for name in found.order]
    width, height = drawing.width + 60, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{escape(words["map"])}" '
        'font-family="system-ui, sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join(arrows)}{''.join(boxes)}</svg>"
    )


def _box(name: str, count: int, at: tuple[float, float]) -> str:
    x, y = at
    lines = wrap(name, 30)[:2] or [name]
    if len(wrap(name, 30)) > 2:
        lines[1] = lines[1][:28] + "…"
    lines.append(f"{count:,}".replace(",", "\u202f"))
    spans = "".join(
        f'<tspan x="{x:.0f}" dy="{0 if n == 0 else 13}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return (
        f"<g><title>{escape(name)}: {count}</title>"
        f'<rect x="{x - BOX_W / 2:.0f}" y="{y - BOX_H / 2:.0f}" width="{BOX_W}" height="{BOX_H}" '
        'rx="6" fill="#fff" stroke="#1f3a5f"/>'
        f'<text x="{x:.0f}" y="{y - 6 * (len(lines) - 1) + 3:.0f}" text-anchor="middle" '
        f'fill="#111">{spans}</text></g>'
    )


def _arrow(
    edge: Edge, drawing: Drawing, hottest: float, words: dict[str, str], taken: list[Spot]
) -> str:
    heat = edge.share / hottest
    mixed = (round(a + (b - a) * heat) for a, b in zip(COLD, HOT, strict=True))
    colour = "#" + "".join(f"{part:02x}" for part in mixed)
    told = f"{duration(edge.median_h, words)} · {duration(edge.mean_h, words)}"
    title = f"{edge.source} → {edge.target}: {edge.n}×, {told}"
    if edge.source == edge.target:
        path, head, spots = _loop(drawing.at[edge.source])
    else:
        path, head, spots = _curve(drawing.paths[edge.source, edge.target])
    x, y = _free(spots, taken)
    return (
        f"<g><title>{escape(title)}</title>"
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{1 + 1.4 * log10(edge.n):.1f}"/>'
        f'<path d="{head}" fill="{colour}"/>'
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" fill="{colour}" '
        f'stroke="#fff" stroke-width="3" paint-order="stroke">{edge.n}× {escape(told)}</text></g>'
    )


def _free(spots: Sequence[Spot], taken: list[Spot]) -> Spot:
    """The first place along the arrow where the label lies on no other one."""
    for x, y in spots:
        if all(abs(x - a) > LABEL_W or abs(y - b) > LABEL_H for a, b in taken):
            break
    else:
        x, y = spots[0]
    taken.append((x, y))
    return x, y


def _curve(points: Sequence[Spot]) -> tuple[str, str, list[Spot]]:
    """A smooth line from box edge to box edge, the arrow head, and places for a label."""
    (x0, y0), (xn, yn) = points[0], points[-1]
    down = 1 if yn > y0 else -1
    shift = 0 if down == 1 else 14  # the way back beside the way there
    first = (x0 + shift, y0 + down * BOX_H / 2)
    last = (xn + shift, yn - down * (BOX_H / 2 + 7))
    stops = [first, *((x + shift, y) for x, y in points[1:-1]), last]
    path, spots = f"M{first[0]:.0f} {first[1]:.0f}", []
    for (ax, ay), (bx, by) in pairwise(stops):
        mid = (ay + by) / 2
        path += f" C{ax:.0f} {mid:.0f} {bx:.0f} {mid:.0f} {bx:.0f} {by:.0f}"
        for t in (0.5, 0.3, 0.7, 0.15, 0.85):
            ease = t * t * (3 - 2 * t)
            level = (1 - t) ** 3 * ay + 3 * t * (1 - t) * mid + t**3 * by
            spots.append((ax + (bx - ax) * ease, level + 3))
    x, y = last
    head = f"M{x - 5:.0f} {y:.0f}L{x + 5:.0f} {y:.0f}L{x:.0f} {y + down * 8:.0f}Z"
    return path, head, spots


def _loop(at: Spot) -> tuple[str, str, list[Spot]]:
    x, y = at[0] + BOX_W / 2, at[1]
    path = f"M{x:.0f} {y - 12:.0f} C{x + 34:.0f} {y - 30:.0f} {x + 34:.0f} {y + 30:.0f} {x + 8:.0f} {y + 12:.0f}"
    head = f"M{x + 8:.0f} {y + 6:.0f}L{x + 9:.0f} {y + 17:.0f}L{x:.0f} {y + 10:.0f}Z"
    return path, head, [(x + 10, y + 36), (x + 10, y - 28)]
