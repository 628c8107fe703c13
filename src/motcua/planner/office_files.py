"""A back office from a TOML file: stations with people and hours, procedures with their steps.

```toml
hours = "08:00-12:00 13:30-17:30"        # of every working day; a station may have its own

[station.appraisal]
people = 6

[procedure.land_change]
per_day = 40                              # dossiers received on a working day (mean)
steps = [
  {station = "appraisal", minutes = 45, scv = 1.2, returns = 0.15, back = 0, asks_minutes = 5760},
]
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from motcua.planner.erlang import Floats
from motcua.planner.simulation_office import Office, Station, Step
from motcua.planner.tables import BadFile

DAY_MINUTES = 1440.0
WORKING_DAYS = 5
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
STEP_KEYS = tuple(field.name for field in fields(Step))


@dataclass(frozen=True)
class Plan:
    """An office, the names of its procedures and how many dossiers each receives a day."""

    name: str
    office: Office
    procedures: tuple[str, ...]
    per_day: Floats
    spans: Floats
    """opening hours of reception within a day, in minutes: rows of (from, to)"""


def read_office(path: Path, *, days: int) -> Plan:
    """Read an office that works ``days`` working days, Monday to Friday.

    Raises
    ------
    BadFile
        Naming file, table, key and what is expected.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadFile(f"{path}: expected a TOML file ({error})") from None
    usual = _spans(path, "hours", told.get("hours"))
    stations = _tables(path, told, "station")
    procedures = _tables(path, told, "procedure")
    names = list(stations)
    routes = [_route(path, name, one, names) for name, one in procedures.items()]
    per_day = [
        _number(path, f"procedure.{name}", one, "per_day", low=0.0)
        for name, one in procedures.items()
    ]
    try:
        built = [_station(path, name, one, usual, days) for name, one in stations.items()]
        office = Office(tuple(built), tuple(routes))
    except ValueError as error:
        raise BadFile(f"{path}: {error}") from None
    return Plan(path.stem, office, tuple(procedures), np.array(per_day), usual)


def _tables(path: Path, told: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    found = told.get(key)
    if not isinstance(found, dict) or not found or not all(map(_is_table, found.values())):
        raise BadFile(f"{path}: expected at least one table [{key}.<name>]")
    return found


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _number(
    path: Path, where: str, told: Mapping[str, Any], key: str, *, low: float, default: float = -1.0
) -> float:
    value = told.get(key, default if default >= 0 else None)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= low:
        raise BadFile(f"{path}, {where}: {key} is {value!r}, expected a number, {low:g} or more")
    return float(value)


def _spans(path: Path, where: str, told: object) -> Floats:
    parts = told.split() if isinstance(told, str) else []
    found = [SPAN.fullmatch(part) for part in parts]
    if not parts or not all(found):
        raise BadFile(f"{path}: {where} is {told!r}, expected 08:00-12:00 13:30-17:30")
    minutes = [
        [int(m[1]) * 60.0 + int(m[2]), int(m[3]) * 60.0 + int(m[4])] for m in found if m is not None
    ]
    flat = [edge for span in minutes for edge in span]
    if flat != sorted(set(flat)):
        raise BadFile(f"{path}: {where} is {told!r}, expected spans in order, none overlapping")
    return np.array(minutes)


def _station(path: Path, name: str, told: Mapping[str, Any], usual: Floats, days: int) -> Station:
    people = _number(path, f"station.{name}", told, "people", low=1.0)
    if people != int(people):
        raise BadFile(f"{path}, station.{name}: people is {people:g}, expected a whole number")
    own = told.get("hours")
    spans = usual if own is None else _spans(path, f"station.{name}.hours", own)
    starts = day_starts(days)
    opens = (starts[:, None] + spans[:, 0]).ravel()
    closes = (starts[:, None] + spans[:, 1]).ravel()
    return Station(name, int(people), opens, closes)


def day_starts(days: int) -> Floats:
    """Return the midnight of every working day in minutes since the first Monday's."""
    number = np.arange(days)
    return (number // WORKING_DAYS * 7 + number % WORKING_DAYS).astype(np.float64) * DAY_MINUTES


def _route(path: Path, name: str, told: Mapping[str, Any], stations: list[str]) -> tuple[Step, ...]:
    where = f"procedure.{name}"
    steps = told.get("steps")
    if not isinstance(steps, list) or not steps or not all(map(_is_table, steps)):
        raise BadFile(f"{path}, {where}: expected steps = [{{station = …, minutes = …}}]")
    return tuple(_step(path, f"{where}, step {n}", one, stations) for n, one in enumerate(steps, 1))


def _step(path: Path, where: str, told: Mapping[str, Any], stations: list[str]) -> Step:
    for key in told:
        if key not in STEP_KEYS:
            raise BadFile(f"{path}, {where}: unknown key {key!r}, expected {', '.join(STEP_KEYS)}")
    if told.get("station") not in stations:
        raise BadFile(
            f"{path}, {where}: station is {told.get('station')!r}, "
            f"expected one of {', '.join(stations)}"
        )

    def read(key: str, low: float, default: float = -1.0) -> float:
        return _number(path, where, told, key, low=low, default=default)

    return Step(
        stations.index(told["station"]),
        read("minutes", 1e-9),
        read("scv", 0.0, 1.0),
        read("returns", 0.0, 0.0),
        int(read("back", 0.0, 0.0)),
        read("asks_minutes", 0.0, 0.0),
    )
