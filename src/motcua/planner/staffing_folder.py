"""What ``staff`` and ``simulate`` write: tables, a manifest, the page; the same in, the same out."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from motcua.planner.roster_files import clock, write_shifts
from motcua.planner.simulation import MEASURES, Estimate, Outcome
from motcua.planner.staffing_page import simulate_page, staff_page
from motcua.planner.staffing_verify import Staffed

PACKAGES = ("motcua", "numpy", "scipy", "numba", "highspy")


def write_staff(found: Staffed, folder: Path, language: str) -> list[Path]:
    """``shifts.csv``, ``requirement.csv``, ``points.csv``, ``report.html``."""
    folder.mkdir(parents=True, exist_ok=True)
    w = found.requirement.workload
    rows: list[Sequence[object]] = [
        (point, clock(w.opens_minutes + t * w.slot_minutes), int(pooled), int(apart), int(present))
        for p, point in enumerate(w.points)
        for t, (pooled, apart, present) in enumerate(
            zip(
                found.requirement.pooled[p],
                found.requirement.by_field[p].sum(axis=0),
                found.outcome.scenario.duty[p].sum(axis=0),
                strict=True,
            )
        )
    ]
    head = ("point", "slot", "required_pooled", "required_by_field", "on_duty")
    page = folder / "report.html"
    page.write_text(staff_page(found, language), "utf-8")
    return [
        write_shifts(folder / "shifts.csv", found.rosters, w.opens_minutes, w.slot_minutes),
        _table(folder / "requirement.csv", head, rows),
        _table(folder / "points.csv", POINT_HEAD, _points({"roster": found.outcome})),
        page,
    ]


def write_simulation(
    outcomes: Mapping[str, Outcome],
    differences: Mapping[str, Mapping[str, Estimate]],
    folder: Path,
    language: str,
) -> list[Path]:
    """``points.csv``, ``queue.csv``, ``differences.csv``, ``report.html``."""
    folder.mkdir(parents=True, exist_ok=True)
    queue: list[Sequence[object]] = [
        (name, point, clock(w.opens_minutes + t * w.slot_minutes), round(float(n), 3))
        for name, outcome in outcomes.items()
        for w in [outcome.scenario.workload]
        for p, point in enumerate(w.points)
        for t, n in enumerate(outcome.waiting[p])
    ]
    apart: list[Sequence[object]] = [
        (name, measure, found[measure].mean, found[measure].low, found[measure].high)
        for name, found in differences.items()
        for measure in MEASURES
    ]
    page = folder / "report.html"
    page.write_text(simulate_page(outcomes, differences, language), "utf-8")
    return [
        _table(folder / "points.csv", POINT_HEAD, _points(outcomes)),
        _table(folder / "queue.csv", ("scenario", "point", "slot", "waiting"), queue),
        _table(folder / "differences.csv", ("scenario", "measure", "mean", "low", "high"), apart),
        page,
    ]


def write_manifest(
    folder: Path, inputs: Sequence[Path], asked: Mapping[str, object], outputs: Sequence[Path]
) -> Path:
    """Fingerprints of what went in and came out, options, seed, versions."""
    told = {
        "inputs": [{"file": p.name, "sha256": fingerprint(p)} for p in inputs],
        "asked": dict(asked),
        "versions": {name: version(name) for name in PACKAGES},
        "outputs": [{"file": p.name, "sha256": fingerprint(p)} for p in outputs],
    }
    path = folder / "manifest.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


POINT_HEAD = ("scenario", "point", "measure", "mean", "low", "high")


def _points(outcomes: Mapping[str, Outcome]) -> list[Sequence[object]]:
    return [
        (name, point, measure, estimate.mean, estimate.low, estimate.high)
        for name, outcome in outcomes.items()
        for p, point in enumerate((*outcome.scenario.workload.points, "*"))
        for measure in MEASURES
        for estimate in [outcome.estimate(measure, p)]
    ]


def _table(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path
