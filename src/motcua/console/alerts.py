"""Alerts of the inspectorate: the list, one alert, what is said of it, the dossiers behind it."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.console.asking import (
    by_field,
    chosen,
    paging,
    problem_list,
    request_id,
    window,
)
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.views.naming import office_names
from motcua.dossiers.views.overseen import lines_of
from motcua.flow.refusal import Refused, Text
from motcua.insight import alerts as read
from motcua.insight.actions.close_alert import MOST_WORDS, close_alert
from motcua.insight.actions.see_alert import see_alert
from motcua.insight.alerts import AlertSeen, State
from motcua.insight.verdicts import VERDICTS
from motcua.insight.watches import WATCHES
from motcua.ui.errors import not_found
from motcua.ui.fields import Field, Option
from motcua.ui.formats import number
from motcua.ui.language import t, text
from motcua.ui.navigation import Column

STATES: Mapping[State, Text] = {
    State.NEW: Text("Chưa ai xem", "Not seen yet"),
    State.SEEN: Text("Đang xem xét", "Being looked into"),
    State.CLOSED: Text("Đã đóng", "Closed"),
}
TONES = {State.NEW: "bad", State.SEEN: "warn", State.CLOSED: "quiet"}


@page_of("inspectorate")
def alerts(request: HttpRequest) -> HttpResponse:
    """List alerts, the newest first."""
    actor = actor_of(request)
    state, kind = chosen(request.GET, "state", set(State)), chosen(request.GET, "kind", WATCHES)
    rows = read.alerts(actor, state=state, kind=kind)
    paged = paging(request, rows.count())
    found = [read.seen_as(actor, one) for one in rows[window(paged)]]
    return show(
        request,
        "inspectorate/alerts",
        {
            "lines": [(one, _unit(one), reverse("console:alert", args=[one.uid])) for one in found],
            "paging": paged,
            "filters": _filters(state, kind),
            "states": STATES,
            "tones": TONES,
            "watches": WATCHES.values(),
            "columns": [
                Column("what", t("Dấu hiệu", "Sign")), Column("state", t("Tình trạng", "State")),
                Column("who", t("Ai, ở đâu", "Who, where")), Column("day", t("Ngày", "Day")),
                Column("hits", t("Số trường hợp", "Cases"), numeric=True),
            ],
        },
        block="alerts",
    )  # fmt: skip


def _filters(state: str, kind: str) -> list[Field]:
    states = tuple(Option(one.value, text(names)) for one, names in STATES.items())
    kinds = tuple(Option(key, text(one.names)) for key, one in WATCHES.items())
    return [
        Field("state", t("Tình trạng", "State"), "select", value=state, options=states,
              required=False),
        Field("kind", t("Dấu hiệu", "Sign"), "select", value=kind, options=kinds, required=False),
    ]  # fmt: skip


@page_of("inspectorate", methods=("GET", "POST"))
def alert(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one alert; a post says that one has seen it, or closes it with words."""
    try:
        found = read.alert(actor_of(request), uid)
    except Refused:
        return not_found(request)
    if request.method == "GET":
        return _page(request, found, QueryDict())
    try:
        said = _say(request, uid)
    except Refused as refused:
        return _page(request, found, request.POST, refused)
    messages.success(request, text(said))
    return redirect("console:alert", uid)


def _say(request: HttpRequest, uid: UUID) -> Text:
    actor, now, number = actor_of(request), timezone.now(), request_id(request)
    if request.POST.get("do") == "see":
        see_alert(uid=uid, actor=actor, at=now, request_id=number)
        return Text("Đã ghi nhận bạn đang xem xét.", "It is noted that you look into it.")
    close_alert(uid=uid, verdict=chosen(request.POST, "verdict", VERDICTS),
                words=request.POST.get("words", ""), actor=actor, at=now,
                request_id=number)  # fmt: skip
    return Text("Đã đóng cảnh báo.", "The alert is closed.")


@page_of("inspectorate", methods=("POST",))
def behind_alert(request: HttpRequest, uid: UUID) -> HttpResponse:
    """List the dossiers behind an alert: each is a look that its applicant sees."""
    actor = actor_of(request)
    try:
        found, numbers = read.alert(actor, uid), read.evidence(actor, uid)
    except Refused:
        return not_found(request)
    lines = lines_of(actor, numbers)
    looked(dossier_ids=[one.id for one in lines], actor=actor, at=timezone.now(),
           purpose=Purpose.INSPECT)  # fmt: skip
    return show(
        request,
        "inspectorate/behind",
        {"alert": found, "lines": lines, "unit": _unit(found),
         "back": reverse("console:alert", args=[uid])},
    )  # fmt: skip


def _page(
    request: HttpRequest, found: AlertSeen, post: QueryDict, refused: Refused | None = None
) -> HttpResponse:
    errors = by_field(refused) if refused else {}
    fields = _fields(post, errors)
    return show(
        request,
        "inspectorate/alert",
        {
            "alert": found,
            "unit": _unit(found),
            "state": text(STATES[found.state]),
            "tone": TONES[found.state],
            "facts": _facts(found),
            "reasons": read.reasons(actor_of(request), found.uid),
            "fields": fields,
            "problems": problem_list(fields, refused.refusals if refused else ()),
            "behind": reverse("console:behind_alert", args=[found.uid]),
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )


def _fields(post: QueryDict, errors: Mapping[str, str]) -> list[Field]:
    verdicts = tuple(Option(key, text(names)) for key, names in VERDICTS.items())
    return [
        Field("verdict", t("Kết luận", "How it ended"), "radios", options=verdicts,
              value=post.get("verdict", ""), error=errors.get("verdict", "")),
        Field("words", t("Đã kiểm tra gì, thấy gì", "What you checked and found"), "textarea",
              hint=t("Không nêu tên người, số điện thoại hay cách liên hệ.",
                     "No names, telephone numbers or ways of contact."),
              value=post.get("words", ""), error=errors.get("words", ""), max_length=MOST_WORDS),
    ]  # fmt: skip


def _facts(found: AlertSeen) -> list[tuple[str, str]]:
    rows = [(t("Số trường hợp", "Cases"), number(found.hits))]
    if found.base != found.hits:
        rows.append((t("Trên tổng số", "Of"), number(found.base)))
    if found.usual is not None:
        rows.append((t("Mức thường gặp ở đồng nghiệp", "Usual among peers"),
                     number(found.usual, 1)))  # fmt: skip
    if found.z is not None:
        rows.append((t("Cao hơn mức đó (số độ lệch chuẩn)", "Above it (standard deviations)"),
                     number(found.z, 1)))  # fmt: skip
    days = t("{n} ngày, đến hết ngày cảnh báo", "{n} days, the day of the alert included",
             n=found.watch.days)  # fmt: skip
    return [*rows, (t("Khoảng xem xét", "Window"), days)]


def _unit(found: AlertSeen) -> str:
    return text(office_names(found.unit) or found.unit)
