"""The charts of a report as Vega-Lite, drawn by the library that travels inside the page."""

from typing import Any

import altair as alt
import numpy as np
import vl_convert
from numpy.typing import NDArray

from motcua.planner.wording import Language, words

Spec = dict[str, Any]
INK = "#0b5cad"
MARK = "#d1495b"


def library() -> str:
    """Return the JavaScript of Vega, Vega-Lite and the embedder as one script."""
    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # in a function of its own: the bundle's short global names would overwrite the map's
    return "(() => {" + bundle.replace("</script", "<\\/script") + "})();"


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows)).properties(height=280)


def _as_wide_as_the_page(chart: alt.TopLevelMixin) -> Spec:
    spec: Spec = chart.to_dict()
    return spec | {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}


def curve(
    reached: list[float], points: int, people: float, total: float, language: Language
) -> Spec:
    """Points opened against the share of people reached; the plan is a dot."""
    w = words(language)
    rows = [{"points": k + 1, "share": 100 * v / total} for k, v in enumerate(reached)]
    line = (
        _chart(rows)
        .mark_line(color=INK)
        .encode(
            x=alt.X("points:Q", title=w["points"]),
            y=alt.Y("share:Q", title="%", scale=alt.Scale(domain=[0, 100])),
            tooltip=["points:Q", alt.Tooltip("share:Q", format=".1f")],
        )
    )
    dot = (
        _chart([{"points": points, "share": 100 * people / total}])
        .mark_point(color=MARK, size=120, filled=True)
        .encode(
            x="points:Q", y="share:Q", tooltip=["points:Q", alt.Tooltip("share:Q", format=".1f")]
        )
    )
    return _as_wide_as_the_page(line + dot)


def load(names: list[str], people: list[float], language: Language) -> Spec:
    """People sent to each point, busiest first."""
    w = words(language)
    rows = [
        {"name": f"{k + 1}. {n}", "people": p}
        for k, (n, p) in enumerate(zip(names, people, strict=True))
    ]
    chart = (
        _chart(rows)
        .mark_bar(color=INK)
        .encode(
            y=alt.Y("name:N", sort=None, title=None),
            x=alt.X("people:Q", title=w["people"]),
            tooltip=["name:N", alt.Tooltip("people:Q", format=",.0f")],
        )
        .properties(height=alt.Step(16))
    )
    return _as_wide_as_the_page(chart)


def spread(
    away: NDArray[np.float64], people: NDArray[np.float64], unit: str, language: Language
) -> Spec:
    """People by distance to their point, in thirty classes."""
    counts, edges = np.histogram(away, bins=30, weights=people)
    rows = [
        {"from": float(edges[k]), "to": float(edges[k + 1]), "people": float(counts[k])}
        for k in range(len(counts))
    ]
    chart = (
        _chart(rows)
        .mark_bar(color=INK)
        .encode(
            x=alt.X("from:Q", bin="binned", title=unit),
            x2="to:Q",
            y=alt.Y("people:Q", title=words(language)["people"]),
            tooltip=[alt.Tooltip("from:Q", format=",.0f"), alt.Tooltip("people:Q", format=",.0f")],
        )
    )
    return _as_wide_as_the_page(chart)
