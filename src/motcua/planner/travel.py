"""What people overcome to reach a point: distance, or minutes by a way of travelling.

The default needs no map: the straight line times a detour factor, divided by a speed that depends
on whether the demand point is urban or rural. Detour factors of road networks lie around 1.2 to
1.4 (Ballou, Rahardja and Sakai 2002, "Selected country circuity factors for road travel distance
estimation", Transportation Research A 36); both factor and speeds are the planner's to change.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from motcua.planner.problem import Bools, Floats
from motcua.planner.tables import BadFile, read_table

Matrix = NDArray[np.float32]
DETOUR = 1.3


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of travelling: door-to-door speeds in km/h and minutes lost at both ends."""

    urban_kmh: float
    rural_kmh: float
    fixed_minutes: float = 0.0


MODES: dict[str, Mode] = {
    "walking": Mode(4.5, 4.5),
    "motorbike": Mode(22.0, 32.0, 2.0),
    "car": Mode(18.0, 38.0, 6.0),
    "bus": Mode(13.0, 18.0, 8.0),
}
"""Assumptions, not measurements: replace them by what the city has measured."""


def straight_metres(sites: Floats, demand: Floats, *, detour: float = 1.0) -> Matrix:
    """Return straight-line metres times ``detour``, sites by demand; positions are (x, y) metres."""
    if detour < 1.0:
        raise ValueError(f"detour is {detour}: expected 1 or more, no way is shorter than straight")
    out = np.empty((len(sites), len(demand)), np.float32)
    for start in range(0, len(demand), 8192):
        out[:, start : start + 8192] = cdist(sites, demand[start : start + 8192])
    out *= np.float32(detour)
    return out


def straight_minutes(
    sites: Floats, demand: Floats, *, mode: Mode, rural: Bools, detour: float = DETOUR
) -> Matrix:
    """Return minutes by ``mode``: straight line, detour, and the speed of the demand point's area."""
    minutes = straight_metres(sites, demand, detour=detour)
    per_metre = np.where(rural, 0.06 / mode.rural_kmh, 0.06 / mode.urban_kmh).astype(np.float32)
    minutes *= per_metre
    minutes += np.float32(mode.fixed_minutes)
    return minutes


def read_matrix(path: Path, sites: tuple[str, ...], demand: tuple[str, ...]) -> Matrix:
    """Read distances from a table with columns ``site``, ``demand``, ``value``.

    A pair that is not listed has no way. ``.npz`` files hold the array ``values`` (sites by
    demand) with ``sites`` and ``demand`` ids in the same order as the other files.

    Raises
    ------
    BadFile
        For unknown ids, negative values or a pair given twice.
    """
    if path.suffix == ".npz":
        return _read_array(path, sites, demand)
    table = read_table(path)
    for column in ("site", "demand", "value"):
        table.column(column)
    row_of = {name: i for i, name in enumerate(sites)}
    column_of = {name: j for j, name in enumerate(demand)}
    out = np.full((len(sites), len(demand)), np.inf, np.float32)
    for row in table:
        i, j = row_of.get(row.text("site")), column_of.get(row.text("demand"))
        if i is None:
            raise row.error("site", "an id of the sites file")
        if j is None:
            raise row.error("demand", "an id of the demand file")
        if np.isfinite(out[i, j]):
            raise row.error("value", "each pair once (this one was given before)")
        out[i, j] = row.number_in("value", low=0.0, what="a distance or minutes, 0 or more")
    return out


def _read_array(path: Path, sites: tuple[str, ...], demand: tuple[str, ...]) -> Matrix:
    with np.load(path, allow_pickle=False) as stored:
        missing = {"values", "sites", "demand"} - set(stored.files)
        if missing:
            raise BadFile(f"{path}: expected the arrays values, sites, demand; {missing} missing")
        if tuple(stored["sites"]) != sites or tuple(stored["demand"]) != demand:
            raise BadFile(f"{path}: expected the ids of the sites and demand files, in their order")
        values: Matrix = stored["values"].astype(np.float32)
    if values.shape != (len(sites), len(demand)):
        raise BadFile(f"{path}: expected {len(sites)} x {len(demand)} values, got {values.shape}")
    return values
