"""Positions on the ground: reads them, finds swapped coordinates, projects them to metres."""

from dataclasses import dataclass

import numpy as np
import pyproj
from numpy.typing import NDArray

from motcua.planner.tables import BadFile, Row, Table

Floats = NDArray[np.float64]
_FAR_DEGREES = 5.0  # a city and its surroundings; a swapped pair is much further off


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Latitude and longitude (WGS 84) in degrees, or plain metres where ``plane`` is true."""

    first: Floats  # latitude, or y in metres
    second: Floats  # longitude, or x in metres
    plane: bool = False

    def __len__(self) -> int:
        return len(self.first)

    def degrees(self) -> list[tuple[float, float]]:
        """Return (lat, lon) pairs; a plane is shown around 0, 0 at its true size."""
        if not self.plane:
            return list(zip(self.first.tolist(), self.second.tolist(), strict=True))
        return list(
            zip((self.first / 111_320).tolist(), (self.second / 111_320).tolist(), strict=True)
        )


def read_positions(table: Table) -> Positions:
    """Read ``lat``/``lon`` in degrees or ``x_m``/``y_m`` in metres.

    Raises
    ------
    BadFile
        For a missing, impossible or probably swapped coordinate.
    """
    if table.find("x_m") and table.find("y_m"):
        return Positions(
            np.array([r.number_in("y_m", what="metres") for r in table]),
            np.array([r.number_in("x_m", what="metres") for r in table]),
            plane=True,
        )
    lat_name, lon_name = table.column("lat", "latitude"), table.column("lon", "lng", "longitude")
    lat = np.array([_degrees(r, lat_name, 90.0) for r in table])
    lon = np.array([_degrees(r, lon_name, 180.0) for r in table])
    _refuse_swapped(table, lat_name, lat, lon)
    return Positions(lat, lon)


def _degrees(row: Row, column: str, most: float) -> float:
    hint = " (are latitude and longitude swapped?)" if most == 90.0 else ""
    what = f"degrees from -{most:g} to {most:g}{hint}"
    return row.number_in(column, low=-most, high=most, what=what)


def _refuse_swapped(table: Table, column: str, lat: Floats, lon: Floats) -> None:
    """Refuse a row that lies far from the others and would not if its coordinates were swapped."""
    middle_lat, middle_lon = float(np.median(lat)), float(np.median(lon))
    off = np.hypot(lat - middle_lat, lon - middle_lon) > _FAR_DEGREES
    turned = np.hypot(lon - middle_lat, lat - middle_lon) < _FAR_DEGREES
    for k in np.flatnonzero(off & turned):
        raise table.rows[k].error(
            column,
            f"a latitude near {middle_lat:.2f} as in the other rows; latitude and longitude "
            "look swapped",
        )


def refuse_apart(sites: Positions, demand: Positions, sites_file: str, demand_file: str) -> None:
    """Refuse two files that lie in different parts of the world.

    Raises
    ------
    BadFile
        If their middles are more than 5 degrees apart, or one is in degrees and one in metres.
    """
    if sites.plane != demand.plane:
        raise BadFile(f"{sites_file} and {demand_file}: one has lat/lon and the other x_m/y_m")
    if sites.plane:
        return
    a = (float(np.median(sites.first)), float(np.median(sites.second)))
    b = (float(np.median(demand.first)), float(np.median(demand.second)))
    if np.hypot(a[0] - b[0], a[1] - b[1]) > _FAR_DEGREES:
        raise BadFile(
            f"{sites_file} lies around {a[0]:.2f}, {a[1]:.2f} and {demand_file} around "
            f"{b[0]:.2f}, {b[1]:.2f}: expected the same region (are latitude and longitude swapped?)"
        )


def to_metres(positions: Positions, *, around: Positions) -> Floats:
    """Project to (x, y) metres, azimuthal equidistant around the middle of ``around``.

    Within 100 km of the middle distances are true to better than 1 in 10 000.
    """
    if positions.plane:
        return np.column_stack([positions.second, positions.first])
    lat, lon = float(np.median(around.first)), float(np.median(around.second))
    target = pyproj.CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    project = pyproj.Transformer.from_crs(4326, target, always_xy=True)
    x, y = project.transform(positions.second, positions.first)
    return np.column_stack([x, y])
