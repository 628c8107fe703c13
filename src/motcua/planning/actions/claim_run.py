"""A worker takes the next run, or one whose worker died."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.planning.kinds import Standing
from motcua.planning.models import Run
from motcua.planning.told import RUN, Told

# A worker says every second that it lives; nobody hears of one that was killed.
SILENT = timedelta(seconds=45)
MOST_ATTEMPTS = 3
GAVE_UP = "interrupted too often: its worker died each time"


def claim_run(*, worker: UUID, at: datetime) -> Run | None:
    """Return a run that is this worker's now; None while another one runs or none waits."""
    with transaction.atomic():
        if not _alone():
            return None
        _put_back_abandoned(at)
        if Run.objects.filter(standing=Standing.RUNNING).exists():
            return None
        run = (
            Run.objects.select_for_update(of=("self",))
            .filter(standing=Standing.QUEUED)
            .select_related("scenario")
            .order_by("asked_at", "pk")
            .first()
        )
        if run is None:
            return None
        run.standing, run.worker, run.started_at, run.seen_at = Standing.RUNNING, worker, at, at
        run.attempts, run.progress = F("attempts") + 1, ""
        run.save(
            update_fields=["standing", "worker", "started_at", "seen_at", "attempts", "progress"]
        )
        run.refresh_from_db(fields=["attempts"])
        return run


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('planning_claim'))")
        return bool(cursor.fetchone()[0])


def _put_back_abandoned(at: datetime) -> None:
    gone = Run.objects.select_for_update().filter(
        standing=Standing.RUNNING, seen_at__lt=at - SILENT
    )
    for run in gone:
        number = run.event_count
        again = run.attempts < MOST_ATTEMPTS
        run.standing = Standing.QUEUED if again else Standing.FAILED
        run.worker, run.event_count = None, number + 1
        if not again:
            run.problem, run.ended_at = GAVE_UP, at
        run.save(update_fields=["standing", "worker", "event_count", "problem", "ended_at"])
        record(
            Told.RUN_INTERRUPTED, subject=RUN, subject_id=run.pk, n=number, at=at,
            actor=Actor.system("planning"), data={"attempts": run.attempts, "again": again},
        )  # fmt: skip
