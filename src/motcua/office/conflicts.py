"""Conflicts of interest an official declares: a sealed mark is kept, never with whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.flow.refusal import Refused
from motcua.identity.actions.declare_conflict import declare_conflict, end_conflict
from motcua.identity.conflicts import declared_by
from motcua.identity.permissions import P
from motcua.office.access import official, show
from motcua.ui.fields import Field
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t
from motcua.ui.page import page


@page(needs=P.OFFICE_WORK, methods=("GET", "POST"))
def conflicts(request: HttpRequest) -> HttpResponse:
    """List one's own declarations; declare one, or withdraw one."""
    actor = official(request, P.OFFICE_WORK)
    if request.method != "POST":
        return _page(request, empty(_fields()))
    filled = fill(_fields(), request.POST)
    try:
        if "withdraw" in request.POST:
            end_conflict(conflict_id=_number(request.POST["withdraw"]),
                         official_id=actor.person_id or 0, at=timezone.now())  # fmt: skip
            messages.success(request, t("Đã rút; 24 giờ sau mới có hiệu lực.",
                                        "Withdrawn; it counts for another 24 hours."))  # fmt: skip
        elif filled.wrong:
            return _page(request, _blank(filled), status=409)
        else:
            declare_conflict(official_id=actor.person_id or 0,
                             id_number=filled.values["id_number"], at=timezone.now())  # fmt: skip
            messages.success(request, t("Đã khai, có hiệu lực ngay.",
                                        "Declared; it counts at once."))  # fmt: skip
    except Refused as refused:
        return _page(request, _blank(filled.refused(refused)), status=409)
    return HttpResponseRedirect(url("office:conflicts"))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _fields() -> tuple[Field, ...]:
    hint = t("Chỉ dùng để tạo dấu niêm; số này không được lưu ở đâu.",
             "Only used to make the sealed mark; the number is kept nowhere.")  # fmt: skip
    label = t("Số định danh hoặc mã số thuế của người đó", "Their personal number or tax code")
    return (
        Field("id_number", label, hint=hint, input_mode="numeric", max_length=20,
              autocomplete="off", width="half"),
    )  # fmt: skip


def _blank(filled: Filled) -> Filled:
    """Return the form without the number: somebody else may look at the screen."""
    fields = tuple(Field(one.name, one.label, one.kind, hint=one.hint, error=one.error,
                         input_mode=one.input_mode, autocomplete=one.autocomplete,
                         width=one.width) for one in filled.fields)  # fmt: skip
    return Filled(fields, filled.values, filled.general)


def _page(request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
    lines = declared_by(official(request).person_id or 0, timezone.now())
    values = {"filled": filled, "lines": lines}
    answer = show(request, "conflicts.html", values, here="conflicts", status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
