"""Siting against published optima: value, proven gap, wall and processor seconds.

Reads the shared benchmark data where they are at hand (``MOTCUA_SHARED``); prints tables, asserts
nothing. Limits are processor seconds.

``make bench ARGS="-k median"`` runs a part, ``MOTCUA_BENCH_ALL=1`` every case.
"""

import csv
import os
import re
import resource
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from motcua.planner.capacitated import CapacityWork
from motcua.planner.capacityland import CapacityLand
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Limit, MaxCover, PMedian, SetCover
from motcua.planner.solve import solve
from motcua.planner.travel import straight_metres
from motcua.planner.warm import warm

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MOTCUA_SHARED", ROOT / ".." / "shared")) / "data"
EVERY = bool(os.environ.get("MOTCUA_BENCH_ALL"))
pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared benchmark data are not here"),
]


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    warm()


def some(cases, step):
    """Return every case, or every ``step``-th of them."""
    return list(cases) if EVERY else list(cases)[::step]


def problem(metres, people):
    return Problem(Sites.of([str(i) for i in range(len(metres))]), Demand.of(people), metres)


class CpuSeconds:
    """Stops after processor seconds of this process, so that a busy machine measures the same."""

    def __init__(self, seconds):
        self.until = time.process_time() + seconds

    def __call__(self, progress):
        return progress.gap == 0 or time.process_time() >= self.until


def row(name, land, question, seconds, known=None):
    begun, worked = time.monotonic(), time.process_time()
    result = solve(land, question, stop=CpuSeconds(seconds))
    off = "" if known is None else f"{100 * (result.value / known - 1):+.4f} %"
    print(
        f"{name:34} {result.value:18,.0f} {off:>11} gap {100 * result.gap:7.4f} % "
        f"{time.monotonic() - begun:6.1f} s {time.process_time() - worked:6.1f} cpu s",
        flush=True,
    )
    return result


