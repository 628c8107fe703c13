"""Asks another package in a process of its own.

``MOTCUA_PEERS`` names a Python that has the packages (default: this one), so that they need not be
installed beside ours.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.bench.growth import Point

Told = dict[str, Any]
PEERS = Path(__file__).with_name("peers.py")


def ask(name: str, *arguments: object, limit: float = 120.0) -> Told:
    """What the peer gave; the test is skipped where the package is not installed."""
    python = os.environ.get("MOTCUA_PEERS", sys.executable)
    command = [python, str(PEERS), name, *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{name}: no answer in {limit:g} s")
    if done.returncode:
        pytest.skip(f"{name}: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    told: Told = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def line(name: str, sizes: Mapping[float, Sequence[object]]) -> list[Point]:
    """A peer's line of a growth curve: by size, what it is asked; it ends where no answer comes."""
    points: list[Point] = []
    try:
        for size, arguments in sizes.items():
            points.append(Point(name, size, ask(name, *arguments)["cpu"]))
    except pytest.skip.Exception as missing:
        print(f"\n{name}: {missing}")
    return points
