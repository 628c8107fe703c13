"""The talk about a dossier on the settling side: typed messages on a legal ground, minutes confirmed."""

from uuid import UUID

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.actions.write_message import write_message
from motcua.contact.kinds import KINDS, LONGEST, LONGEST_GROUND, Kind
from motcua.contact.queries import Talk, talk
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.office.access import hidden, official, show
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id


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
            request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        return _show(request, seen, filled.refused(refused), status=409)
    told.success(request, t("Đã nhận tin nhắn. Tin được chuyển vào giờ chuyển tin kế tiếp.",
                            "The message was taken. It goes out at the next slot."))  # fmt: skip
    return HttpResponseRedirect(url("office:talk", seen.code))


@page(needs=P.OFFICE_WORK, methods=("POST",))
def confirm_minutes(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Confirm the minutes of a hearing, under the alias of this dossier."""
    actor = official(request, P.OFFICE_WORK)
    with hidden():
        seen = talk(actor, code)
    if uid not in {one.uid for one in seen.hearings}:
        raise Http404("no such hearing")
    move_hearing(hearing=uid, verb="confirm_as_official", actor=actor, at=timezone.now(),
                 request_id=request_id(request))  # fmt: skip
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
    )  # fmt: skip


def _show(request: HttpRequest, seen: Talk, filled: Filled, status: int = 200) -> HttpResponse:
    values = {"talk": seen, "filled": filled, "request_id": str(request_id(request)),
              "back": url("office:dossier", seen.code)}  # fmt: skip
    return show(request, "messages.html", values, status=status)
