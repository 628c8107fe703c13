"""A synthetic city from tables of its communes: candidate sites and demand points from a seed.

Real are the communes, their positions, areas and populations; invented is where inside a commune
people live. Every former commune centre is taken as a settlement of the present commune nearest to
it, people stand around the settlements, and each commune's people sum to its official number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from motcua.planner.places import Positions, to_metres
from motcua.planner.problem import Floats
from motcua.planner.tables import Row, read_table


@dataclass(frozen=True, slots=True, eq=False)
class Communes:
    """Present communes."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    where: Positions
    people: Floats
    area_km2: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Named positions: former communes, seats of districts."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    where: Positions
    group: tuple[str, ...] = ()


def read_communes(path: Path) -> Communes:
    """Read ``code``, ``name``, ``population``, ``area_km2``, ``lat``, ``lon``.

    Raises
    ------
    BadFile
        Naming row and column of a mistake.
    """
    table = read_table(path)
    number = "a number above 0"
    return Communes(
        tuple(table.distinct("code")),
        tuple(row.text("name") for row in table),
        _positions(table.rows),
        np.array([row.number_in("population", low=1.0, what=number) for row in table]),
        np.array([row.number_in("area_km2", low=0.01, what=number) for row in table]),
    )


def read_marks(path: Path, *, until: str | None = None, group: str | None = None) -> Marks:
    """Read ``code``, ``name``, ``lat``, ``lon``; only rows whose ``until`` is the day given."""
    rows = [r for r in read_table(path) if until is None or r.cells.get("until") == until]
    return Marks(
        tuple(row.text("code") for row in rows),
        tuple(row.text("name") for row in rows),
        _positions(rows),
        tuple(row.text(group) for row in rows) if group else (),
    )


def _positions(rows: Sequence[Row]) -> Positions:
    what = "degrees"
    return Positions(
        np.array([r.number_in("lat", low=-90, high=90, what=what) for r in rows]),
        np.array([r.number_in("lon", low=-180, high=180, what=what) for r in rows]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Demand points: position in degrees, people, and the commune each belongs to."""

    where: Positions
    people: Floats
    commune: tuple[str, ...]


def settle(communes: Communes, former: Marks, points: int, *, seed: int) -> Settled:
    """Return about ``points`` demand points; every commune keeps its official population."""
    random = np.random.default_rng(seed)
    centres = to_metres(communes.where, around=communes.where)
    settlements = to_metres(former.where, around=communes.where)
    _, home = cKDTree(centres).query(settlements)
    share = np.maximum(1, np.rint(points * communes.people / communes.people.sum())).astype(int)
    lat, lon, people, codes = [], [], [], []
    for c, count in enumerate(share):
        own = np.flatnonzero(home == c)
        around = settlements[own] if len(own) else centres[c : c + 1]
        radius = 1000.0 * np.sqrt(communes.area_km2[c] / np.pi / len(around))
        chosen = around[random.integers(len(around), size=count)]
        angle = random.random(count) * 2 * np.pi
        away = radius * np.sqrt(random.random(count))
        xy = chosen + np.column_stack([np.cos(angle), np.sin(angle)]) * away[:, None]
        a, b = _degrees(xy - centres[c], communes.where.first[c], communes.where.second[c])
        lat.append(a)
        lon.append(b)
        people.append(_parts(communes.people[c], count))
        codes += [communes.codes[c]] * count
    return Settled(
        Positions(np.concatenate(lat), np.concatenate(lon)), np.concatenate(people), tuple(codes)
    )


def _degrees(offset: Floats, lat: float, lon: float) -> tuple[Floats, Floats]:
    north = lat + offset[:, 1] / 111_320.0
    east = lon + offset[:, 0] / (111_320.0 * np.cos(np.radians(lat)))
    return north, east


def _parts(total: float, count: int) -> Floats:
    """Return ``count`` whole numbers, as equal as can be, that sum to ``total``."""
    base, more = divmod(int(total), count)
    return base + (np.arange(count) < more).astype(np.float64)


def join(*marks: tuple[str, str, Marks]) -> list[dict[str, object]]:
    """Return rows of a sites file from (letter for the id, kind, marks)."""
    return [
        {
            "id": f"{letter}{code}",
            "name": name,
            "kind": kind,
            "lat": float(m.where.first[k]),
            "lon": float(m.where.second[k]),
        }
        for letter, kind, m in marks
        for k, (code, name) in enumerate(zip(m.codes, m.names, strict=True))
    ]


def some(marks: Marks, count: int, *, seed: int) -> Marks:
    """Return ``count`` of the marks, chosen by ``seed``."""
    kept = np.sort(np.random.default_rng(seed).permutation(len(marks.codes))[:count])
    return Marks(
        tuple(marks.codes[k] for k in kept),
        tuple(marks.names[k] for k in kept),
        Positions(marks.where.first[kept], marks.where.second[kept]),
        tuple(marks.group[k] for k in kept) if marks.group else (),
    )
