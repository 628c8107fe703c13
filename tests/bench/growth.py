"""Growth curves: how a measure grows with size, as a table (CSV) and a chart (SVG).

A bench collects points and calls ``curve``. The files go to ``bench-results/`` of the checkout, or
where ``MOTCUA_GROWTH`` says: ``MOTCUA_GROWTH=docs/explanation/growth make bench ARGS="-k growth"``
writes the curves the documentation shows.
"""

import csv
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import altair as alt
import vl_convert

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Point:
    """One run: ``series`` is the line it belongs to, ``size`` how large, ``measure`` what it took."""

    series: str
    size: float
    measure: float
    wall_seconds: float | None = None
    megabytes: float | None = None
    note: str = ""


def folder() -> Path:
    """Return where curves are written."""
    return ROOT / os.environ.get("MOTCUA_GROWTH", "bench-results")


def curve(
    name: str,
    points: list[Point],
    *,
    title: str,
    size: str,
    measure: str = "processor seconds",
    where: Path | None = None,
) -> tuple[Path, Path]:
    """Write ``name``.csv and ``name``.svg and return their paths.

    Both axes are logarithmic, so a straight line is a power law and its slope the exponent.

    Raises
    ------
    ValueError
        If there is no point, or one that a logarithmic axis cannot show.
    """
    bad = [point for point in points if not (point.size > 0 and point.measure > 0)]
    if bad or not points:
        raise ValueError(f"{name}: expected points above 0 on both axes, got {bad or 'none'}")
    target = where or folder()
    target.mkdir(parents=True, exist_ok=True)
    table, picture = target / f"{name}.csv", target / f"{name}.svg"
    _write_table(table, points)
    picture.write_text(_draw(points, title, size, measure), encoding="utf-8")
    return table, picture


def _write_table(path: Path, points: list[Point]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, [f.name for f in fields(Point)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(point) for point in points)


def _draw(points: list[Point], title: str, size: str, measure: str) -> str:
    rows = [{"series": p.series, "size": p.size, "measure": p.measure} for p in points]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "size:Q",
            title=size,
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(format="~s"),
        ),
        y=alt.Y(
            "measure:Q", title=measure, scale=alt.Scale(type="log"), axis=alt.Axis(format="~g")
        ),
    )
    # colour and shape say the same, so the chart reads without colours; one legend for both
    names = alt.Scale(domain=list(dict.fromkeys(p.series for p in points)))
    series = alt.Color("series:N", title=None, scale=names)
    dots = base.mark_point(filled=True, size=50, opacity=1).encode(
        color=series, shape=alt.Shape("series:N", title=None, scale=names)
    )
    chart = (base.mark_line().encode(color=series) + dots).properties(
        title=title, width=520, height=320, background="white"
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))
