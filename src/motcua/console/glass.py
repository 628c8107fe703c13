"""Emergencies: ask to see one dossier whole, and read it for half an hour once another confirmed."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.asking import request_id
from motcua.console.sections import actor_of, page_of, show
from motcua.documents import queries as documents
from motcua.documents.serving import serve
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.glass import LONGEST_DELAY, REASONS
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.views.applicants import Applicant
from motcua.dossiers.views.under_glass import (
    GlassState,
    OpenedDossier,
    glasses_of,
    opened_dossier,
    opened_paper,
)
from motcua.flow.refusal import Refused, Text
from motcua.offices import queries as offices
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.language import lang, t, text
from motcua.ui.questions import answers

STATES = {
    GlassState.WAITING: Text("Chờ người thứ hai", "Waits for the second person"),
    GlassState.OPEN: Text("Đang mở", "Open"),
    GlassState.ENDED: Text("Đã đóng", "Closed again"),
    GlassState.TURNED_DOWN: Text("Không được xác nhận", "Not confirmed"),
}
TONES = {GlassState.WAITING: "warn", GlassState.OPEN: "good"}
LONGEST_CODE = 35


@page_of("glass", methods=("GET", "POST"))
def glass(request: HttpRequest) -> HttpResponse:
    """Ask for an emergency, and see what became of those asked for."""
    if request.method != "POST":
        return _page(request, empty(_fields()))
    filled = fill(_fields(), request.POST)
    if filled.wrong:
        return _page(request, filled, status=409)
    said = filled.values
    actor = actor_of(request)
    try:
        ask_break_glass(
            dossier_id=visible_dossier(actor, said["code"]).pk, reason=said["reason"],
            ground=said["ground"], reference=said["reference"],
            delay_days=_whole(said["delay_days"]), actor=actor, at=timezone.now(),
            request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, filled.refused(refused, {"": "code"}), status=409)
    return redirect("console:glass")


@page_of("glass")
def opened(request: HttpRequest, code: str) -> HttpResponse:
    """Show the whole dossier while it is open to the reader; otherwise it is not there."""
    try:
        found = opened_dossier(actor_of(request), code, timezone.now())
    except Refused as refused:
        raise Http404("closed") from refused
    answer = show(
        request,
        "glass/opened",
        {
            "d": found,
            "people": _people(found),
            "answers": answers(found.definition.form, found.answers,
                               sources={"communes": _communes(timezone.localdate())}),
        },
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer


@page_of("glass")
def opened_file(request: HttpRequest, code: str, paper_id: int) -> HttpResponseBase:
    """Send one paper while the dossier is open to the reader."""
    try:
        finding = opened_paper(actor_of(request), code, paper_id, timezone.now())
    except Refused as refused:
        raise Http404("closed") from refused
    file = documents.find(finding.file_id, subjects=[finding.subject])
    if file is None:
        raise Http404("no such file")
    answer = serve(replace(file, name=finding.name), inline=True)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _people(found: OpenedDossier) -> list[tuple[str, list[tuple[str, str]]]]:
    people = [(t("Người nộp hồ sơ", "Applicant"), _lines(found.applicant))]
    if found.submitter is not None:
        people.append((t("Người nộp thay", "Handed in by"), _lines(found.submitter)))
    return people


def _lines(one: Applicant) -> list[tuple[str, str]]:
    lines = [
        (t("Họ tên", "Name"), one.full_name),
        (t("Số định danh", "Personal number"), one.id_number),
        (t("Điện thoại", "Telephone"), one.phone),
        (t("Thư điện tử", "E-mail"), one.email),
        (t("Địa chỉ", "Address"), one.address),
    ]
    return [(label, value) for label, value in lines if value]


def _communes(on: date) -> list[Option]:
    named = sorted((one.names.to(lang()), one.code) for one in offices.communes(on))
    return [Option(code, name) for name, code in named]


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _fields() -> tuple[Field, ...]:
    ordered = t("Chỉ khi tòa án hoặc cơ quan thanh tra yêu cầu báo người nộp sau",
                "Only where a court or inspectorate orders that the applicant be told later")  # fmt: skip
    days = t("Số ngày hoãn báo, tối đa {n}", "Days until the applicant is told, {n} at most",
             n=LONGEST_DELAY)  # fmt: skip
    reasons = tuple(Option(key.value, text(names)) for key, names in REASONS.items())
    return (
        Field("code", t("Mã hồ sơ", "Code of the dossier"), max_length=LONGEST_CODE, width="half"),
        Field("reason", t("Lý do", "Reason"), "radios", options=reasons),
        Field("ground", t("Việc gì đã xảy ra, căn cứ nào", "What happened, and the ground"),
              "textarea", rows=3, max_length=300),
        Field("reference", t("Số văn bản yêu cầu hoãn báo", "Number of the order to tell later"),
              hint=ordered, required=False, max_length=120, width="half"),
        Field("delay_days", days, "number", required=False, width="short", max_length=3),
    )  # fmt: skip


def _page(request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
    values = {
        "filled": filled,
        "lines": glasses_of(actor_of(request), timezone.now()),
        "states": STATES,
        "tones": TONES,
        "request_id": request_id(request),
    }
    return show(request, "glass/page", values, status=status)
