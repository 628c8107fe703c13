"""What waits for the second person: about dossiers, exports, the roster, erasures; confirm or not."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.approvals.actions.approve import approve
from motcua.approvals.actions.turn_down import turn_down as turn_down_request
from motcua.approvals.kinds import Kind
from motcua.approvals.queries import Asked
from motcua.approvals.queries import waiting_for as requests_for
from motcua.console.asking import request_id, words
from motcua.console.erasure_lines import ErasureLine, answer_erasure, erasures_for
from motcua.console.exports import slice_words
from motcua.console.known_by import people_shown
from motcua.console.places import workplace_name
from motcua.console.roster import change_words, counts_from
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.actions.confirming import CONFIRM
from motcua.dossiers.actions.turn_down import turn_down
from motcua.dossiers.views.waiting import Waiting, waiting_for
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ui.language import t, text

CONFIRMED = "confirm"
LONGEST_REASON = 2000
Line = Waiting | Asked | ErasureLine


@page_of("waiting", methods=("GET", "POST"))
def waiting(request: HttpRequest) -> HttpResponse:
    """List the requests; a posted answer is carried out by the action of its kind."""
    found = _lines(actor_of(request), timezone.now())
    if request.method != "POST":
        return _page(request, found)
    key = request.POST.get("request", "")
    if key not in found:
        raise Http404("no such request waits for this person")
    try:
        _answer(request, key, found[key])
    except Refused as refused:
        return _page(request, found, key, text(refused.refusal.text))
    messages.success(request, t("Đã trả lời đề nghị.", "The request is answered."))
    return redirect("console:waiting")


def _lines(actor: Actor, now: datetime) -> dict[str, Line]:
    found: dict[str, Line] = {f"dossier-{one.id}": one for one in waiting_for(actor)}
    found |= {f"request-{one.id}": one for one in requests_for(actor, now)}
    return found | {f"erasure-{one.id}": one for one in erasures_for(actor)}


def _answer(request: HttpRequest, key: str, line: Line) -> None:
    confirmed = request.POST.get("answer") == CONFIRMED
    why_not = None if confirmed else words(request.POST, "reason", LONGEST_REASON)
    common: dict[str, Any] = {
        "actor": actor_of(request),
        "at": timezone.now(),
        "request_id": request_id(request),
    }
    _ANSWERS[key.partition("-")[0]](line, common, why_not)


def _about_dossier(line: Any, common: dict[str, Any], why_not: str | None) -> None:
    given = common | {"dossier_id": line.dossier_id}
    if why_not is None:
        CONFIRM[line.kind](**given)
    else:
        turn_down(kind=line.kind, reason=why_not, **given)


def _about_request(line: Any, common: dict[str, Any], why_not: str | None) -> None:
    if why_not is None:
        approve(number=line.id, **common)
    else:
        turn_down_request(number=line.id, reason=why_not, **common)


_ANSWERS: Mapping[str, Callable[[Any, dict[str, Any], str | None], None]] = {
    "dossier": _about_dossier,
    "request": _about_request,
    "erasure": answer_erasure,
}


def _page(
    request: HttpRequest, found: Mapping[str, Line], wrong: str = "", why: str = ""
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    asked = [one for one in found.values() if isinstance(one, Asked)]
    people = people_shown(actor, [n for one in asked for n in (one.asked_by, one.about)], today)
    values = {
        "dossiers": [(key, one) for key, one in found.items() if isinstance(one, Waiting)],
        "requests": [
            (key, one, _wanted(one)) for key, one in found.items() if isinstance(one, Asked)
        ],
        "erasures": [(key, one) for key, one in found.items() if isinstance(one, ErasureLine)],
        "names": people,
        "office_name": workplace_name,
        "counts_from": counts_from,
        "may_turn_down": actor.may(P.SECOND_PERSON),
        "wrong": wrong,
        "why": why,
        "request_ids": _ids(request, found, wrong),
    }
    return show(request, "waiting/page", values, status=409 if why else 200)


def _wanted(one: Asked) -> str:
    return slice_words(dict(one.wanted)) if one.kind is Kind.EXPORT else change_words(one.wanted)


def _ids(request: HttpRequest, found: Mapping[str, Line], wrong: str) -> dict[str, UUID]:
    """Return a number for each form; the one that was refused keeps its own."""
    return {key: request_id(request) if key == wrong else uuid4() for key in found}
