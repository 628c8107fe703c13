"""Draws of officials: what stood in the log before, what the beacons said, and who followed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.approvals.queries import emergencies_in_public
from motcua.ledger import queries
from motcua.ledger.replay import replay
from motcua.openlog.frame import show
from motcua.openlog.tags import spelled
from motcua.ui.language import t
from motcua.ui.navigation import Column
from motcua.ui.page import page

NEWEST = 20


@page()
def fairness(request: HttpRequest) -> HttpResponse:
    """Show the newest draws, or that assignment is not drawn here."""
    pools = [_pool(each) for each in queries.newest_of_kind("pool", NEWEST)]
    silent = queries.newest_of_kind("beacon_missing", NEWEST)
    manual = queries.newest_of_kind("manual", NEWEST)
    at_once = emergencies_in_public(timezone.now())
    values = {"pools": pools, "silent": silent, "manual": manual, "at_once": at_once}
    return show(request, "fairness.html", values)


def _pool(entry: queries.EntryView) -> dict[str, Any]:
    leaf = entry.fields
    return {"idx": entry.idx, "k": leaf["k"], "day": leaf["day"], "draws": len(leaf["q"]),
            "beacons": len(leaf["r"]), "officers": len(leaf["o"])}  # fmt: skip


@page()
def draw(request: HttpRequest, idx: int, place: int) -> HttpResponse:
    """Show one draw worked again by this server, and let the reader's browser do the same."""
    try:
        found, fault = replay(idx, place), ""
    except ValueError as error:
        found, fault = None, str(error)
    if found is None and not fault:
        raise Http404("no such draw")
    values = {
        "draw": found,
        "fault": fault,
        "idx": idx,
        "place": place,
        "tag": spelled(found.asking.tag) if found and found.asking.tag else "",
        "columns": _columns(),
    }
    return show(request, "draw.html", values)


def _columns() -> list[Column]:
    return [
        Column("officer", t("Cán bộ (bí danh)", "Official (pseudonym)")),
        Column("capacity", t("Sức làm việc ‰", "Capacity ‰"), numeric=True),
        Column("assigned", t("Việc đã giao ‰", "Work assigned ‰"), numeric=True),
        Column("present", t("Ngày có mặt ‰", "Days present ‰"), numeric=True),
        Column("weight", t("Trọng số", "Weight"), numeric=True),
        Column("share", t("Cơ hội", "Chance"), numeric=True),
        Column("below", t("Từ", "From"), numeric=True),
    ]
