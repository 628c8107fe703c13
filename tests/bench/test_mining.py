"""Mining speed: 10 million generated events, the receipt log, and the same log by pm4py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.bench.asking import ask, line
from tests.bench.growth import Point, curve

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
LARGEST_OF_PEER = 1_000_000
"""events; beyond, the peer takes minutes"""
OURS = """
import json, sys, time, resource
from pathlib import Path
from motcua.mining.readers import read_log
from motcua.mining.dfg import directly_follows
from motcua.mining.variants import count_variants, durations, rework
imported = time.process_time()
best = 1e9
for _ in range(int(sys.argv[2])):
    begin, wall = time.process_time(), time.perf_counter()
    log = read_log(Path(sys.argv[1])); loaded = time.process_time()
    edges = directly_follows(log); routes = count_variants(log); durations(log); rework(log)
    wall, cpu = time.perf_counter() - wall, time.process_time() - begin
    best = min(best, cpu)
print(json.dumps({"cpu": best, "import": imported, "load": loaded - begin, "wall": wall,
    "events": log.events, "variants": routes, "edges": len(edges),
    "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}))
"""


def ours(path: Path, runs: int) -> dict[str, float]:
    """In a process of its own, so that peak memory and imports are its own."""
    done = subprocess.run(
        [sys.executable, "-c", OURS, str(path), str(runs)],
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def generated(path: Path, events: int) -> Path:
    """Cases of 3 to 12 events out of 25 activities and 400 people, as Parquet."""
    with duckdb.connect() as db:
        db.execute("SET threads = 1; SET enable_progress_bar = false")
        db.execute(
            f"""
            COPY (
              SELECT 'dossier-' || (hash(i) % {events // 7}) AS case_id,
                     'step ' || ((i % 5) * 5 + hash(i + 1) % 5) AS activity,
                     TIMESTAMPTZ '2025-01-01 00:00:00+07' + to_seconds(i * 3) AS timestamp,
                     'person ' || (hash(i + 2) % 400) AS resource
              FROM range({events}) AS t(i)) TO '{path}' (FORMAT parquet)
            """
        )
    return path


@pytest.mark.parametrize("events", [100_000, 1_000_000, 10_000_000])
def test_generated(tmp_path: Path, events: int, capsys: pytest.CaptureFixture[str]) -> None:
    told = ours(generated(tmp_path / "log.parquet", events), 1)
    with capsys.disabled():
        print(
            f"\nmining {events:>10} events: {told['cpu']:.2f} cpu s ({told['wall']:.2f} s; load "
            f"{told['load']:.2f} cpu s), {told['variants']} variants, {told['edges']} edges, "
            f"{told['gigabytes']:.2f} GB"
        )


def test_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    """The same questions of the same file; warm, and with the import of the packages."""
    default = Path(__file__).parents[2].parent / "shared"
    path = Path(os.environ.get("MOTCUA_SHARED", default)) / "data/logs/pm4py/receipt.csv"
    if not path.is_file():
        pytest.skip("no receipt.csv (MOTCUA_SHARED)")
    once, warm = ours(path, 1), ours(path, 7)
    with capsys.disabled():
        print(
            f"\nmining receipt.csv: {warm['cpu'] * 1e3:.0f} cpu ms warm, "
            f"{once['cpu'] + once['import']:.2f} cpu s with imports"
        )
    theirs, again = ask("pm4py", path, 1), ask("pm4py", path, 7)
    assert theirs["variants"] == once["variants"]
    with capsys.disabled():
        whole = theirs["cpu"] + theirs["import"]
        print(
            f"  pm4py: {again['cpu'] * 1e3:.0f} cpu ms warm ({again['cpu'] / warm['cpu']:.1f}×), "
            f"{whole:.2f} cpu s with imports ({whole / (once['cpu'] + once['import']):.1f}×)"
        )


def test_growth_of_mining(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = []
    for events in (10_000, 100_000, 1_000_000, 10_000_000):
        path = generated(tmp_path / f"{events}.parquet", events)
        told = ours(path, 1)
        points.append(Point("ours", events, told["cpu"], told["wall"], 1000 * told["gigabytes"]))
        if events <= LARGEST_OF_PEER:
            points += line("pm4py", {events: [path, 1]})
        path.unlink()
    _, picture = curve("mining", points, title="Mining an event log", size="events")
    with capsys.disabled():
        print(f"\n{picture}")
