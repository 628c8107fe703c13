"""A worker's hands on one run: begin it, look after it, take in what it leaves.

The command is another process under a supervisor (`supervising`), so the worker's loop goes on with its
other work and looks in once a turn. The pipe between them is the leash: a worker that is killed lets go,
the command is interrupted, and another worker finds the run silent and takes it up again
(`actions.claim_run`). The command gets no secret and no address of the database.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from motcua.flow.refusal import Refused
from motcua.planning.actions.claim_run import claim_run
from motcua.planning.actions.end_run import end_run
from motcua.planning.actions.seal_scenario import seal_scenario
from motcua.planning.commands import OUT, as_run, commands_of, resumed
from motcua.planning.inputs.building import build
from motcua.planning.inputs.window import Window, hours_in_words
from motcua.planning.keeping import Kept, keep, lay_out
from motcua.planning.kinds import Kind, Standing
from motcua.planning.models import Run, Scenario
from motcua.planning.results import Figures, NoResultError, figures_of, moves_of
from motcua.worktime.instants import local_day

log = logging.getLogger("motcua.planning")

# Loading, compiling and writing beside the search itself, on a machine that has other work.
AROUND_SEARCH = 120.0
LIMIT = 1800.0
# Where an interrupted command goes on; of no use once it has ended.
RESUME_STATE = "state.json"
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NUMBA_CACHE_DIR", "VIRTUAL_ENV",
             "OMP_NUM_THREADS")  # fmt: skip
# Progress is read as a person would see it on a terminal of one long line.
_TERMINAL = {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "180"}


@dataclass
class Held:
    """A run in a worker's hands."""

    run: Run
    folder: Path
    process: "subprocess.Popen[bytes]"
    asked_to_stop: bool = False


@dataclass
class Hands:
    """At most one run at a time; each worker process has one pair."""

    worker: UUID = field(default_factory=uuid4)
    held: Held | None = None

    def turn(self, at: datetime) -> int:
        """Look after the run in hand, or begin the next; return how much has changed."""
        if self.held is None:
            run = claim_run(worker=self.worker, at=at)
            return self._begin(run, at) if run else 0
        if self.held.process.poll() is None:
            self._look(self.held, at)
            return 0
        held, self.held = self.held, None
        _take_in(held, self.worker, at)
        return 1

    def let_go(self) -> None:
        """Drop the leash, as a killed worker would; the supervisor ends the command."""
        if self.held and self.held.process.stdin:
            self.held.process.stdin.close()

    def _begin(self, run: Run, at: datetime) -> int:
        try:
            folder = prepared(run, at)
        except (Refused, ValueError, OSError) as error:
            log.warning("run_not_prepared scenario=%s why=%s", run.scenario_id, error)
            end_run(run_id=run.pk, worker=self.worker, at=at, files=(), figures={},
                    problem=_in_words(error))  # fmt: skip
            return 1
        self.held = Held(run, folder, supervise(folder))
        return 1

    def _look(self, held: Held, at: datetime) -> None:
        mine = Run.objects.filter(pk=held.run.pk, worker=self.worker, standing=Standing.RUNNING)
        if not mine.update(seen_at=at, progress=_said(held.folder)):
            self.let_go()  # taken over by somebody who thought this worker dead
        elif not held.asked_to_stop and mine.filter(stop_asked=True).exists():
            held.asked_to_stop = True
            _ask_to_stop(held.process)


