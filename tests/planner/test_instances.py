"""The named instances of this repository, and a few published ones where they are at hand."""

import json
import os
import re
from pathlib import Path

import numpy as np
import pytest

from motcua.planner.check import check
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import Limit, MaxCover, PCentre, PMedian
from motcua.planner.result import Status
from motcua.planner.solve import solve
from motcua.planner.stop import MaxSeconds

pytestmark = [
    pytest.mark.pure,
    pytest.mark.timeout(300),  # compiling counts the first time
    pytest.mark.usefixtures("compiled"),
]
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MOTCUA_SHARED", ROOT / ".." / "shared")) / "data" / "or"


def problem(metres, people):
    metres = np.array(metres, np.float32)
    return Problem(Sites.of([str(i) for i in range(len(metres))]), Demand.of(people), metres)


def asked(stored):
    limit = Limit(stored["points"])
    if stored["kind"] == "cover":
        return MaxCover(limit, stored["radius"])
    return PMedian(limit) if stored["kind"] == "median" else PCentre(limit)


@pytest.mark.parametrize("path", sorted((ROOT / "instances").glob("*.json")), ids=lambda p: p.stem)
def test_named_instances(path):
    stored = json.loads(path.read_text("utf-8"))
    land = problem(stored["metres"], stored["people"])
    for line in stored["optima"]:
        result = solve(land, asked(line), stop=MaxSeconds(10))
        assert result.status is Status.OPTIMAL
        assert result.value == line["value"]
        assert check(land, asked(line), result.plan.tolist()).value == line["value"]


def known_optima():
    text = (SHARED / "pmed" / "pmedopt.txt").read_text() if SHARED.is_dir() else ""
    return {name: int(value) for name, value in re.findall(r"^(pmed\d+)\s+(\d+)", text, re.M)}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared benchmark data are not here")
@pytest.mark.parametrize("name", ["pmed1", "pmed5", "pmed8", "pmed13", "pmed24"])
def test_published_p_median_optima(name):
    with np.load(SHARED / "pmed" / f"{name}.npz") as stored:
        land, points = problem(stored["D"], np.ones(len(stored["D"]))), int(stored["p"])
    result = solve(land, PMedian(Limit(points)), stop=MaxSeconds(30))
    assert (result.value, result.status) == (known_optima()[name], Status.OPTIMAL)
