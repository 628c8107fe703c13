"""The talk about a dossier on the settling side: typed messages on a legal ground, minutes confirmed."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.actions.write_message import write_message
from motcua.contact.enclosures import WHERE, Enclosed
from motcua.contact.kinds import KINDS, LONGEST, LONGEST_GROUND, Kind
from motcua.contact.queries import message_file, talk
from motcua.contact.seen import Talk
from motcua.documents.kinds import SUFFIXES
from motcua.documents.serving import serve
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.events.blocking import WayOfContact
from motcua.flow.refusal import Refused
from motcua.formspec.characters import tidy
from motcua.identity.permissions import P
from motcua.office.access import hidden, official, show
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id

LONGEST_REMARK = 2000


@page(signed_in=True, methods=("GET", "POST"), reads=False)
def talk_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the talk; keep a message for the next slot."""
    actor, now = official(request, P.OFFICE_WORK, P.OFFICE_DECIDE), timezone.now()
    with hidden():
        seen = talk(actor, code)
    purpose = Purpose.SETTLE if actor.may(P.OFFICE_WORK) else Purpose.DECIDE
    looked(dossier_ids=[seen.dossier_id], actor=actor, at=now, purpose=purpose)
    if request.method != "POST" or not seen.may_write:
        return _show(request, seen, empty(_fields(seen)))
    filled = fill(_fields(seen), request.POST)
    if filled.wrong:
        return _show(request, seen, filled, status=409)
    try:
        write_message(
            dossier_id=seen.dossier_id, kind=Kind(filled.values["kind"]),
            text=filled.values["text"], ground=filled.values["ground"], actor=actor, at=now,
            request_id=request_id(request), files=_files(request),
        )  # fmt: skip
    except Refused as refused:
        return _show(request, seen, filled.refused(refused), status=409)
    told.success(request, t("Đã nhận tin nhắn. Tin được chuyển vào giờ chuyển tin kế tiếp.",
                            "The message was taken. It goes out at the next slot."))  # fmt: skip
    return HttpResponseRedirect(url("office:talk", seen.code))


@page(signed_in=True, reads=False)
def talk_file(request: HttpRequest, code: str, uid: UUID, number: int) -> HttpResponseBase:
    """Send a file of a message to the settling side."""
    actor = official(request, P.OFFICE_WORK, P.OFFICE_DECIDE)
    with hidden():
        seen = talk(actor, code)
    file = message_file(seen, uid, number)
    if file is None:
        raise Http404("no such file")
    purpose = Purpose.SETTLE if actor.may(P.OFFICE_WORK) else Purpose.DECIDE
    looked(dossier_ids=[seen.dossier_id], actor=actor, at=timezone.now(), purpose=purpose)
    return serve(file, inline=True)


@page(needs=P.OFFICE_WORK, methods=("POST",))
def confirm_minutes(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Confirm the minutes of a hearing, under the alias of this dossier."""
    actor = official(request, P.OFFICE_WORK)
    with hidden():
        seen = talk(actor, code)
    if uid not in {one.uid for one in seen.hearings}:
        raise Http404("no such hearing")
    now = timezone.now()
    looked(dossier_ids=[seen.dossier_id], actor=actor, at=now, purpose=Purpose.SETTLE)
    try:
        move_hearing(hearing=uid, verb="confirm_as_official", actor=actor, at=now,
                     remark=tidy(request.POST.get("remark", ""))[:LONGEST_REMARK],
                     request_id=request_id(request))  # fmt: skip
    except WayOfContact as refused:
        return _show(request, seen, empty(_fields(seen)).refused(refused), status=409)
    told.success(request, t("Đã xác nhận biên bản.", "The minutes are confirmed."))
    return HttpResponseRedirect(url("office:talk", seen.code))


def _fields(seen: Talk) -> tuple[Field, ...]:
    options = tuple(
        Option(kind.value, text(KINDS[kind].names), hint=text(KINDS[kind].hint))
        for kind in seen.may_write
    )
    return (
        Field("kind", t("Loại tin nhắn", "What kind of message"), "radios", options=options),
        Field("text", t("Nội dung", "Message"), "textarea", max_length=LONGEST,
              hint=t("Không ghi tên, số điện thoại hay cách liên lạc nào.",
                     "No name, no telephone number, no way of contact.")),
        Field("ground", t("Căn cứ pháp lý", "Legal ground"), max_length=LONGEST_GROUND,
              hint=t("Điều, khoản, văn bản", "Article and text of law")),
        Field(WHERE, t("Tệp kèm theo", "Files"), "file", required=False, accept=SUFFIXES,
              multiple=True, max_bytes=settings.UPLOAD_LIMIT_BYTES,
              hint=t("Tên tệp được đổi; tệp có cách liên lạc, mã QR hoặc chữ ký số không gửi được.",
                     "Files are renamed; one with a way of contact, a QR code or a digital "
                     "signature cannot be sent.")),
    )  # fmt: skip


def _files(request: HttpRequest) -> list[Enclosed]:
    return [Enclosed(one.name or "", one) for one in request.FILES.getlist(WHERE)]


def _show(request: HttpRequest, seen: Talk, filled: Filled, status: int = 200) -> HttpResponse:
    remark = Field("remark", t("Ý kiến về biên bản", "Remarks on the minutes"), "textarea",
                   required=False, max_length=LONGEST_REMARK, rows=2,
                   value=request.POST.get("remark", ""))  # fmt: skip
    values = {"talk": seen, "filled": filled, "request_id": str(request_id(request)),
              "own_id": uuid4, "remark": remark,
              "back": url("office:dossier", seen.code)}  # fmt: skip
    return show(request, "messages.html", values, status=status)
