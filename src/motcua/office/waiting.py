"""What waits for the second person: each request with its reason, to confirm or to turn down."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.dossiers.actions.confirming import CONFIRM
from motcua.dossiers.actions.turn_down import turn_down
from motcua.dossiers.views.waiting import Waiting, waiting_for
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.office.access import official, show
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id

CONFIRMED, TURNED_DOWN = "confirm", "turn_down"


@page(needs=P.SECOND_PERSON, methods=("GET", "POST"))
def waiting(request: HttpRequest) -> HttpResponse:
    """List the requests; a posted answer is carried out by the action of its kind."""
    actor = official(request, P.SECOND_PERSON)
    lines = waiting_for(actor)
    if request.method != "POST":
        return _page(request, lines)
    line = _chosen(request, lines)
    try:
        _answer(request, line)
    except Refused as refused:
        return _page(request, lines, line.id, text(refused.refusal.text))
    messages.success(request, t("{code}: Đã trả lời đề nghị.", "{code}: Answered.", code=line.code))
    return HttpResponseRedirect(url("office:waiting"))


def _chosen(request: HttpRequest, lines: list[Waiting]) -> Waiting:
    wanted = request.POST.get("request", "")
    found = next((one for one in lines if str(one.id) == wanted), None)
    if found is None:
        raise Http404("no such request waits for this person")
    return found


def _answer(request: HttpRequest, line: Waiting) -> None:
    common = {
        "dossier_id": line.dossier_id,
        "actor": official(request, P.SECOND_PERSON),
        "at": timezone.now(),
        "request_id": request_id(request),
    }
    if request.POST.get("answer") == CONFIRMED:
        CONFIRM[line.kind](**common)
    else:
        turn_down(kind=line.kind, reason=request.POST.get("reason", "")[:2000], **common)  # type: ignore[arg-type]


def _page(
    request: HttpRequest, lines: list[Waiting], wrong: int = 0, why: str = ""
) -> HttpResponse:
    values = {"lines": lines, "wrong": wrong, "why": why, "request_id": request_id(request)}
    return show(request, "waiting.html", values, here="waiting", status=409 if why else 200)