def memory():
    print(
        f"largest memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


def hanoi(size):
    with np.load(SHARED / "hanoi" / f"hanoi677_{size}.npz") as z:
        sites, demand = z["sites_m"].astype(float), z["demand_m"].astype(float)
        return problem(straight_metres(sites, demand), z["weight"].astype(float))


def tsplib(name):
    text = (SHARED / "or" / "tsplib" / f"{name}.tsp").read_text()
    lines = text.partition("NODE_COORD_SECTION")[2].split("EOF")[0].split("\n")
    xy = np.array([[float(v) for v in line.split()[1:3]] for line in lines if line.strip()])
    return problem(np.floor(cdist(xy, xy) + 1e-9).astype(np.float32), np.ones(len(xy)))


def test_median_orlib():
    text = (SHARED / "or" / "pmed" / "pmedopt.txt").read_text()
    known = {name: int(v) for name, v in re.findall(r"^(pmed\d+)\s+(\d+)", text, re.M)}
    files = sorted((SHARED / "or" / "pmed").glob("*.npz"), key=lambda p: int(p.stem[4:]))
    for path in some(files, 4):
        with np.load(path) as z:
            land, points = problem(z["D"], np.ones(len(z["D"]))), int(z["p"])
        row(f"{path.stem} p={points}", land, PMedian(Limit(points)), 60, known[path.stem])


def test_median_tsplib():
    with (SHARED / "or" / "tsplib" / "pmedian_bestknown.csv").open() as stream:
        cases = [(r["instance"], int(r["p"]), int(r["value"])) for r in csv.DictReader(stream)]
    for name, points, best in some(cases, 3):
        row(f"{name} p={points}", tsplib(name), PMedian(Limit(points)), 10, best)


def test_median_city():
    memory()
    land = hanoi(20000)
    for points in (30, 60, 126):
        row(f"city 677 x 20,000 p={points}", land, PMedian(Limit(points)), 30)
    memory()


def read_bds(path):
    sites, demand = [], []
    for line in path.read_text().split("\n"):
        cells = line.split()
        if cells[:1] == ["F"]:
            sites.append([float(v) for v in cells[2:4]])
        elif cells[:1] == ["C"]:
            demand.append([float(v) for v in cells[2:5]])
    table = np.array(demand)
    return problem(cdist(np.array(sites), table[:, :2]).astype(np.float32), table[:, 2])


def read_sjc(name):
    lines = (SHARED / "or" / "mclp" / "SJC" / f"{name}.txt").read_text().split("\n")[1:]
    table = np.array([[float(v) for v in line.split()[:3]] for line in lines if line.strip()])
    return problem(cdist(table[:, :2], table[:, :2]).astype(np.float32), table[:, 2])


def test_cover_published():
    with (SHARED / "or" / "mclp" / "optimal_values.csv").open() as stream:
        cases = [r for r in csv.DictReader(stream) if not r["instance"].startswith("CFL")]
    for case in some(cases, 4):
        name, points, radius = case["instance"], int(case["p"]), float(case["radius"])
        path = SHARED / "or" / "mclp" / "BDS" / f"{name}.txt"
        land = read_bds(path) if name.startswith("BDS") else read_sjc(name)
        row(
            f"{name} p={points} R={radius:g}",
            land,
            MaxCover(Limit(points), radius),
            60,
            int(case["optimum_proven_by_highs"]),
        )


def test_cover_million():
    """One million random demand points x 100 sites on a 30 x 30 square, as Cordeau et al. (2019)."""
    random = np.random.default_rng(1)
    sites, demand = random.random((100, 2)) * 30, random.random((1_000_000, 2)) * 30
    metres = np.empty((100, 1_000_000), np.float32)
    for i, site in enumerate(sites):
        metres[i] = np.hypot(*(demand - site).T)
    land = problem(metres, random.integers(1, 101, 1_000_000).astype(float))
    row("1,000,000 x 100 p=10 R=5.5", land, MaxCover(Limit(10), 5.5), 60)
    memory()


def test_cover_city():
    row("city 677 x 20,000 p=30 5 km", hanoi(20000), MaxCover(Limit(30), 5000.0), 60)
    for size in (5000, 20000, 100000):
        row(f"everybody, 677 x {size:,} 5 km", hanoi(size), SetCover(5000.0), 60)
    memory()


def read_capacity(path):
    lines = [line.split() for line in path.read_text().split("\n") if line.strip()]
    n, m = map(int, lines[0][:2])
    v = np.array([float(x) for line in lines[1:] for x in line])
    cost = v[2 * n + m :][: n * m]
    by_demand = len(lines[4]) == n
    table = cost.reshape(m, n).T if by_demand else cost.reshape(n, m)
    return CapacityLand(
        np.ascontiguousarray(table),
        v[n : 2 * n],
        v[:n],
        v[2 * n : 2 * n + m],
        n,
        v[n : 2 * n],
        np.inf,
        np.zeros(n, bool),
        np.arange(n, dtype=np.int32),
    )


@pytest.mark.parametrize("library", ["Holmberg", "Delmaire"])
def test_capacities(library):
    folder = SHARED / "or" / "sscflp" / library
    known = [float(v) for v in (folder / "os").read_text().split()]
    cases = [k for k in range(1, len(known) + 1) if (folder / f"p{k}").exists()]
    for k in some(cases, 1 if library == "Holmberg" else 5):
        work = CapacityWork(read_capacity(folder / f"p{k}"), seed=1)
        begun, worked = time.monotonic(), time.process_time()
        for _ in work.steps():
            if time.process_time() - worked > 60:
                break
        gap = 100 * (work.value - work.bound) / work.value
        print(
            f"{library} p{k:<3} {work.value:12,.0f} {100 * (work.value / known[k - 1] - 1):+.4f} % "
            f"gap {gap:7.4f} % {time.monotonic() - begun:6.1f} s "
            f"{time.process_time() - worked:6.1f} cpu s",
            flush=True,
        )


@pytest.mark.skipif(find_spec("kmedoids") is None, reason="the peer kmedoids is not installed")
def test_median_peer_kmedoids():
    import kmedoids

    for name, points in (("rl1304", 100), ("fl1400", 200), ("pcb3038", 100)):
        land = tsplib(name)
        begun = time.monotonic()
        best = np.inf
        while time.monotonic() - begun < 10:
            best = min(best, kmedoids.fasterpam(land.metres, points).loss)
        print(f"kmedoids {name} p={points} {best:,.0f} in 10 s")
        row(f"motcua   {name} p={points}", land, PMedian(Limit(points)), 10)
