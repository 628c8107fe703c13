"""One figure of the inspectorate: by unit, by pseudonym, as a file, and the dossiers behind it."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.console.inspectorate import (
    as_file,
    counted,
    counted_headings,
    query_of,
    span_fields,
    span_of,
    written,
)
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.views.naming import office_names
from motcua.dossiers.views.overseen import lines_of
from motcua.insight.measures import MEASURES, Measure
from motcua.insight.spans import Span
from motcua.insight.suppression import Cell
from motcua.insight.tables import Table, by_person, by_unit, cases
from motcua.offices import queries as offices
from motcua.ui.formats import percent
from motcua.ui.language import t, text

MOST_CASES = 100
MOST_BARS = 12


@page_of("inspectorate")
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """Show a measure by office."""
    one, span = _measure(key), span_of(request.GET, timezone.localdate())
    table = by_unit(actor_of(request), one, span)
    names = {code: text(office_names(code) or code) for code in table.rows}
    links = {code: _of_unit(key, code, span) for code in names} if one.source.person else {}
    return _page(request, one, span, table, names, links)


@page_of("inspectorate")
def measure_of_unit(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """Show a measure by the pseudonyms of an office's officials."""
    one, span = _measure(key), span_of(request.GET, timezone.localdate())
    if unit not in _offices() or not one.source.person:
        raise Http404("no such office, or nobody stands behind these rows")
    table = by_person(actor_of(request), one, unit, span)
    names = {who: who[:8].upper() for who in table.rows}
    return _page(request, one, span, table, names, {}, unit)


@page_of("inspectorate")
def measure_csv(request: HttpRequest, key: str) -> HttpResponse:
    """Give a measure by office, or by pseudonym within one, as a file."""
    one, span = _measure(key), span_of(request.GET, timezone.localdate())
    unit = request.GET.get("unit", "")
    if unit and (unit not in _offices() or not one.source.person):
        raise Http404("no such office, or nobody stands behind these rows")
    actor = actor_of(request)
    table = by_person(actor, one, unit, span) if unit else by_unit(actor, one, span)
    who = t("Bí danh", "Pseudonym") if unit else t("Đơn vị", "Unit")
    rows = [
        [code, "" if unit else text(office_names(code) or code), *written(cell)]
        for code, cell in table.rows.items()
    ]
    headings = [who, t("Tên", "Name"), *counted_headings()]
    return as_file(key, span, [headings, *rows, ["", t("Tổng", "Total"), *written(table.total)]])


@page_of("inspectorate", methods=("POST",))
def cases_behind(request: HttpRequest, key: str) -> HttpResponse:
    """List the dossiers behind a figure: each is a look that its applicant sees."""
    one, span = _measure(key), span_of(request.POST, timezone.localdate())
    unit = request.POST.get("unit", "")
    if unit and unit not in _offices():
        raise Http404("no such office")
    actor = actor_of(request)
    numbers = cases(actor, one, unit, span, most=MOST_CASES)
    looked(dossier_ids=numbers, actor=actor, at=timezone.now(), purpose=Purpose.INSPECT)
    back = _of_unit(key, unit, span) if unit and one.source.person else _of(key, span)
    return show(
        request,
        "inspectorate/cases",
        {
            "measure": one,
            "span": span,
            "back": back,
            "unit": text(office_names(unit) or unit) if unit else "",
            "lines": lines_of(actor, numbers),
            "most": MOST_CASES,
        },
    )


def _page(
    request: HttpRequest,
    one: Measure,
    span: Span,
    table: Table,
    names: Mapping[str, str],
    links: Mapping[str, str],
    unit: str = "",
) -> HttpResponse:
    ordered = sorted(table.rows.items(), key=lambda row: (-(row[1].share or 0), names[row[0]]))
    query = query_of(span) | ({"unit": unit} if unit else {})
    return show(
        request,
        "inspectorate/measure",
        {
            "measure": one,
            "span": span,
            "unit": unit,
            "unit_name": text(office_names(unit) or unit) if unit else "",
            "filters": span_fields(span),
            "back": _of(one.key, span) if unit else reverse("console:inspectorate", query=query),
            "total": _shown(table.total),
            "months": [
                (f"{m.number:02}/{m.year}", cell.hits or 0, counted(cell.hits, cell))
                for m, cell in table.months.items()
            ],
            "bars": [
                (names[k], c.share, percent(c.share, 1)) for k, c in ordered if c.share
            ][:MOST_BARS],
            "rows": [(names[k], links.get(k, ""), *_shown(cell)) for k, cell in ordered],
            "first_column": t("Bí danh", "Pseudonym") if unit else t("Đơn vị", "Unit"),
            "headings": counted_headings()[:3],
            "export": reverse("console:measure_csv", args=[one.key], query=query),
            "cases": reverse("console:cases_behind", args=[one.key]),
            "asked": query_of(span) | {"unit": unit},
        },
    )  # fmt: skip


def _shown(cell: Cell) -> tuple[str, str, str]:
    return counted(cell.hits, cell), counted(cell.base, cell), percent(cell.share, 1) or "–"


def _measure(key: str) -> Measure:
    if key not in MEASURES:
        raise Http404("no such figure")
    return MEASURES[key]


def _offices() -> set[str]:
    register = offices.register()
    return {one.code for one in (*register.agencies, *register.places)}


def _of(key: str, span: Span) -> str:
    return reverse("console:measure", args=[key], query=query_of(span))


def _of_unit(key: str, unit: str, span: Span) -> str:
    return reverse("console:measure_of_unit", args=[key, unit], query=query_of(span))
