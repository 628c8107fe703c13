"""The figures of a run that people compare, read from the files it wrote. Pure: files in, values out."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.planning.kinds import Kind

Figures = dict[str, Any]
MANIFEST = "manifest.json"
EVERYWHERE = "*"
# Of a simulation: what is compared, in the order it is shown.
MEASURES = ("visits", "mean_wait", "in_time", "left", "turned_away", "occupancy", "overtime")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A line of `moves.csv`."""

    people: int
    knows: str
    source: str
    target: str
    serves: str
    minutes: int


class NoResultError(Exception):
    """The folder does not hold what the command should have written."""


def figures_of(kind: Kind, folder: Path) -> Figures:
    """Return the figures of a finished folder.

    Raises
    ------
    NoResultError
        When a file is missing or says something else than it should.
    """
    try:
        return _READERS[kind](folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoResultError(f"{type(error).__name__}: {error}") from error


def moves_of(folder: Path) -> list[Suggested]:
    """Return the suggested moves of a folder; none where it has no such file.

    A line from a point to itself says who does what where they are: nobody moves.
    """
    path = folder / "moves.csv"
    if not path.is_file():
        return []
    return [
        Suggested(int(row["people"]), row["knows"], row["source"], row["target"], row["serves"],
                  round(float(row["minutes"])))
        for row in _rows(path) if row["source"] != row["target"]
    ]  # fmt: skip


def _sites(folder: Path) -> Figures:
    outcome = _json(folder / MANIFEST)["outcome"]
    areas = _rows(folder / "areas.csv")
    people = sum(float(row["people"]) for row in areas)
    within = sum(float(row["people_within"]) for row in areas)
    return {
        "status": outcome["status"],
        "points": outcome["points"],
        "people": round(people),
        "within": round(within / people, 4) if people else 0.0,
        "mean_distance": round(outcome["mean_distance"], 1),
        "worst_decile": round(outcome["worst_decile_mean"], 1),
        "largest_distance": round(outcome["largest_distance"], 1),
        "gap": round(outcome["gap"], 6),
        "value": outcome["value"],
        "bound": outcome["bound"],
        "unserved": round(outcome["people_unserved"]),
    }


def _staff(folder: Path) -> Figures:
    people = sum(int(row["people"]) for row in _rows(folder / "shifts.csv"))
    return {"people": people, **next(iter(_simulated(folder).values()))}


def _simulate(folder: Path) -> Figures:
    return {"scenarios": _simulated(folder)}


def _simulated(folder: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in _rows(folder / "points.csv"):
        if row["point"] == EVERYWHERE and row["measure"] in MEASURES:
            figures = found.setdefault(row["scenario"], {})
            figures[row["measure"]] = round(float(row["mean"]), 4)
    return found


def _bottlenecks(folder: Path) -> Figures:
    told = _json(folder / "summary.json")
    figures: Figures = {"cases": told["cases"], "events": told["events"],
                        "variants": told["variants"]}  # fmt: skip
    table = folder / "bottlenecks_working.csv"
    rows = _rows(table if table.is_file() else folder / "bottlenecks.csv")
    figures["edges"] = [
        {"source": row["source"], "target": row["target"], "n": int(row["n"]),
         "mean_h": round(float(row["mean_h"]), 2), "median_h": round(float(row["median_h"]), 2),
         "share": round(float(row["share"]), 4)}
        for row in rows[:10]
    ]  # fmt: skip
    if "conformance" in told:
        figures["conformance"] = told["conformance"]
    return figures


def _moves(folder: Path) -> Figures:
    found = moves_of(folder)
    return {"moves": len(found), "people": sum(one.people for one in found)}


def _board(folder: Path) -> Figures:
    maps = {path.stem.removeprefix("map-"): path.read_text("utf-8")
            for path in sorted(folder.glob("map-*.svg"))}  # fmt: skip
    return {**_json(folder / "board.json"), "maps": maps}


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_READERS: Mapping[Kind, Callable[[Path], Figures]] = {
    Kind.SITES: _sites,
    Kind.STAFF: _staff,
    Kind.SIMULATE: _simulate,
    Kind.BOTTLENECKS: _bottlenecks,
    Kind.MOVES: _moves,
    Kind.BOARD: _board,
}
