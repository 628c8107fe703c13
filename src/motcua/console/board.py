"""The overdue board: what is late or soon due, as a list, as counts, and as a file."""

import csv
from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
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
from motcua.console.harmless import harmless
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.views.board import (
    BoardLine,
    Lateness,
    board_line,
    board_lines,
    on_board,
    piles,
)
from motcua.dossiers.views.naming import office_names
from motcua.offices import queries as offices
from motcua.ui.formats import local, number
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
            "export": reverse("console:board_csv")
            + "?"
            + changed(request.GET.urlencode(), page=None),
        },
        block="list",
    )


@page_of("board")
def board_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the whole list as a file; memory does not grow with its length."""
    now = timezone.now()
    lateness, field, agency = _asked(request)
    rows = on_board(actor_of(request), now, lateness, field=field, agency=agency)
    response = StreamingHttpResponse(
        _csv(board_lines(rows, now), _headings()), content_type="text/csv; charset=utf-8"
    )
    name = f"{lateness.value}-{local(now):%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


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


def _headings() -> list[str]:
    return [
        t("Mã hồ sơ", "Code"), t("Mã thủ tục", "Procedure code"), t("Thủ tục", "Procedure"),
        t("Lĩnh vực", "Field"), t("Cơ quan", "Agency"), t("Bước", "Step"),
        t("Người xử lý (bí danh)", "Official (alias)"), t("Trạng thái", "Status"),
        t("Hạn hẹn đầu", "First due date"), t("Hạn hiện tại", "Due date"),
        t("Phút làm việc (âm: còn lại)", "Working minutes late (negative: left)"),
    ]  # fmt: skip


class _Echo:
    """A file that gives back what is written to it, so that csv makes one line at a time."""

    def write(self, line: str) -> str:
        return line


def _csv(lines: Iterator[BoardLine], headings: list[str]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Spreadsheets take a file for UTF-8 only with this mark.
    yield "\ufeff" + writer.writerow(headings)
    for one in lines:
        yield writer.writerow([harmless(cell) for cell in _cells(one)])


def _cells(one: BoardLine) -> list[str]:
    return [
        one.code, one.procedure, text(one.names), text(FIELDS.get(one.field, one.field)),
        text(one.agency), text(one.step), one.alias, text(one.status_names),
        f"{local(one.first_due_at):%Y-%m-%d %H:%M}" if one.first_due_at else "",
        f"{local(one.due_at):%Y-%m-%d %H:%M}", str(one.minutes if one.late else -one.minutes),
    ]  # fmt: skip