def prepared(run: Run, at: datetime) -> Path:
    """Return the run's folder with its files and commands; the scenario's are made the first time."""
    scenario = run.scenario
    folder = Path(settings.PLANNING_FOLDER) / str(scenario.uid)
    if run.attempts <= 1:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "ended.json").unlink(missing_ok=True)
    files_of = _without_files if scenario.kind == Kind.BOARD else _with_files
    scenario = files_of(scenario, folder, at)
    lay_out([Kept(f.name, f.sha256, f.size) for f in scenario.files.all()], folder)
    words = [resumed(one) if run.attempts > 1 else one for one in scenario.commands]
    told = {"commands": [as_run(sys.executable, one) for one in words], "limit": limit_of(scenario)}
    (folder / "commands.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def limit_of(scenario: Scenario) -> float:
    """Return the seconds after which a run is interrupted."""
    seconds = scenario.parameters.get("seconds")
    return float(seconds) + AROUND_SEARCH if seconds else LIMIT


def supervise(folder: Path) -> "subprocess.Popen[bytes]":
    """Start the supervisor on a prepared folder."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "motcua.planning.supervising", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**kept, **_TERMINAL},
    )  # fmt: skip


def _with_files(scenario: Scenario, _folder: Path, at: datetime) -> Scenario:
    if scenario.fingerprint:
        return scenario
    kind, asked = Kind(scenario.kind), scenario.parameters
    with tempfile.TemporaryDirectory(prefix="motcua-scenario-") as made:
        folder = Path(made)
        notes = build(kind, asked, folder, uid=scenario.uid, today=local_day(at))
        names = sorted(path.name for path in folder.iterdir())
        commands = commands_of(kind, asked, names, hours_in_words(Window.of(asked).opening()))
        return seal_scenario(scenario_id=scenario.pk, folder=folder, commands=commands, notes=notes)


def _without_files(scenario: Scenario, folder: Path, at: datetime) -> Scenario:
    """Build the table of a board where it is used: it is the house's own and kept nowhere else."""
    build(Kind.BOARD, scenario.parameters, folder, uid=scenario.uid, today=local_day(at))
    hours = hours_in_words(Window.of(scenario.parameters).opening())
    commands = commands_of(Kind.BOARD, scenario.parameters, (), hours)
    with tempfile.TemporaryDirectory(prefix="motcua-scenario-") as empty:
        return seal_scenario(
            scenario_id=scenario.pk, folder=Path(empty), commands=commands, notes=()
        )


def _said(folder: Path) -> str:
    with suppress(OSError):
        return (folder / "progress.txt").read_text("utf-8")[:200]
    return ""


def _ask_to_stop(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        if process.stdin:
            process.stdin.write(b"stop\n")
            process.stdin.flush()


def _take_in(held: Held, worker: UUID, at: datetime) -> None:
    ended = _ended(held.folder)
    figures, problem = _figures(held, ended)
    out = held.folder / OUT
    board = held.run.scenario.kind == Kind.BOARD
    files = [] if problem or board else [
        keep(path, path.relative_to(held.folder).as_posix())
        for path in sorted(out.rglob("*")) if path.is_file() and path.name != RESUME_STATE
    ]  # fmt: skip
    ours = end_run(
        run_id=held.run.pk, worker=worker, at=at, files=files, figures=figures,
        moves=() if problem else moves_of(out), problem=problem, cut_short=bool(ended["stopped_by"]),
    )  # fmt: skip
    if ours:
        shutil.rmtree(held.folder, ignore_errors=True)
    if held.process.stdin:
        held.process.stdin.close()


def _ended(folder: Path) -> Figures:
    with suppress(OSError, ValueError):
        found: Figures = json.loads((folder / "ended.json").read_text("utf-8"))
        return found
    return {"code": -1, "stopped_by": "", "said": ["the supervisor was killed"]}


def _figures(held: Held, ended: Figures) -> tuple[Figures, str]:
    """Return the figures, or in their place why there are none."""
    if ended["code"] not in {0, None}:
        return {}, "\n".join(ended["said"]) or f"exit code {ended['code']}"
    try:
        return figures_of(Kind(held.run.scenario.kind), held.folder / OUT), ""
    except NoResultError as error:
        return {}, "\n".join([*ended["said"], str(error)])


def _in_words(error: Exception) -> str:
    if isinstance(error, Refused):
        return f"{error.refusal.text.vi} · {error.refusal.text.en}"
    return f"{type(error).__name__}: {error}"
