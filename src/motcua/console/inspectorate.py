"""The inspectorate's figures: all measures of some months, small cells hidden; odd looks of a day."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from motcua.console.asking import date_field, day_of
from motcua.console.harmless import harmless
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.views.looks import oddities
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Text
from motcua.insight.measures import GROUPS, MEASURES, Measure
from motcua.insight.spans import LONGEST, Month, Span
from motcua.insight.suppression import Cell
from motcua.insight.tables import overview
from motcua.ui.fields import Field, Option
from motcua.ui.formats import number, percent
from motcua.ui.language import t, text

USUAL = 3
OFFERED = 24
ODD = {
    "volume": Text("Xem quá nhiều hồ sơ", "Too many dossiers looked at"),
    "after_hours": Text("Xem ngoài giờ làm việc", "Looked at after hours"),
    "family_name": Text("Xem hồ sơ người trùng họ, chữ đệm", "Same family and middle name"),
}
Line = tuple[str, str, str, str, str]


@page_of("inspectorate")
def inspectorate(request: HttpRequest) -> HttpResponse:
    """Show the city's total of every measure."""
    span = span_of(request.GET, timezone.localdate())
    found = overview(actor_of(request), span)
    groups = [
        (text(names), [_line(m, found[m.key], span) for m in MEASURES.values() if m.group == key])
        for key, names in GROUPS.items()
    ]
    return show(
        request,
        "inspectorate/page",
        {
            "groups": groups,
            "filters": span_fields(span),
            "span": span,
            "export": reverse("console:inspectorate_csv", query=query_of(span)),
        },
        block="figures",
    )


@page_of("inspectorate")
def inspectorate_csv(request: HttpRequest) -> HttpResponse:
    """Give the same figures as a file."""
    span = span_of(request.GET, timezone.localdate())
    found = overview(actor_of(request), span)
    rows = [
        [m.key, text(m.names), *written(found[m.key]), text(m.basis)] for m in MEASURES.values()
    ]
    headings = [t("Mã", "Key"), t("Số liệu", "Figure"), *counted_headings(), t("Căn cứ", "Basis")]
    return as_file("thanh-tra", span, [headings, *rows])


@page_of("inspectorate")
def odd_looks(request: HttpRequest) -> HttpResponse:
    """List what is out of the ordinary on a day: people by pseudonym."""
    today = timezone.localdate()
    day = min(day_of(request.GET, "day") or today - timedelta(days=1), today)
    found = oddities(actor_of(request), day)
    return show(
        request,
        "inspectorate/odd",
        {
            "day": day,
            "filters": [date_field(_with_day(request.GET, day), "day", t("Ngày", "Day"))],
            "rows": [
                (text(ODD[one.what]), one.who, text(office_names(one.office) or one.office),
                 number(one.looks))
                for one in found
            ],
        },
    )  # fmt: skip


def _with_day(values: QueryDict, day: date) -> QueryDict:
    made = values.copy()
    made["day.day"], made["day.month"], made["day.year"] = (
        str(day.day),
        str(day.month),
        str(day.year),
    )
    return made


def span_of(values: QueryDict, today: date) -> Span:
    """Return the months asked for; the last three unless the address says otherwise."""
    now = Month.of(today)
    last = min(Month.read(values.get("last", "")) or now, now)
    first = min(Month.read(values.get("first", "")) or last.moved(1 - USUAL), last)
    return Span(max(first, last.moved(1 - LONGEST)), last)


def query_of(span: Span) -> dict[str, str]:
    return {"first": str(span.first), "last": str(span.last)}


def span_fields(span: Span) -> list[Field]:
    """Return the two questions for months; days would give small cells away."""
    now = Month.of(timezone.localdate())
    months = [now.moved(-n) for n in range(max(OFFERED, 1))]
    known = sorted({*months, span.first, span.last}, reverse=True)
    options = tuple(Option(str(m), f"{m.number:02}/{m.year}") for m in known)
    return [
        Field("first", t("Từ tháng", "From month"), "select", value=str(span.first),
              options=options),
        Field("last", t("Đến tháng", "To month"), "select", value=str(span.last), options=options),
    ]  # fmt: skip


def counted(value: int | None, cell: Cell) -> str:
    """Write a number of a cell: hidden, at least, or exact."""
    # "At least none" would say nothing: all of it is hidden.
    if value is None or (value == 0 and cell.months_hidden):
        return t("ẩn", "hidden")
    return f"≥ {number(value)}" if cell.months_hidden else number(value)


def counted_headings() -> list[str]:
    return [t("Số trường hợp", "Cases"), t("Trên tổng số", "Of"), t("Tỷ lệ", "Share"),
            t("Số tháng bị ẩn", "Months hidden")]  # fmt: skip


def written(cell: Cell) -> list[str]:
    """Return a cell as a file gives it: nothing where hidden, numbers as spreadsheets read them."""
    share = "" if cell.share is None else f"{cell.share:.4f}"
    values = ["" if one is None else str(one) for one in (cell.hits, cell.base)]
    return [*values, share, str(cell.months_hidden)]


def as_file(name: str, span: Span, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer with rows as CSV; words that a spreadsheet takes for a formula are defused."""
    file = io.StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    shown = f'attachment; filename="{name}-{span.first}-{span.last}.csv"'
    response.headers["Content-Disposition"] = shown
    return response


def _line(measure: Measure, cell: Cell, span: Span) -> Line:
    href = reverse("console:measure", args=[measure.key], query=query_of(span))
    share = percent(cell.share, 1) or "–"
    return (text(measure.names), href, counted(cell.hits, cell), counted(cell.base, cell), share)
