"""How far everybody has to every site: which of the ways of travelling the options ask for.

Straight line by default; a road network, a routing service, a timetable or a table of distances
where the operator has one. Exactly one of them speaks.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from motcua.planner.files import DemandFile, SitesFile
from motcua.planner.gtfs import bus_minutes, read_gtfs, stop_minutes
from motcua.planner.places import Positions, to_metres
from motcua.planner.problem import BadProblem
from motcua.planner.roads import HALF_AN_HOUR, read_osm, road_minutes
from motcua.planner.routing import osrm_minutes, valhalla_minutes
from motcua.planner.travel import (
    DETOUR,
    MODES,
    Matrix,
    read_matrix,
    straight_metres,
    straight_minutes,
)

_WALK_TO_STOP_MINUTES = 15.0
TIMETABLE_FILES = ("stops.txt", "stop_times.txt")


@dataclass(frozen=True, slots=True)
class Travel:
    """The options of travel; ``longest`` minutes cut roads and timetables off.

    Without a ``detour`` metres are straight and minutes take the usual factor (`travel.DETOUR`).
    """

    mode: str | None = None
    detour: float | None = None
    matrix: Path | None = None
    matrix_unit: str = "m"
    roads: Path | None = None
    osrm: str | None = None
    valhalla: str | None = None
    profile: str | None = None
    gtfs: Path | None = None
    longest: float = HALF_AN_HOUR

    def __post_init__(self) -> None:
        asked = [name for name in SOURCES if getattr(self, name) is not None]
        if len(asked) > 1:
            raise BadProblem(f"travel by {' and '.join(asked)}: expected one of them")
        if self.matrix_unit not in {"m", "min"}:
            raise BadProblem(f"matrix unit is {self.matrix_unit!r}: expected m or min")
        if self.detour is not None and not self.detour >= 1:
            raise BadProblem(
                f"detour is {self.detour:g}: expected 1 or more, no way is shorter than straight"
            )
        if not self.longest > 0:
            raise BadProblem(f"longest is {self.longest:g} minutes: expected more than 0")

    @property
    def unit(self) -> str:
        """Metres or minutes."""
        if self.matrix is not None:
            return "min" if self.mode is not None else self.matrix_unit
        by_time = (self.mode, self.roads, self.osrm, self.valhalla, self.gtfs)
        return "m" if all(one is None for one in by_time) else "min"

    def files(self) -> list[Path]:
        """Return the files travel is read from."""
        found = [path for path in (self.matrix, self.roads) if path is not None]
        if self.gtfs is not None:
            found += [self.gtfs / name for name in TIMETABLE_FILES]
        return found


SOURCES = ("matrix", "roads", "osrm", "valhalla", "gtfs")


def ways(travel: Travel, sites: SitesFile, demand: DemandFile) -> Matrix:
    """Return metres or minutes, sites by demand; inf where there is no way.

    Raises
    ------
    BadFile, BadProblem, MissingLibrary, RoutingFailed
        If a file, an option, an optional library or a service is not what is needed.
    """
    if travel.matrix is not None:
        return read_matrix(travel.matrix, sites.sites.ids, demand.demand.ids)
    if travel.roads is not None:
        return _by_roads(travel, travel.roads, sites, demand)
    if travel.osrm is not None or travel.valhalla is not None:
        return _by_service(travel, sites, demand)
    if travel.gtfs is not None:
        return _by_bus(travel, travel.gtfs, sites, demand)
    a = to_metres(sites.where, around=sites.where)
    b = to_metres(demand.where, around=sites.where)
    if travel.mode is None:
        return straight_metres(a, b, detour=travel.detour or 1.0)
    if travel.mode not in MODES:
        raise BadProblem(f"mode is {travel.mode!r}: expected one of {', '.join(MODES)}")
    mode, rural = MODES[travel.mode], demand.demand.rural
    return straight_minutes(a, b, mode=mode, rural=rural, detour=travel.detour or DETOUR)


def _by_roads(travel: Travel, path: Path, sites: SitesFile, demand: DemandFile) -> Matrix:
    _need_degrees(sites.where, demand.where, "roads")
    roads, degrees = read_osm(path)
    nodes = Positions(degrees[:, 0], degrees[:, 1])
    return road_minutes(
        roads.at(to_metres(nodes, around=sites.where)),
        to_metres(sites.where, around=sites.where),
        to_metres(demand.where, around=sites.where),
        limit_minutes=travel.longest,
    )


def _by_service(travel: Travel, sites: SitesFile, demand: DemandFile) -> Matrix:
    _need_degrees(sites.where, demand.where, "a routing service")
    a, b = np.array(sites.where.degrees()), np.array(demand.where.degrees())
    if travel.osrm is not None:
        return osrm_minutes(travel.osrm, a, b, profile=travel.profile or "driving")
    return valhalla_minutes(travel.valhalla or "", a, b, costing=travel.profile or "auto")


def _by_bus(travel: Travel, folder: Path, sites: SitesFile, demand: DemandFile) -> Matrix:
    _need_degrees(sites.where, demand.where, "a timetable")
    timetable = read_gtfs(folder)
    where = Positions(timetable.degrees[:, 0], timetable.degrees[:, 1])
    stops = to_metres(where, around=sites.where)
    a = to_metres(sites.where, around=sites.where)
    b = to_metres(demand.where, around=sites.where)
    found = bus_minutes(
        stop_minutes(timetable),
        _on_foot(stops, a, _WALK_TO_STOP_MINUTES),
        _on_foot(stops, b, _WALK_TO_STOP_MINUTES),
        _on_foot(a, b, travel.longest),
    )
    found[found > travel.longest] = np.inf
    return found


def _on_foot(
    a: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    b: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    longest: float,
) -> Matrix:
    nobody_rural = np.zeros(len(b), np.bool_)
    minutes = straight_minutes(a, b, mode=MODES["walking"], rural=nobody_rural)
    minutes[minutes > longest] = np.inf
    return minutes


def _need_degrees(sites: Positions, demand: Positions, what: str) -> None:
    if sites.plane or demand.plane:
        raise BadProblem(f"travel by {what} needs lat and lon; the files hold x_m and y_m")
