"""Erasure of what opens a dossier in the public log: asked for here, and the holds that forbid it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.erasure_lines import erasures_for
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.views.coded import codes_of
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ledger.actions.erasing import lift_hold, place_hold, propose_erasure
from motcua.ledger.queries.erasures import standing_holds
from motcua.ui.fields import Field
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.language import t

LONGEST_CODE = 35
Said = Mapping[str, str]


@page_of("erasure", methods=("GET", "POST"))
def erasure(request: HttpRequest) -> HttpResponse:
    """Ask for an erasure, place a hold, or lift one; each form posts with its own `do`."""
    forms = {name: empty(make()) for name, make in _FIELDS.items()}
    if request.method != "POST":
        return _page(request, forms)
    doing = request.POST.get("do", "")
    if doing in forms:
        forms[doing] = fill(_FIELDS[doing](), request.POST)
        if forms[doing].wrong:
            return _page(request, forms, status=409)
    try:
        _do(doing, forms[doing].values if doing in forms else request.POST.dict(),
            actor_of(request), timezone.now())  # fmt: skip
    except Refused as refused:
        shown = doing if doing in forms else "hold"
        forms[shown] = forms[shown].refused(refused, {"": _CODE[shown], "basis": "basis"})
        return _page(request, forms, status=409)
    messages.success(request, t("Đã ghi nhận.", "Recorded."))
    return redirect("console:erasure")


def _do(doing: str, said: Said, actor: Actor, at: datetime) -> None:
    if doing == "erase":
        found = visible_dossier(actor, said["code"])
        propose_erasure(dossier=found.pk, basis=said["basis"], actor=actor, at=at)
    elif doing == "hold":
        found = visible_dossier(actor, said["held_code"])
        place_hold(dossier=found.pk, reference=said["reference"], actor=actor, at=at)
    elif doing == "lift":
        typed = said.get("hold", "")
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
        lift_hold(hold=number, actor=actor, at=at)
    else:
        raise refuse("unknown_act", "Thao tác không rõ.", "It is not clear what to do.")


_CODE = {"erase": "code", "hold": "held_code"}


def _erase_fields() -> tuple[Field, ...]:
    return (
        Field("code", t("Mã hồ sơ", "Code of the dossier"), max_length=LONGEST_CODE, width="half"),
        Field("basis", t("Căn cứ pháp lý", "Legal basis"), max_length=120,
              hint=t("Điều, khoản, văn bản; số yêu cầu của chủ thể dữ liệu",
                     "Article and text of law; number of the person's request")),
    )  # fmt: skip


def _hold_fields() -> tuple[Field, ...]:
    return (
        Field("held_code", t("Mã hồ sơ", "Code of the dossier"), max_length=LONGEST_CODE,
              width="half"),
        Field("reference", t("Số văn bản", "Number of the order"), max_length=120,
              hint=t("Của tòa án, thanh tra, hoặc số khiếu nại",
                     "Of a court or inspectorate, or of a complaint")),
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[], tuple[Field, ...]]] = {
    "erase": _erase_fields,
    "hold": _hold_fields,
}


def _page(request: HttpRequest, forms: Mapping[str, Filled], status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    holds = standing_holds()
    codes = codes_of([one.dossier for one in holds])
    values = {
        "forms": forms,
        "problems": [one for form in forms.values() for one in form.problems],
        "waiting": erasures_for(actor),
        "holds": [
            (one, codes.get(one.dossier, ""), one.placed_by == actor.person_id) for one in holds
        ],
        "may_hold": actor.may(P.HOLD),
    }
    return show(request, "erasure/page", values, status=status)
