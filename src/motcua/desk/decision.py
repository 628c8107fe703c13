"""The decision of reception: received with a receipt, sent back with form 02, or declined."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk import items
from motcua.desk.access import at_counter, hidden, show
from motcua.desk.acting import common
from motcua.desk.course import course, facts
from motcua.desk.form import editable
from motcua.dossiers.actions.ask_completion import ask_completion
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier, handed_in
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.ui import wanted_lines
from motcua.ui.fields import Problem
from motcua.ui.filling import Filled
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import marks, request_id, seen

ACCEPTING = ("receive", "accept")
HANDING_IN = ("complete", "supplement")


@page(needs=P.DESK_RECEIVE, methods=("GET", "POST"))
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """Show what would follow and take the draft, or the supplement, in."""
    actor = at_counter(request, P.DESK_RECEIVE)
    if request.method == "POST" and (code := handed_in(actor, key)):
        return _received(code)  # the second click of a double one
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if not found.editable:
        return _received(found.code)  # it has been taken in: nothing left to decide here
    if request.method != "POST":
        return _decision(request, found, [])
    try:
        code = _take_in(request, found)
    except Refused as refused:
        wrong = [Problem(text(refusal.text)) for refusal in refused.refusals]
        return _decision(request, editable(request, key), wrong, status=409)
    return _received(code)


def _take_in(request: HttpRequest, found: CounterDossier) -> str:
    actor, now, number = at_counter(request), timezone.now(), request_id(request)
    if found.awaits_supplement:
        done = complete(dossier_id=found.id, actor=actor, at=now, request_id=number)
        messages.success(request, t("Đã nhận phần bổ sung.", "The supplement is handed in."))
    else:
        done = receive(
            dossier_id=found.id, actor=actor, at=now, request_id=number, seen=seen(request.POST)
        )
        messages.success(request, t("Đã tiếp nhận hồ sơ.", "The dossier is received."))
    return done.code or ""


def _received(code: str) -> HttpResponse:
    return HttpResponseRedirect(url("desk:dossier", code))


def _decision(
    request: HttpRequest, found: CounterDossier, wrong: list[Problem], status: int = 200
) -> HttpResponse:
    verbs = HANDING_IN if found.awaits_supplement else ACCEPTING
    move = next((move for verb in verbs if (move := found.move(verb))), None)
    today = timezone.localdate()
    values = {
        "found": found,
        "move": move,
        "problems": wrong,
        "faults": [
            (field.label, label)
            for field in found.definition.form.fields
            if (label := found.wrong(today).get(field.key))
        ],
        "course": course(found, "decision"),
        "hidden": marks(request, found.event_count),
        **facts(found),
    }
    return show(request, "decision.html", values, here="identify", status=status)


@page(needs=P.DESK_RECEIVE, methods=("GET", "POST"))
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Look through what was handed in online, paper by paper, and accept it."""
    actor = at_counter(request, P.DESK_RECEIVE)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if request.method != "POST":
        return _check(request, found, set(), [])
    good = set(request.POST.getlist("good"))
    if "ask" in request.POST:
        return _lines(request, found, wanted_lines.suggested(_doubtful(found, good)), blank=1)
    if doubtful := _doubtful(found, good):
        words = t("Chưa đánh dấu đạt: {names}. Hãy kiểm tra, hoặc yêu cầu hoàn thiện.",
                  "Not marked as good: {names}. Check it, or ask for completion.",
                  names=", ".join(doubtful))  # fmt: skip
        return _check(request, found, good, [Problem(words)], status=409)
    try:
        receive(
            dossier_id=found.id, actor=actor, at=timezone.now(), request_id=request_id(request),
            seen=seen(request.POST),
        )  # fmt: skip
    except Refused as refused:
        wrong = [Problem(text(refusal.text)) for refusal in refused.refusals]
        with hidden():
            found = counter_dossier(actor, key, timezone.now())
        return _check(request, found, good, wrong, status=409)
    messages.success(request, t("Đã tiếp nhận hồ sơ.", "The dossier is accepted."))
    return _received(found.code)


def _doubtful(found: CounterDossier, good: set[str]) -> list[str]:
    return [text(line.names) for line in found.lines if line.held and line.key not in good]


def _check(
    request: HttpRequest,
    found: CounterDossier,
    good: set[str],
    wrong: list[Problem],
    status: int = 200,
) -> HttpResponse:
    values = {
        **common(request, found),
        "good": good,
        "problems": wrong,
        "move": found.move("accept"),
    }
    return show(request, "check.html", values, status=status)


@page(needs=P.DESK_RECEIVE, methods=("GET", "POST"))
def completion(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for completion with form 02; missing papers are suggested as its lines."""
    actor = at_counter(request, P.DESK_RECEIVE)
    if request.method == "POST" and (code := handed_in(actor, key)):
        return _received(code)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if request.method != "POST":
        missing = [text(line.names) for line in found.lines if line.missing]
        return _lines(request, found, wanted_lines.suggested(missing), blank=1)
    filled = wanted_lines.filled_lines(wanted_lines.lines_from(request.POST))
    if "more" in request.POST:
        return _lines(request, found, filled, blank=3)
    if filled.wrong:
        return _lines(request, found, filled, blank=0, status=409)
    try:
        done = ask_completion(
            dossier_id=found.id, items=items.items_of(filled), actor=actor, at=timezone.now(),
            request_id=request_id(request), seen=seen(request.POST),
        )  # fmt: skip
    except Refused as refused:
        with hidden():
            found = counter_dossier(actor, key, timezone.now())
        places = {refusal.where: wanted_lines.place_of(refusal) for refusal in refused.refusals}
        blank = 0 if filled.fields else wanted_lines.FIRST
        return _lines(request, found, filled.refused(refused, places), blank=blank, status=409)
    messages.success(request, t("Đã lập phiếu yêu cầu hoàn thiện.", "Form 02 has been issued."))
    return _received(done.code or "")


def _lines(
    request: HttpRequest, found: CounterDossier, filled: Filled, *, blank: int, status: int = 200
) -> HttpResponse:
    move = found.move("ask_completion")
    if move is None:
        raise Http404("nothing to ask for")
    values = {
        **common(request, found),
        "filled": filled,
        "sections": wanted_lines.sections(filled, blank=blank),
        "closed": move.closed,
        "action": url("desk:completion", found.key),
    }
    return show(request, "completion.html", values, status=status)
