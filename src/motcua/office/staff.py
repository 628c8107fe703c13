"""The agency's officials: their open work, and the days they are away."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.approvals.actions.days_away import record_days_away
from motcua.dossiers.views.agency_board import StaffLine, staff_of
from motcua.flow.refusal import Refused, Text
from motcua.identity.conflicts import declared_counts
from motcua.identity.permissions import P
from motcua.office.access import official, show
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.navigation import Column
from motcua.ui.page import page
from motcua.ui.requests import request_id

REASONS = {
    "leave": Text("Nghỉ phép", "Leave"),
    "illness": Text("Nghỉ ốm", "Illness"),
    "training": Text("Đi học, tập huấn", "Training"),
    "mission": Text("Công tác", "Mission"),
    "other": Text("Lý do khác", "Other"),
}


@page(needs=P.OFFICE_ASSIGN, methods=("GET", "POST"))
def staff(request: HttpRequest) -> HttpResponse:
    """List the officials and record an absence of one of them."""
    actor = official(request, P.OFFICE_DECIDE)
    lines = staff_of(actor, timezone.localdate(), timezone.now())
    if request.method != "POST":
        return _page(request, lines, empty(_fields(lines)))
    filled = fill(_fields(lines), request.POST)
    if filled.wrong:
        return _page(request, lines, filled, status=409)
    said = filled.values
    person = next((one for one in lines if str(one.person_id) == said["person"]), None)
    if person is None:
        raise Http404("nobody of this agency")
    try:
        record_days_away(
            person_id=person.person_id, first_day=date.fromisoformat(said["first_day"]),
            last_day=date.fromisoformat(said["last_day"]), reason=said["reason"],
            within=[actor.office], actor=actor, at=timezone.now(), request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, lines, filled.refused(refused), status=409)
    messages.success(request, t("Đã ghi nhận vắng mặt.", "The absence is recorded."))
    return HttpResponseRedirect(url("office:staff"))


def _fields(lines: tuple[StaffLine, ...]) -> tuple[Field, ...]:
    people = tuple(Option(str(one.person_id), one.name) for one in lines)
    reasons = tuple(Option(key, text(names)) for key, names in REASONS.items())
    return (
        Field("person", t("Cán bộ", "Official"), "select", options=people),
        Field("first_day", t("Từ ngày", "First day"), "date"),
        Field("last_day", t("Đến hết ngày", "Last day"), "date"),
        Field("reason", t("Lý do", "Reason"), "select", options=reasons, width="half"),
    )


def _columns() -> list[Column]:
    return [
        Column("name", t("Họ tên", "Name")),
        Column("roles", t("Vai trò", "Roles")),
        Column("work", t("Đang xử lý", "Open work"), numeric=True),
        Column("late", t("Quá hạn", "Overdue"), numeric=True),
        Column("conflicts", t("Xung đột đã khai", "Declared conflicts"), numeric=True),
        Column("away", t("Vắng mặt", "Away")),
    ]


def _page(
    request: HttpRequest, lines: tuple[StaffLine, ...], filled: Filled, status: int = 200
) -> HttpResponse:
    counts = declared_counts(timezone.now())
    values = {
        "lines": lines,
        "filled": filled,
        "reasons": REASONS,
        "columns": _columns(),
        "conflicts": {one.person_id: counts.get(one.person_id, 0) for one in lines},
        "request_id": request_id(request),
    }
    return show(request, "staff.html", values, here="staff", status=status)
