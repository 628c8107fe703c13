"""How the agency stands: counts by status, what is overdue, how punctual its steps were."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.dossiers.views import worklist
from motcua.dossiers.views.agency_board import agency_board
from motcua.dossiers.views.eyes import eyes_of
from motcua.dossiers.views.worklist import Filter, Queue, Urgency
from motcua.identity.permissions import P
from motcua.office.access import official, show
from motcua.office.lists import badges
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page

SHOWN = 10


@page(needs=P.OFFICE_DECIDE)
def board(request: HttpRequest) -> HttpResponse:
    """Show the figures and the longest overdue dossiers."""
    actor, now = official(request), timezone.now()
    rows = worklist.rows_in(Queue.AGENCY, actor)
    late = worklist.narrowed(rows, Filter(urgency=Urgency.OVERDUE), now)
    figures = agency_board(actor, now)
    values = {
        "figures": figures,
        "counts": [(text(one.names), one.count, f"{one.count}") for one in figures.counts],
        "late": [
            (line, *badges(line)) for line in worklist.work_lines(late[:SHOWN], eyes_of(actor))
        ],
        "all_late": url("office:agency", query={"urgency": Urgency.OVERDUE.value}),
        "steps": [
            (t("Trước hạn", "Early"), figures.steps.early, f"{figures.steps.early}"),
            (t("Đúng hạn", "On time"), figures.steps.on_time, f"{figures.steps.on_time}"),
            (t("Quá hạn", "Late"), figures.steps.late, f"{figures.steps.late}"),
        ],
        "links": {
            "to_decide": url("office:to_decide"),
            "soon": url("office:agency", query={"urgency": Urgency.SOON.value}),
            "steps": url("office:agency", query={"urgency": Urgency.STEP_OVERDUE.value}),
        },
    }
    return show(request, "board.html", values, here="board")
