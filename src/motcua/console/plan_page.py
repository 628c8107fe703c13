"""A scenario's page: where its run stands, what it came to, its files; proposing and publishing it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.console.asking import by_field, problem_list, request_id
from motcua.console.plans import TONES, framing, seen_or_absent
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.planning import serving
from motcua.planning.actions.propose_publication import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    propose_publication,
)
from motcua.planning.actions.publish import publish
from motcua.planning.actions.stop_run import stop_run
from motcua.planning.actions.withdraw import withdraw
from motcua.planning.queries import PublicationSeen, ScenarioSeen
from motcua.planning.writing import written
from motcua.ui.fields import Field
from motcua.ui.language import t, text
from motcua.ui.page import waiting

LOOK_AGAIN = 3


@page_of("planning", methods=("GET", "POST"))
def plan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show it; a post does what its button says."""
    seen = seen_or_absent(request, uid)
    if request.method == "GET":
        return _page(request, seen)
    try:
        _ACTS.get(request.POST.get("act", ""), _nothing)(request, seen)
    except Refused as refused:
        return _page(request, seen_or_absent(request, uid), refused)
    return redirect("console:plan", uid)


@page_of("planning")
def plan_report(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    return _or_absent(serving.report(seen_or_absent(request, uid)))


@page_of("planning")
def plan_file(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    return _or_absent(serving.download(seen_or_absent(request, uid), name))


@page_of("planning")
def plan_archive(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Give all files in one archive, with how to recompute the plan."""
    seen = seen_or_absent(request, uid)
    return _or_absent(serving.everything(seen) if seen.done else None)


def _or_absent(answer: HttpResponseBase | None) -> HttpResponseBase:
    if answer is None:
        raise Http404("no such file")
    return answer


def _nothing(request: HttpRequest, seen: ScenarioSeen) -> None:
    """An act nobody offers does nothing."""


def _stop(request: HttpRequest, seen: ScenarioSeen) -> None:
    stop_run(scenario=seen.line.uid, actor=actor_of(request))


def _propose(request: HttpRequest, seen: ScenarioSeen) -> None:
    propose_publication(
        scenario=seen.line.uid, title=request.POST.get("title", ""),
        summary=request.POST.get("summary", "").replace("\r\n", "\n"), actor=actor_of(request),
        at=timezone.now(), request_id=request_id(request),
    )  # fmt: skip


def _publish(request: HttpRequest, seen: ScenarioSeen) -> None:
    publish(
        publication=_current(seen).uid, actor=actor_of(request), at=timezone.now(),
        request_id=request_id(request),
    )  # fmt: skip


def _withdraw(request: HttpRequest, seen: ScenarioSeen) -> None:
    withdraw(
        publication=_current(seen).uid, reason=request.POST.get("reason", ""),
        actor=actor_of(request), at=timezone.now(), request_id=request_id(request),
    )  # fmt: skip


_ACTS = {"stop": _stop, "propose": _propose, "publish": _publish, "withdraw": _withdraw}


def _current(seen: ScenarioSeen) -> PublicationSeen:
    found = next((one for one in seen.publications if one.withdrawn_at is None), None)
    if found is None:
        raise Http404("nothing is proposed or published")
    return found


def _page(request: HttpRequest, seen: ScenarioSeen, refused: Refused | None = None) -> HttpResponse:
    actor = actor_of(request)
    current = next((one for one in seen.publications if one.withdrawn_at is None), None)
    errors = by_field(refused) if refused else {}
    fields = _fields(request, seen, errors)
    answer = show(
        request,
        "planning/plan",
        {
            "seen": seen,
            "tone": TONES[seen.line.standing],
            "figures": [(text(one.names), text(written(one))) for one in seen.figures],
            "asked": [(text(label), text(value)) for label, value in seen.asked],
            "current": current,
            "past": [one for one in seen.publications if one.withdrawn_at is not None],
            "fields": fields,
            "problems": problem_list(fields.values(), refused.refusals if refused else ()),
            "may": _may(request, seen, current),
            "request_id": request_id(request),
            "again": reverse("console:new_plan", args=[seen.line.kind.value],
                             query={"from": str(seen.line.uid)}),
            "public_address": reverse("portal:published_plan", args=[current.uid])
            if current and current.public else "",
            "who": actor.person_id,
        },
        status=409 if refused else 200,
    )  # fmt: skip
    return waiting(answer, LOOK_AGAIN) if seen.open else framing(answer)


def _may(
    request: HttpRequest, seen: ScenarioSeen, current: PublicationSeen | None
) -> dict[str, Any]:
    actor = actor_of(request)
    writes, publishes = actor.may(P.PLAN_WRITE), actor.may(P.PLAN_PUBLISH)
    involved = current is not None and actor.person_id in (current.proposed_by, current.maker)
    waits = current is not None and current.waits
    return {
        "write": writes,
        "stop": writes and seen.open and not seen.stop_asked,
        "propose": writes and seen.done and current is None,
        "publish": publishes and waits and not involved,
        "not_you": publishes and waits and involved,
        "withdraw": publishes and current is not None,
    }


def _fields(request: HttpRequest, seen: ScenarioSeen, errors: dict[str, str]) -> dict[str, Field]:
    post = request.POST
    return {
        "title": Field("title", t("Tiêu đề công bố", "Title for the public"),
                       value=post.get("title", seen.line.name), max_length=LONGEST_TITLE,
                       error=errors.get("title", "")),
        "summary": Field("summary", t("Tóm tắt cho người dân", "Summary for the public"),
                         "textarea", required=False, value=post.get("summary", ""),
                         max_length=LONGEST_SUMMARY, error=errors.get("summary", "")),
        "reason": Field("reason", t("Lý do rút", "Why it is withdrawn"), "textarea", rows=2,
                        value=post.get("reason", ""), error=errors.get("reason", "")),
    }  # fmt: skip
