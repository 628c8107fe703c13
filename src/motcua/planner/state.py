"""Where a long run stands, so that it can go on after a power cut."""

import json
import math
from pathlib import Path

from motcua.planner.output import write_json
from motcua.planner.problem import Problem
from motcua.planner.search import Start
from motcua.planner.tables import BadFile


def save(path: Path, problem: Problem, options: dict[str, object], start: Start) -> None:
    """Write where the run stands, with the fingerprint of the problem it belongs to."""
    bound = start.bound if math.isfinite(start.bound) else None
    plan = [problem.sites.ids[i] for i in start.plan]
    state = {"problem": problem.fingerprint(), "options": options, "plan": plan, "bound": bound}
    write_json(path, state)


def resume(path: Path, problem: Problem, options: dict[str, object]) -> Start | None:
    """Return the saved state, or None if there is none.

    Raises
    ------
    BadFile
        If it belongs to other inputs or options.
    """
    if not path.is_file():
        return None
    state = json.loads(path.read_text("utf-8"))
    if state["problem"] != problem.fingerprint() or state["options"] != options:
        raise BadFile(
            f"{path}: expected the state of this run, it belongs to other inputs or options; "
            "choose another folder or leave out --resume"
        )
    row = {name: i for i, name in enumerate(problem.sites.ids)}
    bound = state["bound"]
    return Start(
        tuple(row[name] for name in state["plan"]), float("nan") if bound is None else bound
    )
