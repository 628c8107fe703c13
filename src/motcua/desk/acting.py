"""The page of one act at the counter: its form, its action, what was entered kept when refused."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import at_counter, hidden, show
from motcua.desk.acts import Act, act_of
from motcua.desk.course import facts
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier, handed_in
from motcua.flow.refusal import Refusal, Refused
from motcua.flow.table import WRONG_STATUS
from motcua.identity.permissions import P
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import marks, request_id, seen


@page(signed_in=True, methods=("GET", "POST"))
def acting(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show or carry out one act of the table on one dossier."""
    act = act_of(slug)
    if act is None:
        raise Http404(slug)
    actor = at_counter(request, P(DOSSIER.move(act.verb).needs))
    if request.method == "POST" and (code := handed_in(actor, key)):
        return HttpResponseRedirect(url("desk:dossier", code))
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if request.method != "POST":
        return _form(request, act, found, empty(act.fields(found)))
    filled = _complete(act, fill(act.fields(found), request.POST))
    if filled.wrong:
        return _form(request, act, found, filled, status=409)
    try:
        done = act.run(
            said=filled.values, dossier_id=found.id, actor=actor, at=timezone.now(),
            request_id=request_id(request), seen=seen(request.POST),
        )  # fmt: skip
    except Refused as refused:
        with hidden():
            found = counter_dossier(actor, key, timezone.now())
        return _form(request, act, found, filled.refused(refused), status=409)
    messages.success(request, f"{done.code}: {text(act.done)}")
    return HttpResponseRedirect(url("desk:dossier", done.code))


def _complete(act: Act, filled: Filled) -> Filled:
    """Ask for what depends on another answer: the paper checked, the number of the postal item."""
    if act.verb != "return_result" or filled.wrong:
        return filled
    said = filled.values
    if said["who"] == "post":
        words = t("Hãy nhập số hiệu bưu gửi.", "Enter the number of the postal item.")
        return filled if said["post"] else filled.with_error("post", words)
    if not said["name"]:
        filled = filled.with_error("name", t("Hãy nhập họ tên người nhận.", "Enter the name."))
    if not said["shown"]:
        words = t("Hãy chọn giấy tờ đã đối chiếu.", "Choose the paper you checked.")
        filled = filled.with_error("shown", words)
    return filled


def _form(
    request: HttpRequest, act: Act, found: CounterDossier, filled: Filled, status: int = 200
) -> HttpResponse:
    move = found.move(act.verb)
    closed = Refusal("wrong_status", WRONG_STATUS) if move is None else move.closed
    values = {
        "act": act,
        "title": text(DOSSIER.move(act.verb).label),
        "filled": filled,
        "closed": closed,
    }
    return show(request, "act.html", {**common(request, found), **values}, status=status)


def common(request: HttpRequest, found: CounterDossier) -> dict[str, object]:
    """Return what every page of an act shows of the dossier, and the form's hidden values."""
    back = url("desk:dossier", found.code) if found.code else url("desk:decision", found.key)
    return {
        "found": found,
        **facts(found),
        "hidden": marks(request, found.event_count),
        "back": back,
    }
