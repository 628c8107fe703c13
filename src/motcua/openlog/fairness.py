"""Draws of officials: what stood in the log before, what the beacons said, and who followed."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.ui.page import page

NEWEST = 20


@page()
def fairness(request: HttpRequest) -> HttpResponse:
    """Show the newest draws, or that assignment is not drawn here."""
    pools = [_pool(each) for each in queries.newest_of_kind("pool", NEWEST)]
    silent = queries.newest_of_kind("beacon_missing", NEWEST)
    manual = queries.newest_of_kind("manual", NEWEST)
    return show(request, "fairness.html", {"pools": pools, "silent": silent, "manual": manual})


def _pool(entry: queries.EntryView) -> dict[str, Any]:
    leaf = entry.fields
    return {"idx": entry.idx, "k": leaf["k"], "day": leaf["day"], "draws": len(leaf["q"]),
            "beacons": len(leaf["r"]), "officers": len(leaf["o"])}  # fmt: skip
