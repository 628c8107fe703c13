"""Figures of the log: recomputed from leaves, as a page and as JSON."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from motcua.ledger import queries
from motcua.ledger.figures import spelled
from motcua.openlog import tags
from motcua.openlog.frame import show
from motcua.openlog.words import ASSIGNMENT, GROUPS, form_name, kind_name
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Paging
from motcua.ui.page import page

MOST = 30
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


@page()
def statistics(request: HttpRequest) -> HttpResponse:
    """List the months, and show the newest one."""
    months = queries.months()
    return _shown(request, months[0]) if months else show(request, "no_figures.html")


@page()
def month(request: HttpRequest, name: str) -> HttpResponse:
    """Show the figures of a month."""
    return _shown(request, name)


def _shown(request: HttpRequest, name: str) -> HttpResponse:
    values = _figures(name)
    total, of_kind = values["total"], queries.counts_of_kinds(name)
    branches = sorted(values["branches"].items(), key=lambda item: -item[1]["received"])[:MOST]
    return show(
        request,
        "figures.html",
        {
            "month": name,
            "months": queries.months(),
            "figures": values,
            "share": total["on_time"] / total["settled"] if total["settled"] else None,
            "gross": total["gross_days"] / total["settled"] if total["settled"] else None,
            "net": (total["gross_days"] - total["paused_days"]) / total["settled"]
            if total["settled"]
            else None,
            "pauses": [(form_name(form), count) for form, count in total["pauses"].items()],
            "rows": [{"unit": name, **cell} for name, cell in branches],
            "columns": _columns(),
            "assignment": [(kind, kind_name(kind), of_kind.get(kind, 0)) for kind in ASSIGNMENT],
            "complaints": of_kind.get("complaint", 0),
            "groups": [(key, text(name)) for key, name in GROUPS.items()],
        },
    )


@page()
def month_json(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """The same figures for programs."""
    return HttpResponse(spelled(_figures(name)), content_type="application/json")


@page()
def behind(request: HttpRequest, name: str) -> HttpResponse:
    """List the dossiers behind a figure, each with its leaves."""
    group, branch = request.GET.get("xep", "received"), request.GET.get("dv", "")
    if not _MONTH.fullmatch(name) or group not in queries.GROUPS:
        raise Http404("no such figure")
    wanted = request.GET.get("page", "1")
    number = max(1, int(wanted)) if re.fullmatch("[0-9]{1,9}", wanted, re.ASCII) else 1
    found = queries.listed(name, group, branch, offset=(number - 1) * MOST, count=MOST)
    values = {
        "month": name,
        "group": text(GROUPS[group]),
        "branch": branch,
        "rows": [{"tag": tags.spelled(tag), "story": story} for tag, story in found.rows],
        "columns": [
            Column("tag", t("Hồ sơ", "Dossier")),
            Column("branch", t("Đơn vị", "Unit")),
            Column("received", t("Tiếp nhận", "Received")),
            Column("due", t("Hẹn đầu tiên", "First due day")),
            Column("settled", t("Giải quyết", "Settled")),
        ],
        "paging": Paging(number, found.total, MOST, request.GET.urlencode()),
    }
    return show(request, "behind.html", values)


def _figures(name: str) -> dict[str, Any]:
    if not _MONTH.fullmatch(name) or name not in queries.months():
        raise Http404("nothing was received in this month")
    return queries.figures_of(name)


def _columns() -> list[Column]:
    return [
        Column("unit", t("Đơn vị", "Unit")),
        Column("received", t("Tiếp nhận", "Received"), numeric=True),
        Column("settled", t("Đã giải quyết", "Settled"), numeric=True),
        Column("on_time", t("Đúng hẹn đầu tiên", "By the first date"), numeric=True),
        Column("overdue", t("Đang quá hạn", "Overdue now"), numeric=True),
        Column("supplements", t("Lần bổ sung", "Supplements"), numeric=True),
    ]
