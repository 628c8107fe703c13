"""How the siting searches grow, and a peer on the same problems in the same run.

Random squares with ten demand points per site and one point for twenty sites; needs no shared data.
``MOTCUA_GROWTH=docs/explanation/growth make bench ARGS="-k siting_grows"`` writes what the
documentation shows.
"""

from pathlib import Path

import numpy as np
import pytest

from motcua.planner.check import check
from tests.bench.alone import alone
from tests.bench.asking import ask
from tests.bench.growth import Point, curve
from tests.bench.siting import grown, question, reach, square

pytestmark = [pytest.mark.bench, pytest.mark.timeout(0)]
SIZES = (20, 40, 80, 160, 320, 640)
GAPS = {"median": 0.001, "cover": 0.01, "set": 0.05}
NAMES = {"median": "p-median", "cover": "maximal cover", "set": "set cover"}
SECONDS = 20.0  # a series ends with the first size whose gap is not proven in time
PEER_SITES = 80  # the largest it is asked; beyond, building the model takes minutes


def pairs(sites: int) -> int:
    return sites * sites * 10


@pytest.fixture(scope="module")
def points() -> list[Point]:
    return []


@pytest.mark.parametrize("name", GAPS)
def test_siting_grows(name: str, points: list[Point]) -> None:
    for sites in SIZES:
        told = alone(grown, name, sites, sites * 10, sites // 20, GAPS[name], SECONDS, limit=900)
        assert not told.failed, told.failed
        value, gap, seconds = told.answer
        note = f"gap {100 * gap:.3f} %"
        series = f"{NAMES[name]} to {100 * GAPS[name]:g} %"
        points.append(Point(series, pairs(sites), seconds, told.wall_seconds, told.megabytes, note))
        print(f"{series:24} {sites:4} sites {value:16,.0f} {note} {seconds:6.2f} cpu s", flush=True)
        if gap > GAPS[name]:
            break


@pytest.mark.parametrize("name", ["median", "cover"])
def test_siting_grows_beside_spopt(name: str, points: list[Point], tmp_path: Path) -> None:
    for sites in [size for size in SIZES if size <= PEER_SITES]:
        land, opened = square(sites, sites * 10), sites // 20
        path = tmp_path / f"{sites}.npz"
        np.savez(path, metres=land.metres, people=land.demand.people)
        told = ask("spopt", path, name, opened, int(reach(opened)), 60, limit=300)
        value = check(land, question(name, opened), told["sites"]).value
        note = f"says {told['verdict']}"
        points.append(
            Point(
                f"spopt {NAMES[name]} (wall)", pairs(sites), told["wall"], told["wall"], None, note
            )
        )
        print(
            f"spopt {name:8} {sites:4} sites {value:16,.0f} {note} {told['wall']:6.2f} s",
            flush=True,
        )


def test_siting_grows_charted(points: list[Point]) -> None:
    _, picture = curve(
        "siting",
        points,
        title="Siting: processor seconds to a proven gap",
        size="sites x demand points",
    )
    print(picture)
