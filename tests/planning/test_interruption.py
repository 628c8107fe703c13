"""Workers that die, two workers at once, a time limit, a wish to stop: the real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from motcua.events.models import Event
from motcua.planning.actions.claim_run import MOST_ATTEMPTS, SILENT, claim_run
from motcua.planning.actions.stop_run import stop_run
from motcua.planning.kinds import Kind, Standing
from motcua.planning.models import Run
from motcua.planning.running import Hands
from tests.planning.conftest import a_scenario, done, run_out

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
# A worker that has one run in hand and then waits to be killed.
LONELY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "motcua.planning.supervising", sys.argv[1]],
                         stdin=subprocess.PIPE, start_new_session=True)
print(child.pid, flush=True)
time.sleep(600)
"""
# Something that never ends by itself, and says so when it is interrupted.
ENDLESS = """
import pathlib, time
pathlib.Path("begun").touch()
try:
    time.sleep(600)
except KeyboardInterrupt:
    pathlib.Path("interrupted").touch()
"""

STUBBORN = """
import pathlib, signal, time
signal.signal(signal.SIGINT, lambda *_: pathlib.Path("interrupted").touch())
while True:
    time.sleep(1)
"""
# The supervisor with a short grace.
IMPATIENT = """
import sys
from pathlib import Path
from motcua.planning import supervising
supervising.GRACE_SECONDS = 1.0
sys.exit(supervising.main(Path(sys.argv[1])))
"""


def until(true, seconds=40.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def folder_with(tmp_path: Path, script: str, limit: float) -> Path:
    told = {"commands": [[sys.executable, "-c", script]], "limit": limit}
    (tmp_path / "commands.json").write_text(json.dumps(told))
    return tmp_path


def test_a_killed_worker_takes_its_command_with_it(tmp_path):
    folder = folder_with(tmp_path, ENDLESS, 600)
    worker = subprocess.Popen([sys.executable, "-c", LONELY, str(folder)], stdout=subprocess.PIPE)
    supervisor = int(worker.stdout.readline())
    until((folder / "begun").exists)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    until((folder / "interrupted").exists)
    until((folder / "ended.json").exists)
    until(lambda: not alive(supervisor))
    assert '"stopped_by": "worker"' in (folder / "ended.json").read_text()


def supervised(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", IMPATIENT, str(folder)], stdin=subprocess.PIPE)


@pytest.mark.parametrize("script", [ENDLESS, STUBBORN])
def test_at_the_limit_it_is_interrupted_and_what_resists_is_killed(tmp_path, script):
    folder = folder_with(tmp_path, script, 4.0)
    with supervised(folder) as process:
        code = process.wait(timeout=60)  # the worker lives: its end of the pipe is open
    told = json.loads((folder / "ended.json").read_text())
    assert told["stopped_by"] == "limit"
    assert (folder / "interrupted").exists()
    assert told["code"] == (0 if script is ENDLESS else -signal.SIGKILL)
    assert code == told["code"] % 256


def test_a_silent_run_is_taken_up_again_where_it_stood(people, month):
    scenario = a_scenario(people, Kind.SITES, points="30", seconds="60")
    first, now = Hands(), timezone.now()
    until(lambda: first.turn(timezone.now()) == 1)
    supervisor = first.held.process
    first.let_go()  # what a killed worker does
    supervisor.wait(timeout=60)
    second = Hands()
    assert second.turn(now + SILENT / 2) == 0  # it may still live
    assert Run.objects.get().worker == first.worker
    second.turn(timezone.now() + SILENT + timedelta(seconds=1))
    again = Run.objects.get()
    assert (again.worker, again.attempts) == (second.worker, 2)
    assert "--resume" in (second.held.folder / "commands.json").read_text()
    assert Event.objects.filter(kind="plan_run_interrupted").count() == 1
    run_out(second)
    assert done(scenario).figures["points"] == 30


def test_a_worker_that_dies_each_time_does_not_go_on_forever(people, month):
    a_scenario(people, Kind.SITES)
    at = timezone.now()
    for n in range(MOST_ATTEMPTS):
        assert claim_run(worker=Hands().worker, at=at + n * 2 * SILENT) is not None
    assert claim_run(worker=Hands().worker, at=at + 10 * SILENT) is None
    assert Run.objects.get().standing == Standing.FAILED
    assert "interrupted" in Run.objects.get().problem


def test_one_at_a_time_and_a_taken_over_run_is_let_go(people, month):
    a_scenario(people, Kind.SITES, seconds="30")
    a_scenario(people, Kind.SITES, seconds="30")
    one, two = Hands(), Hands()
    assert one.turn(timezone.now()) == 1
    assert two.turn(timezone.now()) == 0
    assert Run.objects.filter(standing=Standing.RUNNING).count() == 1
    two.turn(timezone.now() + SILENT + timedelta(seconds=1))  # thinks the first one dead
    one.turn(timezone.now())  # the first one finds out and lets go
    one.held.process.wait(timeout=90)
    assert one.turn(timezone.now()) == 1
    assert Run.objects.filter(worker=two.worker, standing=Standing.RUNNING).count() == 1
    run_out(two)
    assert Run.objects.filter(standing=Standing.DONE).count() == 2


def test_a_run_is_stopped_and_keeps_the_best_it_has(people, month):
    scenario = a_scenario(people, Kind.SITES, points="40", seconds="300", candidates="communes",
                          goal="cover", radius="3000")  # fmt: skip
    hands = Hands()
    until(lambda: hands.turn(timezone.now()) == 1)
    until(lambda: (hands.held.folder / "progress.txt").exists(), 60)
    hands.turn(timezone.now())
    assert Run.objects.get().progress
    assert stop_run(scenario=scenario.uid, actor=people.planner)
    run_out(hands)
    run = Run.objects.get()
    assert run.standing in {Standing.DONE, Standing.FAILED}
    if run.standing == Standing.DONE:
        assert run.figures["gap"] >= 0


def test_nothing_of_the_database_or_a_secret_reaches_the_command(people, month, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://zuq@nowhere/zuq")
    monkeypatch.setenv("MOTCUA_SECRET_KEY", "zuq" * 20)
    a_scenario(people, Kind.SITES, seconds="20")
    hands = Hands()
    until(lambda: hands.turn(timezone.now()) == 1)
    environ = Path(f"/proc/{hands.held.process.pid}/environ")
    until(lambda: environ.read_bytes() != b"")
    assert b"zuq" not in environ.read_bytes()
    assert b"MOTCUA" not in environ.read_bytes()
    run_out(hands)


@pytest.mark.django_db(transaction=True)
def test_two_workers_claim_at_the_same_moment(people):
    a_scenario(people, Kind.SITES)
    a_scenario(people, Kind.SITES)

    def claim(_: int):
        try:
            return claim_run(worker=Hands().worker, at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        claimed = [one for one in pool.map(claim, range(8)) if one]
    assert len(claimed) == 1
    assert Run.objects.filter(standing=Standing.RUNNING).count() == 1
