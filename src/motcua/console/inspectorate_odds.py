"""Two more figures of the inspectorate: odds against draws, and gross, paused and net time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.console.inspectorate import query_of, span_fields, span_of
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.status import Form
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Text
from motcua.insight.odds import Odds, odds, odds_of
from motcua.insight.pauses import FORMS, Times, times
from motcua.offices import queries as offices
from motcua.ui.formats import number, percent
from motcua.ui.language import t, text

FORM_NAMES = {
    Form.SUPPLEMENT: Text("Chờ bổ sung (mẫu 02)", "Supplement (form 02)"),
    Form.PAYMENT: Text("Chờ nộp tiền", "Payment"),
    Form.STOP: Text("Dừng (mẫu 05)", "Stopped (form 05)"),
}


@page_of("inspectorate")
def draws(request: HttpRequest) -> HttpResponse:
    """Show by unit whether draws went as their odds said."""
    span = span_of(request.GET, timezone.localdate())
    found = odds(actor_of(request), span)
    rows = [
        (_name(one.unit), reverse("console:draws_of_unit", args=[one.unit], query=query_of(span)),
         number(one.draws), number(one.officials), _far(one.furthest), percent(one.p, 1) or "–")
        for one in found.units
    ]  # fmt: skip
    return show(
        request,
        "inspectorate/draws",
        {"span": span, "filters": span_fields(span), "found": found, "rows": rows,
         "tiles": _tiles(found), "headings": [
             t("Số lần rút", "Draws"), t("Số người trong nhóm", "Officials in pools"),
             t("Lệch xa nhất (độ lệch chuẩn)", "Furthest off (standard deviations)"),
             t("Khả năng do ngẫu nhiên", "Probability by chance")]},
        block="figures",
    )  # fmt: skip


def _tiles(found: Odds) -> list[tuple[str, str, str]]:
    by_chance = t("chỉ do ngẫu nhiên: {n}", "by chance alone: {n}",
                  n=number(found.far_by_chance, 1))  # fmt: skip
    uneven = t("dưới 1% là đáng ngờ", "below 1 % is suspicious")
    return [
        (t("Lần rút", "Draws"), number(found.draws), ""),
        (t("Người lệch quá 2 độ lệch chuẩn", "Officials further off than 2 deviations"),
         t("{n} trên {all}", "{n} of {all}", n=found.far, all=found.judged), by_chance),
        (t("Các điểm rút có đều không (Kolmogorov–Smirnov)", "Evenness (Kolmogorov–Smirnov)"),
         percent(found.kolmogorov, 1) or "–", uneven),
        (t("Các điểm rút có đều không (khi bình phương)", "Evenness (chi-square)"),
         percent(found.chi_square, 1) or "–", uneven),
    ]  # fmt: skip


@page_of("inspectorate")
def draws_of_unit(request: HttpRequest, unit: str) -> HttpResponse:
    """Show each official of a unit's pools by pseudonym: awaited by the odds, and got."""
    if unit not in {one.code for one in offices.register().agencies}:
        raise Http404("no such agency")
    span = span_of(request.GET, timezone.localdate())
    rows = [
        (one.who[:8].upper(), number(one.pools), number(one.awaited, 1), number(one.got),
         "± " + number(2 * one.spread, 1), _far(one.z))
        for one in odds_of(actor_of(request), unit, span)
    ]  # fmt: skip
    return show(
        request,
        "inspectorate/draws_unit",
        {"span": span, "filters": span_fields(span), "unit": _name(unit), "rows": rows,
         "back": reverse("console:draws", query=query_of(span)), "headings": [
             t("Lần có trong nhóm", "Times in a pool"), t("Được chờ đợi", "Awaited"),
             t("Được rút", "Drawn"), t("Sai khác thường gặp", "Usual difference"),
             t("Lệch (độ lệch chuẩn)", "Off (standard deviations)")]},
        block="figures",
    )  # fmt: skip


@page_of("inspectorate")
def pauses(request: HttpRequest) -> HttpResponse:
    """Show gross, paused and net time by unit and form."""
    span = span_of(request.GET, timezone.localdate())
    rows = sorted(
        (_name(code), *_shown(one)) for code, one in times(actor_of(request), span).items()
    )
    forms = [text(FORM_NAMES[form]) for form in FORMS]
    return show(
        request,
        "inspectorate/pauses",
        {"span": span, "filters": span_fields(span), "rows": rows, "headings": [
            t("Đã quyết định", "Decided"), t("Tổng thời gian", "Gross"), *forms,
            t("Cộng tạm dừng", "All pauses"), t("Thời gian thực", "Net")]},
        block="figures",
    )  # fmt: skip


def _shown(one: Times) -> tuple[str, ...]:
    forms = (_days(one.by_form[form]) for form in FORMS)
    count = t("ẩn", "hidden") if one.settled is None else number(one.settled)
    return (count, _days(one.gross), *forms, _days(one.paused), _days(one.net))


def _days(value: float | None) -> str:
    return t("ẩn", "hidden") if value is None else number(value, 1)


def _far(z: float | None) -> str:
    return t("quá ít", "too few") if z is None else number(z, 1)


def _name(unit: str) -> str:
    return text(office_names(unit) or unit)
