"""A self-contained HTML report: opens without a network, from a stick, in ten years.

The map is Leaflet and the charts are Vega-Lite, both written into the page. Map tiles are only
loaded if an address is given.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas
import jinja2
import numpy as np

from motcua.planner.charts import curve, library, load, spread
from motcua.planner.measures import AreaLine, PointLine, by_area, by_point, reach_curve, within
from motcua.planner.output import manifest
from motcua.planner.result import Result, distances
from motcua.planner.study import Study
from motcua.planner.wording import Language, number, percent, say, words

_MOST_DOTS = 20_000


def write_report(
    path: Path,
    study: Study,
    result: Result,
    radius: float,
    *,
    language: Language = "vi",
    tiles: str = "",
) -> None:
    """Write the report of a run."""
    path.write_text(render(study, result, radius, language=language, tiles=tiles), encoding="utf-8")


def render(
    study: Study, result: Result, radius: float, *, language: Language = "vi", tiles: str = ""
) -> str:
    """Return the report as HTML."""
    package = files("motcua.planner")
    template = jinja2.Environment(autoescape=True).from_string(
        (package / "report.html.j2").read_text("utf-8")
    )
    record = manifest(study, result)
    areas = by_area(study.problem, result.assignment, radius)
    points = by_point(study.problem, result.plan, result.assignment)
    data = _data(study, result, radius, points, tiles, language)
    leaflet = package / "leaflet"
    return template.render(
        language=language,
        w=words(language),
        points=len(result.plan),
        verdict=say(str(result.status), language, gap=percent(result.gap, language)),
        why_not=[w.reason for w in result.why_not],
        figures=_figures(study, result, radius, record["outcome"], language),
        within_label=_within_label(study, radius, language),
        areas=[_area_row(study, line, language) for line in areas],
        recomputed=_recomputed(record, language),
        inputs=record["inputs"].items(),
        versions=record["versions"].items(),
        seed=result.seed,
        leaflet_css=_raw((leaflet / "leaflet.css").read_text("utf-8")),
        leaflet_js=_raw((leaflet / "leaflet.js").read_text("utf-8")),
        vega_js=_raw(library()),
        data=_raw(_script_safe(data)),
    )


def _raw(text: str) -> Any:
    return jinja2.filters.do_mark_safe(text)


def _script_safe(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _within_label(study: Study, radius: float, language: Language) -> str:
    return say("within", language, radius=f"{number(radius, language)} {study.problem.unit}")


def _figures(
    study: Study, result: Result, radius: float, outcome: dict[str, Any], language: Language
) -> list[tuple[str, str]]:
    w = words(language)
    unit = study.problem.unit
    total = outcome["people"]
    near = within(study.problem, result.assignment, radius)
    return [
        (w["people"], number(total, language)),
        (_within_label(study, radius, language), percent(near / total, language)),
        (w["unserved"], number(outcome["people_unserved"], language)),
        (w["mean"], f"{number(outcome['mean_distance'], language, 1)} {unit}"),
        (w["worst"], f"{number(outcome['worst_decile_mean'], language, 1)} {unit}"),
        (w["largest"], f"{number(outcome['largest_distance'], language, 1)} {unit}"),
    ]


def _area_row(study: Study, line: AreaLine, language: Language) -> tuple[str, ...]:
    share = line.within / line.people if line.people else 1.0
    return (
        study.area_names.get(line.area, line.area) or "–",
        number(line.people, language),
        percent(share, language),
        number(line.mean, language, 1),
        number(line.largest, language, 1),
    )


def _recomputed(record: dict[str, Any], language: Language) -> str:
    broken = record["recomputed"]["broken_rules"]
    return say(
        "recomputed",
        language,
        value=number(record["recomputed"]["value"], language, 1),
        broken="; ".join(broken) or say("none", language),
    )


def _data(
    study: Study,
    result: Result,
    radius: float,
    points: list[PointLine],
    tiles: str,
    language: Language,
) -> dict[str, Any]:
    """Return what the scripts of the page draw."""
    problem = study.problem
    sites = study.sites.where.degrees()
    opened = set(result.plan.tolist())
    away = distances(problem, result.assignment)
    served = result.assignment >= 0
    near = within(problem, result.assignment, radius)
    most = max(2 * len(result.plan), 10)
    circle = radius / max(study.inputs.detour or 1.0, 1.0) if problem.unit == "m" else 0
    everywhere = np.array([*sites, *study.demand.where.degrees()])
    return {
        "tiles": tiles,
        "attribution": "",
        "areas": _outlines(study),
        "mean_people": float(problem.demand.people.mean()) or 1.0,
        "demand": _dots(study, away, radius),
        "closed": [[*sites[i], study.sites.names[i]] for i in range(len(sites)) if i not in opened],
        "open": [
            [*sites[p.site], f"{study.sites.names[p.site]}: {number(p.people, language)}", circle]
            for p in points
        ],
        "bounds": [everywhere.min(axis=0).tolist(), everywhere.max(axis=0).tolist()],
        "charts": {
            "curve": curve(
                reach_curve(problem, radius, most),
                len(result.plan),
                near,
                float(problem.demand.people.sum()),
                language,
            ),
            "spread": spread(away[served], problem.demand.people[served], problem.unit, language),
            "load": load(
                [study.sites.names[p.site] for p in points], [p.people for p in points], language
            ),
        },
    }


def _dots(study: Study, away: np.ndarray, radius: float) -> list[list[Any]]:
    """Return the demand points as dots; of very many, those with most people."""
    where = study.demand.where.degrees()
    people = study.problem.demand.people
    kept = np.argsort(-people, kind="stable")[:_MOST_DOTS]
    return [
        [
            round(where[j][0], 5),
            round(where[j][1], 5),
            bool(away[j] <= np.float32(radius)),
            round(float(people[j])),
            study.demand.names[j],
        ]
        for j in kept
    ]


def _outlines(study: Study) -> Any:
    """Return the areas as GeoJSON where a file with shapes was given."""
    path = study.inputs.areas
    if path is None or path.suffix.lower() == ".csv":
        return None
    frame = geopandas.read_file(path, engine="pyogrio").to_crs(4326)
    frame["name"] = list(study.area_names.values())
    return json.loads(frame[["name", "geometry"]].to_json())
