"""The page of one act: shows its form, calls the action, keeps what was entered when refused."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.views.masked_file import MaskedFile, masked_file
from motcua.flow.refusal import Refusal, Refused
from motcua.flow.table import WRONG_STATUS
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.office import items
from motcua.office.access import hidden, official, show
from motcua.office.acts import Act, act_of
from motcua.office.facts import facts_shown
from motcua.ui import wanted_lines
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import marks, request_id, seen

POST = "POST"


@page(signed_in=True, methods=("GET", "POST"))
def acting(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Show or carry out one act of the table on one dossier."""
    actor, act = official(request), act_of(slug)
    if act is None or not actor.may(P(DOSSIER.move(act.verb).needs)):
        raise Http404(slug)
    with hidden():
        file = masked_file(actor, code, timezone.now())
    if request.method != POST:
        return _form(request, act, file, empty(act.fields(file)))
    filled = fill(act.fields(file), request.POST)
    if filled.wrong:
        return _form(request, act, file, filled, status=409)
    try:
        act.run(
            said=filled.values, dossier_id=file.id, actor=actor, at=timezone.now(),
            request_id=request_id(request), seen=seen(request.POST),
        )  # fmt: skip
    except Refused as refused:
        return _again(request, act, actor, code, filled.refused(refused))
    messages.success(request, f"{file.code}: {text(act.done)}")
    return HttpResponseRedirect(_next(act, file))


def _again(request: HttpRequest, act: Act, actor: Actor, code: str, filled: Filled) -> HttpResponse:
    """Show the form again on the dossier as it stands now, with everything that was entered."""
    with hidden():
        file = masked_file(actor, code, timezone.now())
    return _form(request, act, file, filled, status=409)


def _form(
    request: HttpRequest, act: Act, file: MaskedFile, filled: Filled, status: int = 200
) -> HttpResponse:
    values = {
        "act": act,
        "title": text(DOSSIER.move(act.verb).label),
        "filled": filled,
        "closed": closed_by(file, act.verb),
    }
    return show(
        request, "act.html", {**common(request, file), **values}, here=_here(act), status=status
    )


def common(request: HttpRequest, file: MaskedFile) -> dict[str, object]:
    """Return what every page of an act shows of the dossier, and the form's hidden values."""
    return {
        "file": file,
        **facts_shown(file),
        "hidden": marks(request, file.event_count),
        "back": url("office:dossier", file.code),
    }


def closed_by(file: MaskedFile, verb: str) -> Refusal | None:
    """Return why the act is not possible now; None when it is."""
    move = file.move(verb)
    if move is None:
        return Refusal("wrong_status", WRONG_STATUS)
    return move.closed


def _here(act: Act) -> str:
    return "to_decide" if act.after == "to_decide" else ""


def _next(act: Act, file: MaskedFile) -> str:
    return url("office:to_decide") if act.after == "to_decide" else url("office:dossier", file.code)


@page(needs=P.OFFICE_WORK, methods=("GET", "POST"))
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a supplement with form 02, line by line."""
    actor = official(request)
    with hidden():
        file = masked_file(actor, code, timezone.now())
    if request.method != POST:
        return _lines(request, file, wanted_lines.filled_lines([]), blank=wanted_lines.FIRST)
    filled = wanted_lines.filled_lines(wanted_lines.lines_from(request.POST))
    if "more" in request.POST:
        return _lines(
            request, file, wanted_lines.filled_lines([]) if not filled.fields else filled, blank=3
        )
    if filled.wrong:
        return _lines(request, file, filled, blank=0, status=409)
    try:
        ask_supplement(
            dossier_id=file.id, items=items.items_of(filled), actor=actor, at=timezone.now(),
            request_id=request_id(request), seen=seen(request.POST),
        )  # fmt: skip
    except Refused as refused:
        with hidden():
            file = masked_file(actor, code, timezone.now())
        places = {refusal.where: wanted_lines.place_of(refusal) for refusal in refused.refusals}
        shown = filled.refused(refused, places)
        return _lines(
            request, file, shown, blank=0 if filled.fields else wanted_lines.FIRST, status=409
        )
    messages.success(
        request,
        t(
            "{code}: Đã gửi phiếu yêu cầu bổ sung.",
            "{code}: The request has been sent.",
            code=file.code,
        ),
    )
    return HttpResponseRedirect(url("office:dossier", file.code))


def _lines(
    request: HttpRequest, file: MaskedFile, filled: Filled, *, blank: int, status: int = 200
) -> HttpResponse:
    values = {
        "filled": filled,
        "sections": wanted_lines.sections(filled, blank=blank),
        "closed": closed_by(file, "ask_supplement"),
    }
    return show(request, "supplement.html", {**common(request, file), **values}, status=status)
