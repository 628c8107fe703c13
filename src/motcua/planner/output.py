"""Writes a finished (or interrupted) run as a folder anybody can check.

``plan.csv`` and ``plan.geojson`` hold the open sites, ``assignment.csv`` who goes where,
``areas.csv`` the coverage by area, ``manifest.json`` what is needed to recompute it all, and
``report.html`` the same for people.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from motcua.planner.check import check
from motcua.planner.measures import by_area, by_point
from motcua.planner.result import Result, distances
from motcua.planner.study import Study

_VERSIONS = ("motcua", "numpy", "scipy", "numba", "highspy")


def write_folder(folder: Path, study: Study, result: Result, radius: float) -> None:
    """Write all files but the report; the folder is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_plan(folder, study, result)
    _write_assignment(folder, study, result)
    lines = by_area(study.problem, result.assignment, radius)
    _table(
        folder / "areas.csv",
        ("area", "name", "people", "people_within", "mean", "largest"),
        (
            (
                a.area,
                study.area_names.get(a.area, a.area),
                *_round(a.people, a.within, a.mean, a.largest),
            )
            for a in lines
        ),
    )
    write_json(folder / "manifest.json", manifest(study, result))


def manifest(study: Study, result: Result) -> dict[str, Any]:
    """Return what identifies the run: inputs, options, seed, versions, outcome, verdict."""
    verdict = check(study.problem, study.question, result.plan.tolist(), result.assignment.tolist())
    return {
        "inputs": study.inputs.fingerprints(),
        "problem": study.problem.fingerprint(),
        "options": study.inputs.plain(),
        "seed": result.seed,
        "versions": {name: _version(name) for name in _VERSIONS},
        "outcome": result.summary(study.problem),
        "recomputed": {"value": verdict.value, "broken_rules": list(verdict.broken)},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _write_plan(folder: Path, study: Study, result: Result) -> None:
    degrees = study.sites.where.degrees()
    ids, names, kinds = study.problem.sites.ids, study.sites.names, study.problem.sites.kind
    lines = by_point(study.problem, result.plan, result.assignment)
    _table(
        folder / "plan.csv",
        ("id", "name", "kind", "lat", "lon", "people", "mean", "largest"),
        (
            (
                ids[p.site],
                names[p.site],
                kinds[p.site],
                *degrees[p.site],
                *_round(p.people, p.mean, p.largest),
            )
            for p in lines
        ),
    )
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [degrees[p.site][1], degrees[p.site][0]]},
            "properties": {
                "id": ids[p.site],
                "name": names[p.site],
                "kind": kinds[p.site],
                "people": round(p.people),
            },
        }
        for p in lines
    ]
    write_json(folder / "plan.geojson", {"type": "FeatureCollection", "features": features})


def _write_assignment(folder: Path, study: Study, result: Result) -> None:
    away = distances(study.problem, result.assignment)
    ids = study.problem.sites.ids
    _table(
        folder / "assignment.csv",
        ("demand", "site", study.problem.unit),
        (
            (name, ids[i] if i >= 0 else "", round(float(away[j]), 2) if i >= 0 else "")
            for j, (name, i) in enumerate(
                zip(study.problem.demand.ids, result.assignment, strict=True)
            )
        ),
    )


def _round(*values: float) -> tuple[float, ...]:
    return tuple(round(v, 2) for v in values)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def write_json(path: Path, value: object) -> None:
    """Write JSON so that an interrupted write never leaves half a file."""
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
