"""One run from input files to a finished folder, with its state saved on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from motcua.planner.output import write_folder
from motcua.planner.problem import Ints
from motcua.planner.report import write_report
from motcua.planner.result import Result
from motcua.planner.search import Start
from motcua.planner.solve import solve
from motcua.planner.state import resume, save
from motcua.planner.stop import MaxSeconds, Progress
from motcua.planner.study import Inputs, Study, load
from motcua.planner.wording import Language

_SAVE_EVERY_SECONDS = 5.0
Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to plan and where to write it; ``report_radius`` is for the coverage figures."""

    inputs: Inputs
    out: Path
    seconds: float = 60.0
    gap: float = 0.0
    seed: int = 1
    language: Language = "vi"
    tiles: str = ""
    resume: bool = False
    report_radius: float | None = None

    @property
    def radius(self) -> float:
        """The radius that coverage is reported for: 5 km, or 30 minutes of travel."""
        given = self.report_radius or self.inputs.radius
        return given if given is not None else (5000.0 if self.inputs.travel.unit == "m" else 30.0)


def run(job: Job, tell: Tell | None = None) -> tuple[Study, Result]:
    """Load, solve and write the folder; an interrupted run writes the best plan it has.

    Raises
    ------
    BadFile, BadProblem
        If the inputs cannot be what was meant.
    """
    study = load(job.inputs)
    options = {**job.inputs.plain(), "seed": job.seed}
    job.out.mkdir(parents=True, exist_ok=True)
    state = job.out / "state.json"
    before = resume(state, study.problem, options) if job.resume else None
    keeper = _Keeper(study, options, state, tell)
    result = solve(
        study.problem,
        study.question,
        stop=MaxSeconds(job.seconds, job.gap),
        seed=job.seed,
        start=before,
        watch=keeper,
    )
    save(state, study.problem, options, _start(result.plan, result.bound))
    write_folder(job.out, study, result, job.radius)
    write_report(
        job.out / "report.html", study, result, job.radius, language=job.language, tiles=job.tiles
    )
    return study, result


def _start(plan: Ints, bound: float) -> Start:
    return Start(tuple(int(i) for i in plan), bound)


class _Keeper:
    """Saves the state every few seconds and passes the progress on."""

    def __init__(
        self, study: Study, options: dict[str, object], path: Path, tell: Tell | None
    ) -> None:
        self.study, self.options, self.path, self.tell = study, options, path, tell
        self.saved = 0.0

    def __call__(self, progress: Progress, plan: Ints) -> None:
        if self.tell is not None:
            self.tell(progress)
        if progress.seconds - self.saved >= _SAVE_EVERY_SECONDS:
            self.saved = progress.seconds
            save(self.path, self.study.problem, self.options, _start(plan, progress.bound))
