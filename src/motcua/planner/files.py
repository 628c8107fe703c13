"""Sites and demand from files.

Column names (alternatives after the bar):

sites: ``id|code``, ``lat``/``lon`` or ``x_m``/``y_m``; optional ``name``, ``kind``, ``place``,
``open_cost``, ``close_cost``, ``capacity``, ``existing``, ``must_open``, ``barred``.

demand: ``id|code``, ``people|population``, position as above; optional ``name``, ``area``,
``rural``, ``online_share`` (the part of the people who need no point).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from motcua.planner.places import Positions, read_positions
from motcua.planner.problem import BadProblem, Demand, Sites
from motcua.planner.tables import BadFile, Table, read_table


@dataclass(frozen=True, slots=True, eq=False)
class SitesFile:
    """Checked sites, where they are, what they are called, and from which file."""

    sites: Sites
    where: Positions
    names: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class DemandFile:
    """Checked demand, where it is, what the points are called, and from which file."""

    demand: Demand
    where: Positions
    names: tuple[str, ...]
    file: str


def read_sites(path: Path) -> SitesFile:
    """Read the candidate sites.

    Raises
    ------
    BadFile
        Naming file, row and column of the first mistake.
    """
    table = read_table(path)
    ids = table.distinct(table.column("id", "code"))
    where = read_positions(table)
    place = table.find("place")
    labels = [row.text(place) for row in table] if place else ids
    try:
        sites = Sites.of(
            ids,
            open_cost=_numbers(table, "open_cost", 0.0),
            close_cost=_numbers(table, "close_cost", 0.0),
            capacity_people=_numbers(table, "capacity", np.inf),
            existing=_flags(table, "existing"),
            must_open=_flags(table, "must_open"),
            barred=_flags(table, "barred"),
            place=np.unique(labels, return_inverse=True)[1],
            kind=_texts(table, "kind", "point"),
        )
    except BadProblem as error:
        raise BadFile(f"{path}: {error}") from None
    return SitesFile(sites, where, _names(table, ids), str(path))


def read_demand(path: Path, *, areas: Sequence[str] | None = None) -> DemandFile:
    """Read where people live; ``areas`` are the codes the column ``area`` may hold.

    Raises
    ------
    BadFile
        Naming file, row and column of the first mistake.
    """
    table = read_table(path)
    ids = table.distinct(table.column("id", "code", "area"))
    where = read_positions(table)
    people = _people(table)
    area = table.find("area")
    if area and areas is not None:
        codes = table.known(area, areas, "the table of areas")
    else:
        codes = _texts(table, "area", "") if area else ids
    try:
        demand = Demand.of(people, ids=ids, area=codes, rural=_flags(table, "rural"))
    except BadProblem as error:
        raise BadFile(f"{path}: {error}") from None
    return DemandFile(demand, where, _names(table, ids), str(path))


def _people(table: Table) -> list[float]:
    column = table.column("people", "population")
    what = "a number of people, 0 or more"
    people = []
    for row in table:
        online = row.number_in("online_share", 0.0, low=0.0, high=1.0, what="a share from 0 to 1")
        people.append(row.number_in(column, low=0.0, what=what) * (1.0 - online))
    _refuse_grouped(table, column)
    return people


_LOOKS_GROUPED = re.compile(r"\d{1,3}\.\d{3}")


def _refuse_grouped(table: Table, column: str) -> None:
    """Refuse 12.345 for twelve thousand: read as a number it would be twelve people."""
    broken = [
        row
        for row in table
        if "." in row.cells[column] and not row.comma and not row.cells[column].endswith(".0")
    ]
    if broken and all(_LOOKS_GROUPED.fullmatch(row.cells[column].strip()) for row in broken):
        raise broken[0].error(column, "whole people without a point between the thousands")


def _numbers(table: Table, column: str, default: float) -> list[float]:
    what = "a number, 0 or more"
    return [
        row.number_in(column, low=0.0, what=what) if row.cells.get(column, "").strip() else default
        for row in table
    ]


def _flags(table: Table, column: str) -> list[bool]:
    return [row.flag(column) for row in table]


def _texts(table: Table, column: str, default: str) -> list[str]:
    return [row.cells.get(column, "").strip() or default for row in table]


def _names(table: Table, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.cells.get("name", "").strip() or ids[k] for k, row in enumerate(table))


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
