"""Deciding on many dossiers at once: each by its own action, each with its own answer."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from motcua.dossiers.actions.approve import approve
from motcua.dossiers.views import worklist
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.worklist import Queue, WorkLine
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.office.access import official, show
from motcua.office.lists import filter_from
from motcua.ui.jinja import url
from motcua.ui.page import page
from motcua.ui.requests import request_id

# More are done in further runs, so that one request never holds a worker for minutes.
MOST = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dossier; `refused` is empty when it was approved."""

    line: WorkLine
    refused: Refused | None


@page(needs=P.OFFICE_DECIDE, methods=("POST",))
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the ticked proposals, or all that match the filter on whatever page they stand."""
    actor, run = official(request), request_id(request)
    lines, left = _chosen(actor, request.POST)
    if not lines:
        return HttpResponseRedirect(
            f"{url('office:to_decide')}?{request.POST.get('query', '')[:500]}"
        )
    outcomes = [_approve(line, actor, run, request.POST) for line in lines]
    values = {
        "done": [one for one in outcomes if one.refused is None],
        "refused": [one for one in outcomes if one.refused is not None],
        "left": left,
    }
    return show(request, "bulk.html", values, here="to_decide")


def _chosen(actor: Actor, post: QueryDict) -> tuple[tuple[WorkLine, ...], int]:
    """Return the lines to decide on, and how many more match than one run takes."""
    rows = worklist.rows_in(Queue.TO_DECIDE, actor)
    if post.get("all_matching") == "1":
        query = QueryDict(post.get("query", "")[:2000])
        rows = worklist.narrowed(rows, filter_from(query.dict()), timezone.now())
    else:
        rows = rows.filter(
            code__in=[code for code in post.getlist("chosen")[:MOST] if "\0" not in code]
        )
    found = worklist.work_lines(rows[:MOST], eyes_of(actor))
    return found, max(0, rows.count() - MOST) if len(found) == MOST else 0


def _approve(line: WorkLine, actor: Actor, run: UUID, post: QueryDict) -> Outcome:
    try:
        approve(
            dossier_id=line.id, actor=actor, at=timezone.now(), request_id=uuid5(run, line.code),
            seen=_seen(line, post),
        )  # fmt: skip
    except Refused as refused:
        return Outcome(line, refused)
    return Outcome(line, None)


def _seen(line: WorkLine, post: QueryDict) -> int:
    """Return the state the head saw; a row of another page was not seen and counts as it stands."""
    typed = post.get(f"seen-{line.code}", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else line.event_count
