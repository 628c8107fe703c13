"""The worker's two loops: each asks its jobs in turn, and rests when none has anything to do.

What applicants wait for within seconds (transfer, draw, assignment) has a loop of its own: no plan
that is computed and no mailbox that hangs may hold it up.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.utils import timezone

from motcua.approvals.jobs import lapse_requests
from motcua.contact.jobs import find_hosts, follow_up, release_due
from motcua.documents.actions.sweep import sweep
from motcua.dossiers.jobs import (
    accept_left_lying,
    assign_drawn,
    assign_stranded,
    draw,
    lapse_overdue,
    redraw_absent,
    tell_of_emergencies,
    transfer_accepted,
)
from motcua.dossiers.roster_telling import tell_absences, tell_rosters
from motcua.identity.actor import Actor
from motcua.insight.jobs import watch
from motcua.notices.jobs import owe, send
from motcua.planning.jobs import refresh_board, run_plans, suggest_moves
from motcua.site.policy_leaf import say_policy

log = logging.getLogger("motcua.work")

Job = Callable[[datetime], int]


def hourly(job: Job) -> Job:
    """Let a job run once an hour in each worker."""
    return _at_most_every(timedelta(hours=1), job)


def minutely(job: Job) -> Job:
    """Let a job run once a minute in each worker."""
    return _at_most_every(timedelta(minutes=1), job)


def _at_most_every(span: timedelta, job: Job) -> Job:
    last: list[datetime] = []

    def run(at: datetime) -> int:
        if last and at - last[0] < span:
            return 0
        last[:] = [at]
        return job(at)

    run.__name__ = job.__name__
    return run


def sweep_papers(at: datetime) -> int:
    """Remove uploads nothing points to."""
    return sweep(actor=Actor.system("sweep"), at=at)


# Each returns how much it has done; every one may run in several workers at once.
PROMPT: tuple[Job, ...] = (
    transfer_accepted,
    draw,
    assign_drawn,
    minutely(assign_stranded),
    minutely(tell_absences),
)
JOBS: tuple[Job, ...] = (
    minutely(tell_rosters),
    release_due,
    owe,
    send,
    lapse_overdue,
    hourly(accept_left_lying),
    hourly(redraw_absent),
    hourly(find_hosts),
    hourly(follow_up),
    hourly(tell_of_emergencies),
    hourly(lapse_requests),
    hourly(sweep_papers),
    hourly(watch),
    hourly(say_policy),
    run_plans,
    hourly(refresh_board),
    hourly(suggest_moves),
)
REST, SHORT_REST = 1.0, 0.25


def work_once(at: datetime, jobs: Sequence[Job] = (*PROMPT, *JOBS)) -> int:
    """Ask every job once; a job that fails is logged and does not stop the others."""
    done = 0
    for job in jobs:
        try:
            done += job(at)
        except Exception:
            log.exception("job_failed name=%s", job.__name__)
    return done


def work_until(ended: Event) -> None:
    """Work until told to end."""
    prompt = Thread(target=_work, args=(ended, PROMPT, SHORT_REST), name="prompt")
    prompt.start()
    try:
        _work(ended, JOBS, REST)
    finally:
        ended.set()
        prompt.join()


def _work(ended: Event, jobs: Sequence[Job], rest: float) -> None:
    while not ended.is_set():
        close_old_connections()
        if work_once(timezone.now(), jobs) == 0:
            ended.wait(rest)
    connection.close()
