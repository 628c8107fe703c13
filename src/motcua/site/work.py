"""The worker's loop: asks each job in turn, rests when none has anything to do."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from django.db import close_old_connections
from django.utils import timezone

from motcua.contact.jobs import release_due
from motcua.documents.actions.sweep import sweep
from motcua.dossiers.jobs import (
    accept_left_lying,
    lapse_overdue,
    redraw_absent,
    tell_of_emergencies,
    transfer_accepted,
)
from motcua.identity.actor import Actor
from motcua.notices.jobs import owe, send
from motcua.site.policy_leaf import say_policy

log = logging.getLogger("motcua.work")

Job = Callable[[datetime], int]


def hourly(job: Job) -> Job:
    """Let a job run once an hour in each worker."""
    last: list[datetime] = []

    def run(at: datetime) -> int:
        if last and at - last[0] < timedelta(hours=1):
            return 0
        last[:] = [at]
        return job(at)

    run.__name__ = job.__name__
    return run


def sweep_papers(at: datetime) -> int:
    """Remove uploads nothing points to."""
    return sweep(actor=Actor.system("sweep"), at=at)


# Each returns how much it has done; every one may run in several workers at once.
JOBS: tuple[Job, ...] = (
    transfer_accepted,
    release_due,
    owe,
    send,
    lapse_overdue,
    hourly(accept_left_lying),
    hourly(redraw_absent),
    hourly(tell_of_emergencies),
    hourly(sweep_papers),
    hourly(say_policy),
)
REST = 1.0


def work_once(at: datetime) -> int:
    """Ask every job once; a job that fails is logged and does not stop the others."""
    done = 0
    for job in JOBS:
        try:
            done += job(at)
        except Exception:
            log.exception("job_failed name=%s", job.__name__)
    return done


def work_until(ended: Event) -> None:
    """Work until told to end."""
    while not ended.is_set():
        close_old_connections()
        if work_once(timezone.now()) == 0:
            ended.wait(REST)
