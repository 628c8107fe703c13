"""Travel on a road network: shortest ways from every site, cut off at a limit.

The network comes as arrays (any source), or from an OpenStreetMap extract the operator supplies.
Dijkstra's algorithm is SciPy's; with the limit of half an hour a city of 300,000 crossings takes
about 10 ms per site.
"""

from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from motcua.planner.problem import BadProblem, Floats, Ints
from motcua.planner.tables import BadFile
from motcua.planner.travel import Matrix

if find_spec("pyrosm"):
    import pyrosm  # type: ignore[import-not-found, import-untyped, unused-ignore]

HALF_AN_HOUR = 30.0
_SITES_AT_ONCE = 32


class MissingLibrary(RuntimeError):
    """An optional library is needed for what was asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """A directed network: arc ``k`` leads from ``tail[k]`` to ``head[k]`` in ``minutes[k]``."""

    xy_metres: Floats  # (node, 2)
    tail: Ints
    head: Ints
    minutes: Floats

    def __post_init__(self) -> None:
        nodes = len(self.xy_metres)
        for name, ends in (("tail", self.tail), ("head", self.head)):
            bad = np.flatnonzero((ends < 0) | (ends >= nodes))
            if len(bad):
                raise BadProblem(
                    f"arc {bad[0]}: {name} is {ends[bad[0]]}, expected 0 to {nodes - 1}"
                )
        bad = np.flatnonzero(~(self.minutes >= 0))
        if len(bad):
            raise BadProblem(f"arc {bad[0]}: {self.minutes[bad[0]]} minutes, expected 0 or more")

    def at(self, xy_metres: Floats) -> "Roads":
        """Return the same network with its nodes in another projection."""
        return replace(self, xy_metres=xy_metres)

    def towards(self) -> csr_array:
        """Return the reversed network (people travel to the site), fastest of parallel arcs."""
        order = np.lexsort((self.minutes, self.tail, self.head))
        tail, head, minutes = self.tail[order], self.head[order], self.minutes[order]
        first = np.ones(len(order), bool)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        # an arc of no length would vanish from a sparse matrix
        data = np.maximum(minutes[first], 1e-9)
        nodes = len(self.xy_metres)
        return csr_array((data, (head[first], tail[first])), shape=(nodes, nodes))


def road_minutes(
    roads: Roads,
    sites: Floats,
    demand: Floats,
    *,
    limit_minutes: float = HALF_AN_HOUR,
    snap_metres: float = 1000.0,
    walk_kmh: float = 4.5,
) -> Matrix:
    """Return minutes from every demand point to every site; inf beyond the limit.

    Sites and demand points walk straight to their nearest crossing; whoever is further than
    ``snap_metres`` from any has no way.
    """
    tree = cKDTree(roads.xy_metres)
    site_walk, site_node = tree.query(sites)
    demand_walk, demand_node = tree.query(demand)
    pace = 0.06 / walk_kmh
    network = roads.towards()
    out = np.empty((len(sites), len(demand)), np.float32)
    for start in range(0, len(sites), _SITES_AT_ONCE):
        part = slice(start, start + _SITES_AT_ONCE)
        away = dijkstra(network, indices=site_node[part], limit=limit_minutes)
        out[part] = away[:, demand_node] + demand_walk * pace + site_walk[part, None] * pace
    out[:, demand_walk > snap_metres] = np.inf
    out[site_walk > snap_metres] = np.inf
    out[out > limit_minutes] = np.inf
    return out


def read_osm(path: Path, *, kmh: dict[str, float] | None = None) -> tuple[Roads, Floats]:
    """Read the drivable network of an ``.osm.pbf``; return it with (lat, lon) of its nodes.

    ``kmh`` gives the speed by OpenStreetMap's ``highway`` value; 25 where it says nothing.

    Raises
    ------
    MissingLibrary
        If ``pyrosm`` is not installed.
    BadFile
        If there is no such extract.
    """
    if find_spec("pyrosm") is None:
        raise MissingLibrary(
            f"{path}: reading .osm.pbf needs the package pyrosm; install motcua with the "
            "extra 'roads', or give a table of distances (--matrix)"
        )
    try:
        nodes, edges = pyrosm.OSM(str(path)).get_network(network_type="driving", nodes=True)
    except ValueError as error:  # no such file, or not a network
        raise BadFile(f"{path}: expected an OpenStreetMap extract, .osm.pbf ({error})") from None
    row = {identity: k for k, identity in enumerate(nodes["id"])}
    speed = edges["highway"].map(kmh or {}).fillna(25.0).to_numpy()
    minutes = edges["length"].to_numpy() * 0.06 / speed
    tail = np.array([row[u] for u in edges["u"]], np.int32)
    head = np.array([row[v] for v in edges["v"]], np.int32)
    both = (edges["oneway"] != "yes").to_numpy()
    degrees = np.column_stack([nodes["lat"], nodes["lon"]])
    lat0, lon0 = np.median(degrees, axis=0)
    metres = np.column_stack(
        [
            (degrees[:, 1] - lon0) * 111_320 * np.cos(np.radians(lat0)),
            (degrees[:, 0] - lat0) * 111_320,
        ]
    )
    return (
        Roads(
            metres,
            np.concatenate([tail, head[both]]),
            np.concatenate([head, tail[both]]),
            np.concatenate([minutes, minutes[both]]),
        ),
        degrees,
    )
