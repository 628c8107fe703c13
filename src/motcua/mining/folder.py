"""A folder anybody can check: tables as CSV, the summary as JSON, a manifest, the page.

Nothing here asks for the time, so the same log and the same questions give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from motcua.mining.analysis import Analysis
from motcua.mining.pages import page

CHUNK = 1 << 20
PACKAGES = ("motcua", "duckdb", "pyarrow", "numpy")


def write_folder(
    found: Analysis,
    folder: Path,
    *,
    inputs: Sequence[Path] = (),
    asked: Mapping[str, object] | None = None,
    language: str = "vi",
) -> list[Path]:
    """Write all files and return them; ``asked`` are the parameters to keep in the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, Sequence[Any]] = {
        "bottlenecks": found.edges,
        "bottlenecks_working": found.working_edges,
        "variants": found.variants,
        "steps": found.steps,
        "rework": found.rework,
        "handovers": found.hand_overs,
        "batching": found.batching,
        "deviations": found.conformance.deviations if found.conformance else (),
    }
    written = [_table(folder / f"{name}.csv", rows) for name, rows in tables.items() if rows]
    written.append(_json(folder / "summary.json", _summary(found)))
    report = folder / "report.html"
    report.write_text(page(found, language), "utf-8")
    written.append(report)
    manifest = {
        "inputs": [{"file": p.name, "sha256": fingerprint(p)} for p in inputs],
        "asked": dict(asked or {}),
        "versions": {name: version(name) for name in PACKAGES}
        | {"python": platform.python_version()},
        "outputs": [{"file": p.name, "sha256": fingerprint(p)} for p in sorted(written)],
    }
    return [*written, _json(folder / "manifest.json", manifest)]


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _summary(found: Analysis) -> dict[str, object]:
    low, high = found.span
    told: dict[str, object] = {
        "source": found.log.source,
        "cases": found.cases,
        "events": found.events,
        "variants": found.different_routes,
        "first": low.isoformat(),
        "last": high.isoformat(),
        "throughput": asdict(found.throughput),
        "notes": list(found.log.notes),
    }
    for name in ("working_throughput", "supplements", "change"):
        part = getattr(found, name)
        if part is not None and is_dataclass(part) and not isinstance(part, type):
            told[name] = asdict(part)
    if found.conformance:
        c = found.conformance
        told["conformance"] = {
            "cases": c.cases,
            "finished": c.finished,
            "conforming": c.conforming,
            "fitness": c.fitness,
        }
    return told


def _table(path: Path, rows: Sequence[Any]) -> Path:
    names = [column.name for column in fields(rows[0])]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        for row in rows:
            writer.writerow([_cell(getattr(row, name)) for name in names])
    return path


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return " → ".join(map(str, value))
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"}:
        return f"'{value}"  # a spreadsheet would run it as a formula
    return value


def _json(path: Path, told: object) -> Path:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path
