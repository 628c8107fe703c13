"""Writing down a contact outside the platform: a call, a visit, a letter about one dossier."""

from datetime import datetime

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.contact.actions.note_contact import note_contact
from motcua.contact.kinds import LONGEST, WAYS, Way
from motcua.contact.queries import notes_of
from motcua.desk.access import at_counter, hidden, show
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id
from motcua.worktime.instants import LOCAL

OUT, IN = "out", "in"


@page(needs=P.DESK_NOTE, methods=("GET", "POST"))
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Show the contacts noted so far; keep another one."""
    actor, now = at_counter(request, P.DESK_NOTE), timezone.now()
    with hidden():
        found = counter_dossier(actor, key, now)
    if not found.code:
        raise Http404("a draft has no contacts")
    fields = _fields(now)
    if request.method != "POST":
        return _show(request, found, empty(fields))
    filled = fill(fields, request.POST)
    happened_at = _moment(filled)
    if happened_at is None and not filled.wrong:
        filled = filled.with_error("hour", t("Hãy ghi giờ và phút, ví dụ 09:30.",
                                             "Enter hours and minutes, like 09:30."))  # fmt: skip
    if filled.wrong or happened_at is None:
        return _show(request, found, filled, status=409)
    try:
        note_contact(
            dossier_id=found.id, way=Way(filled.values["way"]), summary=filled.values["summary"],
            happened_at=happened_at, outgoing=filled.values["direction"] == OUT, actor=actor,
            at=now, request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        shown = filled.refused(refused, {"happened_at": "day"})
        return _show(request, found, shown, status=409)
    told.success(request, t("Đã ghi lại. Người nộp và bên giải quyết đều đọc được.",
                            "Noted. The applicant and the settling side can read it."))  # fmt: skip
    return HttpResponseRedirect(url("desk:note", found.code))


def _moment(filled: Filled) -> datetime | None:
    said = f"{filled.values['day']} {filled.values['hour']}"
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)
    except ValueError:
        return None


def _fields(now: datetime) -> tuple[Field, ...]:
    today = now.astimezone(LOCAL)
    ways = tuple(Option(way.value, text(names)) for way, names in WAYS.items())
    directions = (
        Option(IN, t("Người nộp liên hệ với Trung tâm", "The applicant turned to the centre")),
        Option(OUT, t("Trung tâm liên hệ với người nộp", "The centre turned to the applicant")),
    )
    return (
        Field("way", t("Bằng cách nào", "How"), "radios", options=ways),
        Field("direction", t("Ai chủ động", "Who began"), "radios", options=directions),
        Field("day", t("Ngày", "Day"), "date",
              parts=(str(today.day), str(today.month), str(today.year))),
        Field("hour", t("Giờ", "Time"), "time", hint=t("Ví dụ: 09:30", "For example: 09:30")),
        Field("summary", t("Nội dung", "What was said"), "textarea", max_length=LONGEST,
              hint=t("Không ghi tên, số điện thoại hay cách liên lạc nào.",
                     "No name, no telephone number, no way of contact.")),
    )  # fmt: skip


def _show(
    request: HttpRequest, found: CounterDossier, filled: Filled, status: int = 200
) -> HttpResponse:
    values = {"found": found, "filled": filled, "notes": notes_of(found.id),
              "back": url("desk:dossier", found.key),
              "request_id": str(request_id(request))}  # fmt: skip
    return show(request, "note.html", values, status=status)
