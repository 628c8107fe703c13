"""What the centre owes in the talk: answers to questions about progress, and the hearings one hosts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages as told
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils import timezone

from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.actions.write_message import write_message
from motcua.contact.enclosures import Enclosed
from motcua.contact.kinds import LONGEST, Kind
from motcua.contact.queries import hosted, minutes_file, question, questions
from motcua.contact.seen import MessageSeen
from motcua.contact.states import OUTCOMES
from motcua.desk.access import at_counter, show
from motcua.documents.kinds import SUFFIXES
from motcua.documents.serving import serve
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id
from motcua.worktime.instants import LOCAL

NOT_SAID = frozenset({"day", "hour", "minutes"})


@page(signed_in=True, reads=False)
def talks(request: HttpRequest) -> HttpResponse:
    """Show the questions that wait at this point, and the hearings this person hosts."""
    actor = at_counter(request, P.DESK_ANSWER, P.DESK_HOST)
    asked, hearings = questions(actor), hosted(actor)
    ids = [one.dossier_id for one in asked] + [one.dossier_id for one in hearings]
    looked(dossier_ids=ids, actor=actor, at=timezone.now(), purpose=Purpose.RECEIVE)
    return show(request, "talks.html", {"asked": asked, "hearings": hearings}, here="talks")


@page(needs=P.DESK_ANSWER, methods=("GET", "POST"))
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answer one question about progress."""
    actor = at_counter(request, P.DESK_ANSWER)
    asked = question(actor, uid)
    if asked is None:
        raise Http404("no such question")
    fields = (Field("text", t("Trả lời", "Answer"), "textarea", max_length=LONGEST),)
    if request.method != "POST":
        return _form(request, asked.code, asked.message, empty(fields))
    filled = fill(fields, request.POST)
    if filled.wrong:
        return _form(request, asked.code, asked.message, filled, status=409)
    try:
        write_message(
            dossier_id=asked.dossier_id, kind=Kind.ANSWER, text=filled.values["text"],
            reply_to=uid, actor=actor, at=timezone.now(), request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        return _form(request, asked.code, asked.message, filled.refused(refused), status=409)
    told.success(request, t("Đã nhận câu trả lời.", "The answer was taken."))
    return HttpResponseRedirect(url("desk:talks"))


@page(needs=P.DESK_HOST, methods=("GET", "POST"))
def host_hearing(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Set the time of a hearing, keep its minutes, or say that nobody came."""
    actor = at_counter(request, P.DESK_HOST)
    hearing = next((one for one in hosted(actor) if one.uid == uid), None)
    if hearing is None or slug not in FORMS:
        raise Http404("no such hearing")
    verb, fields, title = FORMS[slug]
    if request.method != "POST":
        return _form(request, hearing.code, None, empty(fields()), title=title())
    filled = fill(fields(), request.POST)
    if filled.wrong:
        return _form(request, hearing.code, None, filled, title=title(), status=409)
    said: dict[str, Any] = {
        name: value for name, value in filled.values.items() if name not in NOT_SAID
    }
    try:
        move_hearing(hearing=uid, verb=verb, actor=actor, at=timezone.now(),
                     request_id=request_id(request), minutes=_file(request), **said,
                     **_time(filled))  # fmt: skip
    except Refused as refused:
        shown = filled.refused(refused, {"begins_at": "day"})
        return _form(request, hearing.code, None, shown, title=title(), status=409)
    told.success(request, t("Đã ghi nhận.", "Noted."))
    return HttpResponseRedirect(url("desk:talks"))


@page(needs=P.DESK_HOST)
def minutes(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send the signed minutes of a hearing to its host."""
    actor = at_counter(request, P.DESK_HOST)
    hearing = next((one for one in hosted(actor) if one.uid == uid), None)
    file = minutes_file(actor, uid) if hearing else None
    if hearing is None or file is None:
        raise Http404("no such minutes")
    looked(dossier_ids=[hearing.dossier_id], actor=actor, at=timezone.now(),
           purpose=Purpose.RECEIVE)  # fmt: skip
    return serve(file, inline=True)


def _file(request: HttpRequest) -> Enclosed | None:
    upload = request.FILES.get("minutes")
    return Enclosed(upload.name or "", upload) if upload else None


def _time(filled: Filled) -> dict[str, Any]:
    if "day" not in filled.values:
        return {}
    begins = datetime.fromisoformat(f"{filled.values['day']}T{filled.values['hour']}:00")
    return {"begins_at": begins.replace(tzinfo=LOCAL)}


def _time_fields() -> tuple[Field, ...]:
    hours = ("08:00", "09:00", "10:00", "13:30", "14:30", "15:30")
    return (
        Field("day", t("Ngày", "Day"), "date"),
        Field("hour", t("Giờ", "Hour"), "select", options=tuple(Option(h, h) for h in hours)),
    )


def _minutes_fields() -> tuple[Field, ...]:
    outcomes = tuple(Option(key.value, text(names)) for key, names in OUTCOMES.items())
    return (
        Field("record_number", t("Số hiệu bản ghi âm, ghi hình", "Number of the recording"),
              max_length=60),
        Field("summary", t("Tóm tắt ý kiến hai bên", "What both sides said"), "textarea",
              max_length=LONGEST),
        Field("outcome", t("Kết quả", "Outcome"), "radios", options=outcomes),
        Field("minutes", t("Biên bản có chữ ký", "Signed minutes"), "file", required=False,
              accept=SUFFIXES, max_bytes=settings.UPLOAD_LIMIT_BYTES,
              hint=t("Bản quét hoặc ảnh chụp. Người nộp đọc được; bên giải quyết chỉ đọc tóm tắt.",
                     "A scan or a photo. For the applicant; the settling side reads the summary.")),
    )  # fmt: skip


Form = tuple[str, Callable[[], tuple[Field, ...]], Callable[[], str]]
FORMS: dict[str, Form] = {
    "hen-gio": ("set_time", _time_fields, lambda: t("Hẹn giờ trình bày", "Set the time")),
    "bien-ban": ("keep_minutes", _minutes_fields, lambda: t("Ghi biên bản", "Keep the minutes")),
    "khong-den": (
        "miss",
        lambda: (),
        lambda: t("Người nộp không đến", "The applicant did not come"),
    ),
}


def _form(
    request: HttpRequest, code: str, asked: MessageSeen | None, filled: Filled,
    status: int = 200, title: str = "",
) -> HttpResponse:  # fmt: skip
    values = {"code": code, "asked": asked, "filled": filled, "back": url("desk:talks"),
              "title": title or t("Trả lời câu hỏi về tiến độ", "Answer a question"),
              "request_id": str(request_id(request))}  # fmt: skip
    return show(request, "talk_form.html", values, here="talks", status=status)
