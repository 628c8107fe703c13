"""Mining speed: 10 million generated events, the receipt log, and the same log by pm4py."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
OURS = """
import sys, time, resource
from pathlib import Path
from motcua.mining.readers import read_log
from motcua.mining.dfg import directly_follows
from motcua.mining.variants import count_variants, durations, rework
best = 1e9
for _ in range(int(sys.argv[2])):
    begin, cpu = time.perf_counter(), time.process_time()
    log = read_log(Path(sys.argv[1])); loaded = time.perf_counter()
    edges = directly_follows(log); routes = count_variants(log); durations(log); rework(log)
    end = time.perf_counter()
    best, cpu = min(best, end - begin), time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(f"{log.events:>10} events {best:7.3f} s (load {loaded - begin:6.3f} s, {cpu:.2f} cpu s in all) "
      f"{routes:>8} variants {len(edges):>5} edges {peak:5.2f} GB")
"""
PEER = """
import sys, time
import pandas, pm4py
best = 1e9
for _ in range(int(sys.argv[2])):
    begin = time.perf_counter()
    frame = pm4py.format_dataframe(pandas.read_csv(sys.argv[1]))
    pm4py.discover_performance_dfg(frame); pm4py.get_variants(frame)
    pm4py.get_all_case_durations(frame); pm4py.get_rework_cases_per_activity(frame)
    best = min(best, time.perf_counter() - begin)
print(f"{len(frame):>10} events {best:7.3f} s (pm4py {pm4py.__version__})")
"""


def run(script: str, *arguments: object) -> str:
    """In a process of its own, so that peak memory is its own."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


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
    told = run(OURS, generated(tmp_path / "log.parquet", events), 1)
    with capsys.disabled():
        print(f"\nmining generated  {told}")


@pytest.mark.parametrize("who", ["ours", "pm4py"])
def test_receipt(who: str, capsys: pytest.CaptureFixture[str]) -> None:
    default = Path(__file__).parents[2].parent / "shared"
    path = Path(os.environ.get("MOTCUA_SHARED", default)) / "data/logs/pm4py/receipt.csv"
    if not path.is_file():
        pytest.skip("no receipt.csv (MOTCUA_SHARED)")
    if who == "pm4py" and importlib.util.find_spec("pm4py") is None:
        pytest.skip("pm4py is not installed (a bench-only extra)")
    told = run(OURS if who == "ours" else PEER, path, 5)
    with capsys.disabled():
        print(f"\nmining receipt {who:>6} {told}")
