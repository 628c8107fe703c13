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
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from motcua.planner.capacitated import CapacityWork
from motcua.planner.capacityland import CapacityLand
from motcua.planner.check import check
from motcua.planner.questions import Limit, MaxCover, PMedian, SetCover
from motcua.planner.solve import solve
from motcua.planner.warm import warm
from tests.bench.alone import alone
from tests.bench.asking import ask
from tests.bench.siting import CpuSeconds, median_of, problem, stored_city

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
    return SHARED / "hanoi" / f"hanoi677_{size}.npz"


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
    """Each in a process of its own, so that the memory is that of one run."""
    for points in (30, 60, 126):
        told = alone(median_of, hanoi(20000), points, 30.0, limit=900)
        assert not told.failed, told.failed
        value, gap, seconds = told.answer
        print(
            f"city 677 x 20,000 p={points:<4} {value:18,.0f} gap {100 * gap:7.4f} % "
            f"{seconds:6.1f} cpu s {told.megabytes:,.0f} MB",
            flush=True,
        )


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
    row("city 677 x 20,000 p=30 5 km", stored_city(hanoi(20000)), MaxCover(Limit(30), 5000.0), 60)
    for size in (5000, 20000, 100000):
        row(f"everybody, 677 x {size:,} 5 km", stored_city(hanoi(size)), SetCover(5000.0), 60)
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


def test_median_beside_kmedoids(tmp_path):
    """FasterPAM from random starts for as long (it gives no bound)."""
    for name, points in (("rl1304", 100), ("fl1400", 200), ("pcb3038", 100)):
        land = tsplib(name)
        np.save(tmp_path / "metres.npy", land.metres)
        told = ask("kmedoids", tmp_path / "metres.npy", points, 10)
        row(f"motcua   {name} p={points}", land, PMedian(Limit(points)), 10)
        print(
            f"kmedoids {name} p={points} {told['value']:18,.0f} {told['cpu']:6.1f} cpu s",
            flush=True,
        )


def test_cover_beside_spopt(tmp_path):
    """The city of 5,000 demand points, two minutes for the peer's solver."""
    land, asked = stored_city(hanoi(5000)), MaxCover(Limit(30), 5000.0)
    np.savez(tmp_path / "city.npz", metres=land.metres, people=land.demand.people)
    row("motcua 677 x 5,000 p=30 5 km", land, asked, 30)
    told = ask("spopt", tmp_path / "city.npz", "cover", 30, 5000, 120, limit=400)
    value = check(land, asked, told["sites"]).value
    print(
        f"spopt  677 x 5,000 p=30 5 km {value:18,.0f} says {told['verdict']} {told['wall']:.1f} s"
    )
