"""A run that was stopped goes on, and ends with the same files as one that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from motcua.planner import staffing_cli
from motcua.planner.keeping import Kept, fingerprint_of
from motcua.planner.roster import roster_day, usual_shifts, usual_skills
from motcua.planner.roster_model import Shift
from motcua.planner.scenario_runs import ScenarioJob, run_scenarios
from motcua.planner.simulation import Scenario, simulate
from motcua.planner.simulation_whatif import go_online
from motcua.planner.staffing import Requirement, Target, Workload, required
from motcua.planner.staffing_verify import staff

pytestmark = [pytest.mark.pure, pytest.mark.timeout(300)]
TARGET = Target(15, 0.9)


def needed(points: int = 3) -> Requirement:
    arrivals = np.random.default_rng(2).uniform(0.5, 6, (points, 2, 18))
    names = tuple(f"P{n}" for n in range(points))
    work = Workload(
        names, ("NA", "null"), arrivals, 30, np.array([12.0, 8]), np.ones(2), np.full(2, 60.0)
    )
    return required(work, TARGET)


def scenario() -> Scenario:
    work = needed().workload
    skills = usual_skills(work.fields)
    duty = np.full((3, len(skills), work.slots), 2, np.int64)
    return Scenario.of("now", work, skills, duty)


def test_a_kept_roster_comes_back_as_it_was(tmp_path: Path) -> None:
    asked, shifts, skills = needed(), (Shift("early", 0, 9),), usual_skills(("NA", "null"))
    found = Kept(tmp_path, resume=False).roster_day(asked, 1, shifts, skills)
    again = Kept(tmp_path, resume=True).roster_day(asked, 1, shifts, skills)
    assert found.short  # the afternoon has no shift
    assert (again.count == found.count).all()
    assert (again.short, again.cost, again.bound) == (found.short, found.cost, found.bound)


def test_kept_outcomes_are_the_simulated_ones_and_another_question_is_asked_anew(
    tmp_path: Path,
) -> None:
    kept, one = Kept(tmp_path, resume=False), scenario()
    found = kept.simulate(one, TARGET, days=3, seed=5)
    for other in (kept, Kept(tmp_path, resume=True)):
        again = other.simulate(one, TARGET, days=3, seed=5)
        assert all((again.days[m] == found.days[m]).all() for m in found.days)
        assert again.events == found.events
    kept.simulate(one, TARGET, days=3, seed=6)
    kept.simulate(go_online(one, "NA", 0.5), TARGET, days=3, seed=5)
    assert len(kept) == 3
    assert len(Kept(tmp_path, resume=False)) == 0


def test_a_torn_piece_counts_as_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path, resume=True)
    kept.write("k", {"a": np.arange(3)})
    (piece,) = kept.folder.glob("*.npz")
    piece.write_bytes(piece.read_bytes()[:50])
    assert kept.read("k") is None


def test_fingerprints_tell_values_shapes_and_types_apart() -> None:
    parts = [
        1,
        1.0,
        "1",
        (1,),
        ((1,),),
        np.ones(4),
        np.ones((2, 2)),
        Shift("a", 0, 1),
        "None",
        None,
    ]
    assert len({fingerprint_of(part) for part in parts}) == len(parts)
    assert fingerprint_of(frozenset({3, 1})) == fingerprint_of(frozenset({1, 3}))


class CtrlC:
    """Draws rosters and presses Ctrl-C at the n-th."""

    def __init__(self, at: int, kept: Kept) -> None:
        self.left, self.kept = at, kept

    def __call__(self, *arguments: object, **more: object):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return self.kept.roster_day(*arguments, **more)  # type: ignore[arg-type]


def test_ctrl_c_keeps_the_last_whole_round_and_resume_ends_the_same(tmp_path: Path) -> None:
    thin = required(needed().workload, Target(60, 0.4))
    shifts, skills = usual_shifts(18, full=16), usual_skills(thin.workload.fields)
    strict = Target(10, 0.95)
    straight = staff(thin, strict, shifts, skills, days=5, draw=roster_day)
    assert straight.rounds > 1
    kept = Kept(tmp_path, resume=False)
    stopped = staff(thin, strict, shifts, skills, days=5, draw=CtrlC(4, kept))
    assert stopped.interrupted
    assert stopped.rounds == 1
    assert stopped.missed
    assert all(roster.cost >= roster.bound - 1e-6 for roster in stopped.rosters)
    assert 0 <= stopped.gap < 0.02
    again = Kept(tmp_path, resume=True)
    resumed = staff(thin, strict, shifts, skills, days=5, draw=again.roster_day)
    assert not resumed.interrupted
    assert [
        (r.count == s.count).all() for r, s in zip(resumed.rosters, straight.rosters, strict=True)
    ]
    assert resumed.missed == straight.missed
    with pytest.raises(KeyboardInterrupt):
        staff(thin, strict, shifts, skills, draw=CtrlC(1, kept))


@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_scenarios_come_out_the_same_over_processes(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.planner.scenario_runs.WORTH_PROCESSES", 0)
    scenarios = [scenario(), go_online(scenario(), "NA", 0.5)]
    jobs = [ScenarioJob(one, TARGET, 3, 5, tmp_path) for one in scenarios]
    found, whole = run_scenarios(jobs, engine=engine, workers=2)  # type: ignore[arg-type]
    assert whole
    assert len(Kept(tmp_path, resume=True)) == 2
    for one, outcome in zip(scenarios, found, strict=True):
        expected = simulate(one, TARGET, days=3, seed=5)
        assert all((outcome.days[m] == expected.days[m]).all() for m in expected.days)


def test_ctrl_c_leaves_the_scenarios_that_are_done(tmp_path: Path) -> None:
    jobs = [ScenarioJob(scenario(), TARGET, 3, seed, tmp_path) for seed in range(3)]

    def told(number: int, days: int) -> None:
        if number == 1:
            raise KeyboardInterrupt

    found, whole = run_scenarios(jobs, engine="serial", told=told)
    assert len(found) == 1
    assert not whole


def _tables(folder: Path) -> list[str]:
    """A city that takes minutes to staff."""
    rng = np.random.default_rng(0)
    fields = "abcdef"
    lines = [
        f"P{p},{f},{8 + t // 2:02}:{t % 2 * 30:02},{rng.uniform(1, 6):.2f}"
        for p in range(400)
        for f in fields
        for t in range(18)
    ]
    (folder / "arrivals.csv").write_text("point,field,slot,arrivals\n" + "\n".join(lines))
    (folder / "fields.csv").write_text(
        "field,service_minutes\n" + "\n".join(f"{f},{9 + n}" for n, f in enumerate(fields))
    )
    return [str(folder / "arrivals.csv"), str(folder / "fields.csv")]


@pytest.mark.slow
def test_sigint_to_the_command_keeps_rosters_and_says_how_to_go_on(tmp_path: Path) -> None:
    """A real process and a real signal."""
    command = [sys.executable, "-m", "motcua.planner.cli", "staff", *_tables(tmp_path)]
    out = tmp_path / "out"
    with subprocess.Popen(
        [*command, "--out", str(out), "--language", "en", "--pairs"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
    ) as run:
        state = out / "state"
        while run.poll() is None and (not state.is_dir() or len(list(state.glob("*.npz"))) < 2):
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=120)
    assert run.returncode == staffing_cli.INTERRUPTED, told.decode()
    assert b"rosters are kept, --resume goes on" in told
    assert b"Traceback" not in told
    assert len(list(state.glob("*.npz"))) >= 2
    assert not (out / "report.html").exists()


@pytest.mark.slow
def test_sigint_to_sites_writes_the_best_plan_with_its_gap(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    places = [f"{21 + a:.5f},{105.5 + b:.5f}" for a, b in rng.uniform(0, 0.5, (3300, 2))]
    rows = "\n".join(f"s{n},{p}" for n, p in enumerate(places[:300]))
    (tmp_path / "sites.csv").write_text("id,lat,lon\n" + rows)
    rows = "\n".join(f"d{n},{p},{n % 90 + 1}" for n, p in enumerate(places[300:]))
    (tmp_path / "demand.csv").write_text("id,lat,lon,people\n" + rows)
    out = tmp_path / "out"
    options = ["--sites", tmp_path / "sites.csv", "--demand", tmp_path / "demand.csv"]
    command = [sys.executable, "-m", "motcua.planner.cli", "sites", *map(str, options)]
    with subprocess.Popen(
        [*command, "--out", str(out), "--points", "37", "--seconds", "300"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as run:
        while run.poll() is None and not (out / "state.json").exists():
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        told, _ = run.communicate(timeout=120)
    assert run.returncode == 0
    assert b"interrupt" in told or b"proof" in told
    assert b"gap" in told
    assert (out / "plan.csv").read_text("utf-8").count("\n") == 38
    assert (out / "report.html").exists()
