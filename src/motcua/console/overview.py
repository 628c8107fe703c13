"""The overview: the figures of a period, each a link to the dossiers behind it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import chosen, paging, period, query_of, slice_fields, window
from motcua.console.sections import actor_of, page_of, seen_by, show
from motcua.dossiers.status import STATUS_NAMES, Status
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.figures import By, Figures, Row, Spread, broken_down, days, figures
from motcua.dossiers.views.naming import office_names
from motcua.dossiers.views.overseen import FIGURE_NAMES, Figure, Slice, behind, line
from motcua.flow.refusal import Text
from motcua.ui.formats import day, duration, number, percent
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Link, changed
from motcua.ui.page import page

MOST_ROWS = 40
BY_NAMES = {
    By.FIELD: Text("Lĩnh vực", "Field"),
    By.AGENCY: Text("Cơ quan giải quyết", "Settling agency"),
    By.POINT: Text("Nơi tiếp nhận", "Reception point"),
}
# The name in the address of what a row narrows to.
NARROWS = {By.FIELD: "field", By.AGENCY: "agency", By.POINT: "point"}


@page(signed_in=True)
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first section somebody may see; without any, there is no console for them."""
    sections = seen_by(actor_of(request))
    if not sections:
        raise Http404("nothing of the console is for this person")
    return redirect(sections[0].address)


@page_of("figures")
def overview(request: HttpRequest) -> HttpResponse:
    actor, part = actor_of(request), period(request.GET, timezone.localdate())
    by = next((one for one in By if NARROWS[one] == request.GET.get("by")), By.FIELD)
    found, drawn = figures(actor, part), days(actor, part)
    rows = broken_down(actor, part, by)
    return show(
        request,
        "overview/page",
        {
            "part": part,
            "filters": slice_fields(part),
            "tiles": _tiles(part, found),
            "times": _times(part, found),
            "standing": _standing(part, found),
            "weekly": drawn.weekly,
            "received": _drawn(drawn.received),
            "settled": _drawn(drawn.settled),
            "by": by,
            "by_name": BY_NAMES[by],
            "by_tabs": _by_tabs(request, by),
            "rows": [_row(part, by, row) for row in rows[:MOST_ROWS]],
            "more": max(0, len(rows) - MOST_ROWS),
        },
        block="figures",
    )


@page_of("figures")
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers behind a figure: the same set that the figure counts."""
    part = period(request.GET, timezone.localdate())
    figure = Figure(chosen(request.GET, "figure", list(Figure)) or Figure.RECEIVED)
    written = chosen(request.GET, "status", [str(int(s)) for s in Status])
    status = Status(int(written)) if written else None
    rows = behind(actor_of(request), part, figure, status)
    paged, eyes = paging(request, rows.count()), eyes_of(actor_of(request))
    return show(
        request,
        "overview/dossiers",
        {
            "part": part,
            "figure": figure,
            "figure_name": FIGURE_NAMES[figure],
            "status_name": STATUS_NAMES[status] if status is not None else None,
            "lines": [line(row, eyes) for row in rows[window(paged)]],
            "paging": paged,
            "columns": _columns(),
            "field_names": FIELDS,
            "now": timezone.now(),
            "back": reverse("console:overview", query=query_of(part)),
            "narrowed_to": _narrowed_to(part),
        },
        block="list",
    )


def link(part: Slice, figure: Figure, status: Status | None = None) -> str:
    """Return the address of the list behind a figure."""
    query = query_of(part) | {"figure": figure.value}
    if status is not None:
        query["status"] = str(int(status))
    return reverse("console:dossiers", query=query)


def _tiles(part: Slice, found: Figures) -> list[tuple[str, ...]]:
    on_time, counted = found.on_time_share, found.on_time + found.late
    shares = {
        Figure.ON_TIME: t("{share} của {n} hồ sơ có hạn", "{share} of {n} that had a due date",
                          share=percent(on_time, 1) or "–", n=number(counted)),
        Figure.SUPPLEMENTED: t("{share} số nhận trong kỳ", "{share} of those handed in",
                               share=percent(found.supplement_share, 1) or "–"),
    }  # fmt: skip
    shown = (Figure.RECEIVED, Figure.SETTLED, Figure.ON_TIME, Figure.LATE, Figure.SUPPLEMENTED,
             Figure.WAITING)  # fmt: skip
    return [
        (text(FIGURE_NAMES[one]), number(found.of(one)), shares.get(one, ""), link(part, one))
        for one in shown
    ]


def _times(part: Slice, found: Figures) -> list[tuple[str, str, str, str]]:
    """Return (what, middle, nine of ten, list behind) of each time that is measured."""
    return [
        (t("Từ tiếp nhận đến quyết định", "From reception to the decision"),
         *_both(found.gross), link(part, Figure.SETTLED)),
        (t("Như trên, trừ thời gian chờ người dân", "The same without waiting for the applicant"),
         *_both(found.net), link(part, Figure.SETTLED)),
        (t("Từ nộp trực tuyến đến tiếp nhận", "From handing in online to acceptance"),
         *_both(found.until_accepted), link(part, Figure.ACCEPTED_ONLINE)),
    ]  # fmt: skip


def _both(spread: Spread) -> tuple[str, str]:
    return duration(spread.median) or "–", duration(spread.p90) or "–"


def _standing(part: Slice, found: Figures) -> list[tuple[str, int, str, str]]:
    return [
        (text(STATUS_NAMES[status]), n, number(n), link(part, Figure.RECEIVED, status))
        for status, n in found.by_status
    ]


def _drawn(values: Sequence[tuple[date, int]]) -> list[tuple[str, int, str]]:
    return [(day(when), n, number(n)) for when, n in values]


def _by_tabs(request: HttpRequest, now: By) -> list[Link]:
    query = request.GET.urlencode()
    return [
        Link(text(BY_NAMES[one]), "?" + changed(query, by=NARROWS[one]), one is now) for one in By
    ]


def _row(part: Slice, by: By, row: Row) -> dict[str, Any]:
    name = FIELDS.get(row.key) if by is By.FIELD else office_names(row.key)
    query = query_of(part) | {NARROWS[by]: row.key}
    return {
        "name": text(name or row.key),
        "href": reverse("console:overview", query=query),
        "row": row,
        "late_href": reverse("console:dossiers", query=query | {"figure": Figure.LATE.value}),
    }


def _columns() -> list[Column]:
    return [
        Column("code", t("Mã hồ sơ", "Code")),
        Column("names", t("Thủ tục", "Procedure")),
        Column("agency", t("Cơ quan", "Agency")),
        Column("registered", t("Nộp", "Handed in")),
        Column("due", t("Hạn hẹn đầu", "First due date")),
        Column("settled", t("Giải quyết xong", "Settled")),
    ]


def _narrowed_to(part: Slice) -> list[str]:
    names = [FIELDS.get(part.field), office_names(part.agency), office_names(part.point)]
    return [text(name) for name in names if name]
