"""A run has ended: its files are kept, its figures read, its suggestions written down."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.planning.keeping import Kept
from motcua.planning.kinds import Standing
from motcua.planning.models import Move, OutputFile, Run
from motcua.planning.results import Suggested
from motcua.planning.told import RUN, Told


def end_run(
    *,
    run_id: int,
    worker: UUID,
    at: datetime,
    files: Sequence[Kept],
    figures: Mapping[str, Any],
    moves: Sequence[Suggested] = (),
    problem: str = "",
    cut_short: bool = False,
) -> bool:
    """Write it down; False where another worker has taken the run over meanwhile."""
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=run_id)
        if run.worker != worker or run.standing != Standing.RUNNING:
            return False
        OutputFile.objects.bulk_create(
            OutputFile(run=run, name=f.name, sha256=f.sha256, size=f.size) for f in files
        )
        Move.objects.bulk_create(
            Move(run=run, number=n, people=m.people, knows=m.knows, source=m.source,
                 target=m.target, serves=m.serves, minutes=m.minutes)
            for n, m in enumerate(moves, start=1)
        )  # fmt: skip
        run.standing = Standing.FAILED if problem else Standing.DONE
        run.problem, run.cut_short, run.figures = problem, cut_short, dict(figures)
        run.ended_at, run.progress, number = at, "", run.event_count
        run.event_count += 1
        run.save(update_fields=["standing", "problem", "cut_short", "figures", "ended_at", "progress",
                                "event_count"])  # fmt: skip
        record(
            Told.RUN_ENDED, subject=RUN, subject_id=run.pk, n=number, at=at,
            actor=Actor.system("planning"),
            data={"standing": run.standing, "cut_short": cut_short, "files": len(files)},
        )  # fmt: skip
        return True
