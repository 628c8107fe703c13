"""The overdue board: what is late or soon due, as a list and as counts (`exports`: as a file)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import (
    agency_filter,
    chosen,
    field_filter,
    paging,
    window,
)
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.views.board import (
    Lateness,
    board_line,
    on_board,
    piles,
)
from motcua.dossiers.views.naming import office_names
from motcua.identity.permissions import P
from motcua.offices import queries as offices
from motcua.ui.formats import number
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Link, changed

MOST_PILES = 12


@page_of("board")
def board(request: HttpRequest) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    lateness, field, agency = _asked(request)
    narrowed = {"field": field, "agency": agency}
    counts = {one: on_board(actor, now, one, **narrowed).count() for one in Lateness}
    rows = on_board(actor, now, lateness, **narrowed)
    paged = paging(request, counts[lateness])
    by = "field" if agency else "agency"
    return show(
        request,
        "board/page",
        {
            "lateness": lateness,
            "tabs": _tabs(request, lateness, counts),
            "filters": [field_filter(field), agency_filter(agency)],
            "lines": [board_line(row, now) for row in rows[window(paged)]],
            "columns": _columns(lateness),
            "paging": paged,
            "piles": _pile_rows(request, by, now),
            "by_agency": by == "agency",
            "field_names": FIELDS,
            "worked": worked,
            "may_export": actor.may(P.EXPORT_ASK),
            "export": reverse("console:exports")
            + "?"
            + changed(request.GET.urlencode(), page=None),
        },
        block="list",
    )


def worked(minutes: int) -> str:
    """Write working minutes as hours of work; a working day has eight."""
    days, rest = divmod(minutes, 480)
    hours = rest // 60
    if days:
        return t("{d} ngày {h} giờ làm việc", "{d} working days {h} h", d=number(days), h=hours)
    return t("{h} giờ {m} phút làm việc", "{h} h {m} min of work", h=hours, m=rest % 60)


def _asked(request: HttpRequest) -> tuple[Lateness, str, str]:
    show_soon = request.GET.get("show") == Lateness.SOON
    agencies = {one.code for one in offices.register().agencies}
    return (
        Lateness.SOON if show_soon else Lateness.LATE,
        chosen(request.GET, "field", FIELDS),
        chosen(request.GET, "agency", agencies),
    )


def _tabs(request: HttpRequest, now: Lateness, counts: dict[Lateness, int]) -> list[Link]:
    labels = {
        Lateness.LATE: t("Quá hạn", "Overdue"),
        Lateness.SOON: t("Đến hạn trong 48 giờ", "Due within 48 hours"),
    }
    query = request.GET.urlencode()
    return [
        Link(labels[one], "?" + changed(query, show=one.value, page=None), one is now, counts[one])
        for one in Lateness
    ]


def _columns(lateness: Lateness) -> list[Column]:
    how = (
        t("Trễ (giờ làm việc)", "Late by (working time)")
        if lateness is Lateness.LATE
        else t("Còn lại (giờ làm việc)", "Left (working time)")
    )
    return [
        Column("code", t("Mã hồ sơ", "Code")),
        Column("names", t("Thủ tục", "Procedure")),
        Column("agency", t("Cơ quan", "Agency")),
        Column("step", t("Bước, người xử lý", "Step, official")),
        Column("due", t("Hạn", "Due")),
        Column("minutes", how, numeric=True),
    ]


def _pile_rows(request: HttpRequest, by: str, now: datetime) -> list[tuple[str, str, int, int]]:
    _, field, agency = _asked(request)
    found = piles(actor_of(request), now, by, field=field, agency=agency)[:MOST_PILES]
    query = request.GET.urlencode()
    return [
        (_pile_name(by, one.key), "?" + changed(query, **{by: one.key, "page": None}),
         one.late, one.soon)
        for one in found
    ]  # fmt: skip


def _pile_name(by: str, key: str) -> str:
    return text(FIELDS.get(key, key) if by == "field" else office_names(key) or key)
