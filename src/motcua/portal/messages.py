"""The talk about one's own dossier: read, write, ask to be heard, confirm the minutes."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.actions.write_message import write_message
from motcua.contact.enclosures import WHERE, Enclosed
from motcua.contact.kinds import KINDS, LONGEST, Kind
from motcua.contact.queries import message_file, minutes_file, talk
from motcua.contact.seen import Talk
from motcua.documents.kinds import SUFFIXES
from motcua.documents.serving import serve
from motcua.events.blocking import WayOfContact
from motcua.flow.refusal import Refused
from motcua.formspec.characters import tidy
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.language import t, text
from motcua.ui.page import page, render
from motcua.ui.requests import request_id

LONGEST_REMARK = 2000


@page(needs=P.OWN_MESSAGE, methods=("GET", "POST"))
def talk_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the talk; keep a message for the next slot."""
    seen = _talk(request, code)
    if request.method != "POST" or not seen.may_write:
        return _show(request, seen, empty(_fields(seen)))
    filled = fill(_fields(seen), request.POST)
    if filled.wrong:
        return _show(request, seen, filled, status=409)
    try:
        write_message(
            dossier_id=seen.dossier_id, kind=Kind(filled.values["kind"]),
            text=filled.values["text"], actor=request.actor, at=timezone.now(),  # type: ignore[attr-defined]
            request_id=request_id(request), files=_files(request),
        )  # fmt: skip
    except Refused as refused:
        return _show(request, seen, filled.refused(refused), status=409)
    told.success(request, t("Đã nhận tin nhắn. Tin được chuyển vào giờ chuyển tin kế tiếp.",
                            "Your message was taken. It goes out at the next slot."))  # fmt: skip
    return redirect("portal:talk", code=seen.code)


@page(needs=P.OWN_MESSAGE)
def talk_file(request: HttpRequest, code: str, uid: UUID, number: int) -> HttpResponseBase:
    """Send a file of a message of one's own dossier."""
    file = message_file(_talk(request, code), uid, number)
    if file is None:
        raise Http404("no such file")
    return serve(file, inline=True)


@page(needs=P.OWN_HEARING, methods=("POST",))
def be_heard(request: HttpRequest, code: str) -> HttpResponse:
    """One click: a hearing is asked for."""
    seen = _talk(request, code)
    ask_hearing(dossier_id=seen.dossier_id, actor=request.actor, at=timezone.now(),  # type: ignore[attr-defined]
                request_id=request_id(request))  # fmt: skip
    told.success(request, t("Đã ghi nhận yêu cầu được trình bày. Trung tâm sẽ hẹn giờ.",
                            "You asked to be heard. The centre will set a time."))  # fmt: skip
    return redirect("portal:talk", code=seen.code)


@page(needs=P.OWN_HEARING)
def minutes(request: HttpRequest, code: str, uid: UUID) -> HttpResponseBase:
    """Send the signed minutes of one's own hearing."""
    own = uid in {one.uid for one in _talk(request, code).hearings}
    file = minutes_file(request.actor, uid) if own else None  # type: ignore[attr-defined]
    if file is None:
        raise Http404("no such minutes")
    return serve(file, inline=True)


VERBS = {"doi-gio": "ask_other_time", "rut": "take_back", "xac-nhan": "confirm_as_applicant"}


@page(needs=P.OWN_HEARING, methods=("POST",))
def hearing_move(request: HttpRequest, code: str, uid: UUID, slug: str) -> HttpResponse:
    """Ask for another time, take the request back, or confirm the minutes."""
    seen = _talk(request, code)
    if slug not in VERBS or uid not in {one.uid for one in seen.hearings}:
        raise Http404(slug)
    try:
        move_hearing(hearing=uid, verb=VERBS[slug], actor=request.actor, at=timezone.now(),  # type: ignore[attr-defined]
                     remark=remark_of(request.POST), request_id=request_id(request))  # fmt: skip
    except WayOfContact as refused:
        return _show(request, seen, empty(_fields(seen)).refused(refused), status=409)
    told.success(request, t("Đã ghi nhận.", "Noted."))
    return redirect("portal:talk", code=seen.code)


def _talk(request: HttpRequest, code: str) -> Talk:
    try:
        return talk(request.actor, code)  # type: ignore[attr-defined]
    except Refused as refused:
        raise Http404("no such dossier") from refused


def _fields(seen: Talk) -> tuple[Field, ...]:
    options = tuple(
        Option(kind.value, text(KINDS[kind].names), hint=text(KINDS[kind].hint))
        for kind in seen.may_write
    )
    return (
        Field("kind", t("Loại tin nhắn", "What kind of message"), "radios", options=options),
        Field("text", t("Nội dung", "Message"), "textarea", max_length=LONGEST,
              hint=t("Không ghi số điện thoại, thư điện tử, mạng xã hội, đường liên kết, số tài "
                     "khoản: tin có các phần này không gửi được.",
                     "No telephone numbers, e-mail, social accounts, links or bank accounts: such "
                     "a message cannot be sent.")),
        Field(WHERE, t("Tệp kèm theo", "Files"), "file", required=False, accept=SUFFIXES,
              multiple=True, max_bytes=settings.UPLOAD_LIMIT_BYTES,
              hint=t("Chỉ kèm được khi giải trình hoặc không đồng ý. Tên tệp được đổi; tệp có cách "
                     "liên lạc, mã QR hoặc chữ ký số không gửi được.",
                     "With an explanation or an objection only. Files are renamed; one with a way "
                     "of contact, a QR code or a digital signature cannot be sent.")),
    )  # fmt: skip


def remark_field(value: str) -> Field:
    """Ask what is missing in the minutes; nothing has to be said."""
    return Field("remark", t("Ý kiến về biên bản", "Remarks on the minutes"), "textarea",
                 required=False, max_length=LONGEST_REMARK, rows=2, value=value)  # fmt: skip


def remark_of(post: QueryDict) -> str:
    return tidy(post.get("remark", ""))[:LONGEST_REMARK]


def _files(request: HttpRequest) -> list[Enclosed]:
    return [Enclosed(one.name or "", one) for one in request.FILES.getlist(WHERE)]


def _show(request: HttpRequest, seen: Talk, filled: Filled, status: int = 200) -> HttpResponse:
    values = {"talk": seen, "filled": filled, "request_id": str(request_id(request)),
              "own_id": uuid4, "remark": remark_field(request.POST.get("remark", ""))}  # fmt: skip
    return render(request, "portal/messages/page.html", values, status=status)
