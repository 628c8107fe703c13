"""A transition table as a drawing (SVG) that needs no script and no address outside the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from motcua.flow.refusal import Text
from motcua.flow.table import Clock, S, Table
from motcua.site.printing.lanes import Arrow, Port, arrows, lanes, ports

BOX, PORT, GAP, LANE, LETTER = 250, 15, 16, 14, 6.3
CLOCK_WORDS = {
    Clock.OFF: "clock not begun",
    Clock.RUNS: "clock runs",
    Clock.STANDS: "clock stands",
    Clock.ENDED: "clock ended",
}
FILLS = {
    Clock.OFF: "#eef3f8",
    Clock.RUNS: "#e6f4ea",
    Clock.STANDS: "#fdf3d8",
    Clock.ENDED: "#eeeeee",
}
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" \
height="{height}" role="img" font-family="sans-serif" font-size="11">
<title>{title}</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
orient="auto"><path d="M0 0L8 4L0 8z" fill="#44546a"/></marker></defs>
<rect width="100%" height="100%" fill="#ffffff"/>"""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in pixels."""

    left: Mapping[Arrow, int]
    right: Mapping[Arrow, int]
    tops: tuple[int, ...]
    heights: tuple[int, ...]

    def label_width(self, side: Mapping[Arrow, int]) -> int:
        return round(max((len(arrow.label) for arrow in side), default=0) * LETTER) + 14

    @property
    def box_x(self) -> int:
        return self._lanes(self.left) + self.label_width(self.left) + GAP

    @property
    def width(self) -> int:
        return self.box_x + BOX + self.label_width(self.right) + self._lanes(self.right) + GAP

    @property
    def height(self) -> int:
        return self.tops[-1] + self.heights[-1] + GAP

    def _lanes(self, side: Mapping[Arrow, int]) -> int:
        return (max(side.values(), default=0) + 1) * LANE

    def lane_x(self, arrow: Arrow) -> int:
        """Return the x of an arrow's lane."""
        if arrow.down:
            return self.box_x + BOX + self.label_width(self.right) + self.right[arrow] * LANE
        return self.box_x - self.label_width(self.left) - self.left[arrow] * LANE

    def side(self, box: int, *, down: bool) -> list[Port]:
        return ports(box, self.right if down else self.left, down=down)

    def port_y(self, box: int, arrow: Arrow) -> int:
        """Return the y of an arrow's end at a box."""
        side = self.side(box, down=arrow.down)
        number = next(n for n, port in enumerate(side) if port.arrow == arrow)
        free = self.heights[box] - len(side) * PORT
        return self.tops[box] + free // 2 + number * PORT + PORT // 2


def drawing(table: Table[S], names: Mapping[S, Text], title: str) -> str:
    """Return the drawing: one box a status in the order of the codes, one arrow a change."""
    boxes = sorted(table.statuses)
    layout = _layout(table, boxes)
    parts = [HEAD.format(width=layout.width, height=layout.height, title=escape(title))]
    parts += [_arrow(layout, arrow) for arrow in (*layout.left, *layout.right)]
    clocks = _clocks(table)
    for number, status in enumerate(boxes):
        parts += _box(layout, number, f"{int(status)} · {status.name}", names[status], clocks[status],
                      ends=status in table.final())  # fmt: skip
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(table: Table[S], boxes: list[S]) -> Layout:
    place = {status: number for number, status in enumerate(boxes)}
    found = arrows(
        (place[source], place[move.target], move.verb)
        for move in table.moves
        if move.target is not None
        for source in sorted(move.source)
    )
    left, right = lanes(a for a in found if not a.down), lanes(a for a in found if a.down)
    tops, heights, y = [], [], GAP
    for box in range(len(boxes)):
        most = max(len(ports(box, left, down=False)), len(ports(box, right, down=True)))
        tops.append(y)
        heights.append(max(68, most * PORT + 8))
        y += heights[-1] + GAP
    return Layout(left, right, tuple(tops), tuple(heights))


def _clocks(table: Table[S]) -> dict[S, tuple[Clock, ...]]:
    """Return what the clock may be doing in each status; a silent move leaves it as it was."""
    found: dict[S, list[Clock]] = {status: [] for status in table.statuses}
    if any(move.clock for move in table.moves):
        found[table.initial].append(Clock.OFF)
    for _ in table.statuses:  # what is left as it was may be so over several statuses
        for move in table.moves:
            for source in sorted(move.source):
                target = source if move.target is None else move.target
                brought = [move.clock] if move.clock else found[source]
                found[target] += [clock for clock in brought if clock not in found[target]]
    return {status: tuple(clocks) for status, clocks in found.items()}


def _arrow(layout: Layout, arrow: Arrow) -> str:
    edge = layout.box_x + (BOX if arrow.down else 0)
    start, end = layout.port_y(arrow.source, arrow), layout.port_y(arrow.target, arrow)
    x, aside = layout.lane_x(arrow), 6 if arrow.down else -6
    anchor = "start" if arrow.down else "end"
    return (
        f'<path d="M{edge} {start}H{x}V{end}H{edge}" fill="none" stroke="#44546a" '
        f'stroke-linejoin="round" marker-end="url(#tip)"/>'
        f'<text x="{edge + aside}" y="{start - 3}" text-anchor="{anchor}" fill="#1b2a41" '
        f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{escape(arrow.label)}</text>'
    )


def _box(
    layout: Layout, number: int, code: str, name: Text, clocks: tuple[Clock, ...], *, ends: bool
) -> Iterator[str]:
    x, y, height = layout.box_x, layout.tops[number], layout.heights[number]
    fill = FILLS[clocks[0]] if clocks else FILLS[Clock.OFF]
    yield (
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{height}" rx="6" fill="{fill}" '
        f'stroke="#1b2a41" stroke-width="{2.5 if ends else 1}"/>'
    )
    doing = " or ".join(CLOCK_WORDS[clock] for clock in clocks)
    note = "; ".join(words for words in (doing, "end" if ends else "") if words)
    written = [(code, "bold"), (name.vi, "normal"), (name.en, "normal"), (note, "normal")]
    lines = [line for line in written if line[0]]
    first = y + height // 2 + 11 - 7 * len(lines)
    for row, (words, weight) in enumerate(lines):
        yield (
            f'<text x="{x + BOX // 2}" y="{first + row * 14}" text-anchor="middle" '
            f'font-weight="{weight}" fill="#111111">{escape(words)}</text>'
        )
