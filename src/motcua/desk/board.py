"""The day at a point: what waits there, and a dossier opened by its exact code."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import LIST_NAMES, at_counter, show
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.views.counter_lists import (
    NEEDED,
    CounterLine,
    CounterList,
    counter_page,
    lists_of,
)
from motcua.flow.refusal import Refused
from motcua.ui.due import Due, due
from motcua.ui.fields import Field
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Paging
from motcua.ui.page import page

SIZE, SHORT = 25, 6


@page(signed_in=True)
def board(request: HttpRequest) -> HttpResponse:
    """Show the beginning of each list the official works with."""
    return _board(request, empty(_code_field()))


@page(signed_in=True, methods=("POST",))
def find(request: HttpRequest) -> HttpResponse:
    """Open a dossier by its exact code; the code stands in the address only once it was found."""
    actor, filled = at_counter(request), fill(_code_field(), request.POST)
    if filled.wrong:
        return _board(request, filled, status=409)
    try:
        dossier = visible_dossier(actor, filled.values["code"])
    except Refused as refused:
        return _board(request, filled.refused(refused, {"": "code"}), status=409)
    return HttpResponseRedirect(url("desk:dossier", dossier.code))


def _code_field() -> tuple[Field, ...]:
    hint = t("In trên giấy tiếp nhận, ví dụ H26.41.01-260810-0001",
             "On the receipt, for example H26.41.01-260810-0001")  # fmt: skip
    return (Field("code", t("Mã hồ sơ", "Code of the dossier"), "text", hint=hint, width="half",
                  max_length=60),)  # fmt: skip


def _board(request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
    actor, now = at_counter(request), timezone.now()
    boxes = []
    for which in lists_of(actor):
        found = counter_page(which, actor, now, number=1, size=SHORT)
        lines = [(line, badge(line, which)) for line in found.lines]
        boxes.append((which, text(LIST_NAMES[which]), found.total, lines))
    values = {"boxes": boxes, "filled": filled, "now": now}
    return show(request, "board.html", values, here="board", status=status)


@page(signed_in=True)
def whole_list(request: HttpRequest, which: str) -> HttpResponse:
    """Show one of the lists in full."""
    try:
        chosen = CounterList(which)
    except ValueError as unknown:
        raise Http404(which) from unknown
    actor, typed = at_counter(request, *NEEDED[chosen]), request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else 1
    found = counter_page(chosen, actor, timezone.now(), number=number, size=SIZE)
    values = {
        "which": chosen,
        "title": text(LIST_NAMES[chosen]),
        "lines": [(line, badge(line, chosen)) for line in found.lines],
        "total": found.total,
        "paging": Paging(found.number, found.total, SIZE, request.GET.urlencode()),
        "columns": _columns(chosen),
        "now": timezone.now(),
    }
    return show(request, "list.html", values, here=which)


def badge(line: CounterLine, which: CounterList) -> Due | None:
    """Return how near the result's due date is, where that matters in the list."""
    if which is CounterList.READY:
        return None
    return due(line.due_at, now=timezone.now(), standing=line.standing)


def _columns(which: CounterList) -> list[Column]:
    last = {
        CounterList.TO_PAY: t("Còn phải nộp", "Still to pay"),
        CounterList.READY: t("Cách nhận", "How it is collected"),
    }.get(which, t("Hẹn trả", "Due"))
    return [
        Column("code", t("Mã hồ sơ", "Code")),
        Column("procedure", t("Thủ tục", "Procedure")),
        Column("applicant", t("Người nộp", "Applicant")),
        Column("since", t("Từ lúc", "Since")),
        Column("last", last),
    ]
