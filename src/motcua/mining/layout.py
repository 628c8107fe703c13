"""A layered drawing of a directed graph: where the boxes stand and how the arrows run.

Sugiyama's four steps: turn arrows that run against the usual order, give each node the layer of
its longest way from the start, order the layers so that few arrows cross (barycentres), then
straighten. Source: Sugiyama, Tagawa, Toda, IEEE Trans. SMC 11(2), 1981.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Arrow = tuple[str, str]
SWEEPS = 12


@dataclass(frozen=True)
class Drawing:
    """Centres of nodes, and for each arrow the points it runs through, start to end."""

    at: Mapping[str, tuple[float, float]]
    paths: Mapping[Arrow, tuple[tuple[float, float], ...]]
    width: float
    height: float


def layered(
    order: Sequence[str],
    arrows: Sequence[Arrow],
    *,
    gap_x: float = 230,
    gap_y: float = 110,
    thin_x: float = 70,
) -> Drawing:
    """Draw ``arrows`` between the nodes of ``order`` (the usual order, first to last).

    Arrows from a node to itself have no path; the caller draws a loop.
    """
    rank = {node: n for n, node in enumerate(order)}
    down = {(a, b) if rank[a] < rank[b] else (b, a) for a, b in arrows if a != b}
    layer = _layers(order, down)
    chains = {
        edge: _chain(edge, layer) for edge in sorted(down, key=lambda e: (rank[e[0]], rank[e[1]]))
    }
    rows = _rows(order, layer, chains)
    links = [link for chain in chains.values() for link in pairwise(chain)]
    _uncross(rows, links)
    width = {point: thin_x if isinstance(point, tuple) else gap_x for row in rows for point in row}
    x = _straighten(rows, links, width)
    left = min((x[p] - width[p] / 2 for p in x), default=0.0)
    place = {p: (x[p] - left, (n + 0.5) * gap_y) for n, row in enumerate(rows) for p in row}
    paths = {}
    for a, b in arrows:
        if a != b:
            chain = chains.get((a, b)) or tuple(reversed(chains[b, a]))
            paths[a, b] = tuple(place[point] for point in chain)
    right = max((place[p][0] + width[p] / 2 for p in place), default=0.0)
    return Drawing({node: place[node] for node in order}, paths, right, len(rows) * gap_y)


Point = str | tuple[str, str, int]
"""A node, or the place where a long arrow passes a layer: (from, to, layer)."""


def _layers(order: Sequence[str], down: set[Arrow]) -> dict[str, int]:
    layer = dict.fromkeys(order, 0)
    for node in order:
        above = [layer[a] + 1 for a, b in down if b == node]
        layer[node] = max(above, default=0)
    return layer


def _chain(edge: Arrow, layer: Mapping[str, int]) -> tuple[Point, ...]:
    a, b = edge
    return (a, *((a, b, n) for n in range(layer[a] + 1, layer[b])), b)


def _rows(
    order: Sequence[str], layer: Mapping[str, int], chains: Mapping[Arrow, tuple[Point, ...]]
) -> list[list[Point]]:
    rows: list[list[Point]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in order:
        rows[layer[node]].append(node)
    for chain in chains.values():
        for point in chain[1:-1]:
            if isinstance(point, tuple):
                rows[point[2]].append(point)
    return rows


def _neighbours(links: Sequence[tuple[Point, Point]]) -> tuple[dict[Point, list[Point]], ...]:
    above: dict[Point, list[Point]] = {}
    below: dict[Point, list[Point]] = {}
    for a, b in links:
        below.setdefault(a, []).append(b)
        above.setdefault(b, []).append(a)
    return above, below


def _uncross(rows: list[list[Point]], links: Sequence[tuple[Point, Point]]) -> None:
    """Order each layer by the mean place of its neighbours, down and up in turn; keep the best."""
    above, below = _neighbours(links)
    best, fewest = [list(row) for row in rows], _crossings(rows, links)
    for sweep in range(SWEEPS):
        towards, walk = (above, rows) if sweep % 2 == 0 else (below, rows[::-1])
        place = {point: float(n) for row in rows for n, point in enumerate(row)}
        for row in walk:
            row.sort(key=lambda p: _mean([place[q] for q in towards.get(p, [])], place[p]))
            place.update({point: float(n) for n, point in enumerate(row)})
        crossed = _crossings(rows, links)
        if crossed < fewest:
            best, fewest = [list(row) for row in rows], crossed
    for row, kept in zip(rows, best, strict=True):
        row[:] = kept


def _crossings(rows: list[list[Point]], links: Sequence[tuple[Point, Point]]) -> int:
    place = {point: n for row in rows for n, point in enumerate(row)}
    level = {point: n for n, row in enumerate(rows) for point in row}
    by_level: dict[int, list[tuple[int, int]]] = {}
    for a, b in links:
        by_level.setdefault(level[a], []).append((place[a], place[b]))
    return sum(
        (a - c) * (b - d) < 0
        for pairs in by_level.values()
        for n, (a, b) in enumerate(pairs)
        for c, d in pairs[:n]
    )


def _straighten(
    rows: list[list[Point]], links: Sequence[tuple[Point, Point]], width: Mapping[Point, float]
) -> dict[Point, float]:
    """Pull every point towards the mean of its neighbours, never closer than boxes allow."""
    above, below = _neighbours(links)
    x: dict[Point, float] = {}
    for row in rows:
        edge = -sum(width[p] for p in row) / 2
        for point in row:
            x[point] = edge + width[point] / 2
            edge += width[point]
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            near = [
                _mean([x[q] for q in (*above.get(p, []), *below.get(p, []))], x[p]) for p in row
            ]
            x.update(zip(row, _spread(row, near, width), strict=True))
    return x


def _spread(
    row: Sequence[Point], wanted: Sequence[float], width: Mapping[Point, float]
) -> list[float]:
    """The mean of packing from the left and from the right: keeps order and distances."""
    apart = [(width[a] + width[b]) / 2 for a, b in pairwise(row)]
    left = list(wanted)
    for n, gap in enumerate(apart):
        left[n + 1] = max(left[n + 1], left[n] + gap)
    right = list(wanted)
    for n in range(len(apart) - 1, -1, -1):
        right[n] = min(right[n], right[n + 1] - apart[n])
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
