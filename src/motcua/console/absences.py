"""Days away: record, list, and a calendar of the coming weeks; assignment passes over the absent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from motcua.approvals.actions.days_away import record_days_away, take_back_days_away
from motcua.console.asking import (
    by_field,
    chosen,
    date_field,
    day_of,
    problem_list,
    request_id,
)
from motcua.console.places import looked_after, workplace_name
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused, Text, refuse
from motcua.identity.actions.record_absence import REASONS
from motcua.identity.staff import AbsentDays, colleagues, coming_absences
from motcua.offices import queries as offices
from motcua.ui.fields import Field, Option
from motcua.ui.language import t, text
from motcua.worktime.opening import is_working_day

REASON_NAMES: Mapping[str, Text] = {
    "leave": Text("Nghỉ phép", "Leave"),
    "illness": Text("Nghỉ ốm", "Illness"),
    "training": Text("Đào tạo", "Training"),
    "mission": Text("Công tác", "Mission"),
    "other": Text("Lý do khác", "Another reason"),
}
WEEKS = 4
LISTED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the calendar: who is away on the day."""

    on: date
    open: bool
    today: bool
    away: tuple[str, ...]


@page_of("absences", methods=("GET", "POST"))
def absences(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, QueryDict())
    try:
        if "take_back" in request.POST:
            _take_back(request)
        else:
            _record(request)
    except Refused as refused:
        return _page(request, request.POST, refused)
    return redirect("console:absences")


def _record(request: HttpRequest) -> None:
    post, today = request.POST, timezone.localdate()
    first, last = day_of(post, "first_day"), day_of(post, "last_day")
    if first is None:
        raise refuse("day_missing", "Hãy nhập ngày đầu.", "Enter the first day.", "first_day")
    if last is None:
        raise refuse("day_missing", "Hãy nhập ngày cuối.", "Enter the last day.", "last_day")
    record_days_away(
        person_id=_person(request, today),
        first_day=first,
        last_day=last,
        reason=chosen(post, "reason", REASONS),
        **_common(request),
    )


def _common(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "within": looked_after(actor, timezone.localdate()),
        "actor": actor,
        "at": timezone.now(),
        "request_id": request_id(request),
    }


def _person(request: HttpRequest, today: date) -> int:
    known = {
        str(number) for number, _, _ in colleagues(looked_after(actor_of(request), today), today)
    }
    number = chosen(request.POST, "person", known)
    if not number:
        raise refuse("person_missing", "Hãy chọn cán bộ.", "Choose the person.", "person")
    return int(number)


def _take_back(request: HttpRequest) -> None:
    today = timezone.localdate()
    number = chosen(request.POST, "take_back", {str(one.id) for one in _coming(request, today)})
    if not number:
        raise refuse("absent", "Không tìm thấy ngày vắng mặt.", "No such absence.")
    take_back_days_away(absence_id=int(number), **_common(request))


def _coming(request: HttpRequest, today: date) -> list[AbsentDays]:
    return coming_absences(looked_after(actor_of(request), today), today, today + LISTED)


def _page(request: HttpRequest, post: QueryDict, refused: Refused | None = None) -> HttpResponse:
    today = timezone.localdate()
    errors = by_field(refused) if refused else {}
    fields = [replace(one, error=errors.get(one.name, "")) for one in _fields(request, post, today)]
    coming = _coming(request, today)
    return show(
        request,
        "absences/page",
        {
            "fields": fields,
            "problems": problem_list(fields, refused.refusals if refused else ()),
            "coming": coming,
            "request_id": request_id(request),
            "fresh": uuid4,
            "weeks": _weeks(coming, today),
            "today": today,
            "reason_names": REASON_NAMES,
            "office": workplace_name(actor_of(request).office),
        },
        status=409 if refused else 200,
    )


def _fields(request: HttpRequest, post: QueryDict, today: date) -> list[Field]:
    people = colleagues(looked_after(actor_of(request), today), today)
    several = len({office for _, _, office in people}) > 1
    named = {
        str(number): f"{name} ({workplace_name(office)})" if several else name
        for number, name, office in people
    }
    reasons = tuple(Option(key, text(name)) for key, name in REASON_NAMES.items())
    return [
        Field("person", t("Cán bộ", "Person"), "select", value=post.get("person", ""),
              options=tuple(Option(number, name) for number, name in named.items())),
        date_field(post, "first_day", t("Ngày đầu", "First day")),
        date_field(post, "last_day", t("Ngày cuối (kể cả)", "Last day (included)")),
        Field("reason", t("Lý do", "Reason"), "radios", value=post.get("reason", ""),
              options=reasons),
    ]  # fmt: skip


def _weeks(coming: list[AbsentDays], today: date) -> list[list[Day]]:
    calendar, monday = offices.calendar("office"), today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(7 * WEEKS)]
    cells = [
        Day(on, is_working_day(calendar, on), on == today,
            tuple(one.name for one in coming if one.first_day <= on <= one.last_day))
        for on in days
    ]  # fmt: skip
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
