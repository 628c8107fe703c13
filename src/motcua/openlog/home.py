"""The log at a glance: size, root, witnesses and how fresh they are."""

from django.http import HttpRequest, HttpResponse

from motcua.ledger import queries
from motcua.openlog.entries import columns, rows_of
from motcua.openlog.frame import moment, show
from motcua.ui.page import page

NEWEST = 12


@page()
def home(request: HttpRequest) -> HttpResponse:
    """Show the state of the log and its newest entries."""
    status = queries.status()
    size = status.size if status else 0
    newest = list(reversed(queries.entries(max(0, size - NEWEST), NEWEST)))
    seen = status.witnesses if status else ()
    values = {
        "rows": rows_of(newest),
        "columns": columns(),
        "witnesses": [(each, moment(each.at) if each.at else None) for each in seen],
    }
    return show(request, "home.html", values)
