"""What the applicant does with a dossier that has been handed in: withdraw, answer, choose a place."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.dossiers.actions.choose_return import choose_return as act_choose_return
from motcua.dossiers.actions.withdraw import withdraw as act_withdraw
from motcua.dossiers.views.own_dossier import OwnDossier, open_slip
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.formspec.characters import is_plain_text, printable, tidy
from motcua.identity.permissions import P
from motcua.portal.choices import commune_in, reception_places
from motcua.portal.dossier import dossier_or_404
from motcua.portal.kept_answers import entered, forget_entered, keeps_answers
from motcua.portal.return_fields import chosen_way, return_fields
from motcua.ui.fields import Field, Problem, problems
from motcua.ui.language import lang, t
from motcua.ui.page import page, render

LONGEST_REASON = 1000


@keeps_answers
@page(needs=P.OWN_WITHDRAW, methods=("GET", "POST"))
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why, and whether they are sure: a withdrawal is final."""
    seen = _with_move(request, code, "withdraw")
    post = entered(request)
    typed = str(post.get("reason", "")) if post is not None else ""
    if request.method != "POST":
        return _ask_reason(request, seen, typed)
    reason, wrong = _reason(typed)
    if wrong:
        return _ask_reason(request, seen, typed, wrong)
    try:
        act_withdraw(
            dossier_id=seen.id, reason=reason, actor=request.actor, at=timezone.now(),  # type: ignore[attr-defined]
            request_id=request_id(request), seen=_seen(request),
        )  # fmt: skip
    except Refused as refused:
        return _ask_reason(request, seen, typed, refused.refusal)
    forget_entered(request)
    messages.success(request, t("Đã rút hồ sơ.", "The dossier is withdrawn."))
    return redirect("portal:dossier", code=seen.code)


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def choose_return(request: HttpRequest, code: str) -> HttpResponse:
    seen = _with_move(request, code, "choose_return")
    post, now = entered(request), timezone.now()
    way, point = chosen_way(post) if post is not None else (seen.return_way, seen.return_code)
    places = reception_places(commune_in(seen.definition, dict(seen.answers)), now)
    kind = seen.definition.result.kind
    section, wrong = return_fields(kind, way, point, places, tell=request.method == "POST")
    if request.method == "POST" and not wrong:
        act_choose_return(
            dossier_id=seen.id, way=way, point=point, actor=request.actor, at=now,  # type: ignore[attr-defined]
            request_id=request_id(request),
        )  # fmt: skip
        forget_entered(request)
        messages.success(request, t("Đã ghi nhận nơi nhận kết quả.",
                                       "The place of the result is noted."))  # fmt: skip
        return redirect("portal:dossier", code=seen.code)
    values = {"d": seen, "sections": (section,), "problems": problems((section,)),
              "request_id": _shown_id(request)}  # fmt: skip
    return render(request, "portal/acting/choose_return.html", values)


@page(needs=P.OWN_SUPPLEMENT)
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Show what form 02 asks for, and lead to the pages where it is answered."""
    seen = dossier_or_404(request, code)
    if seen.move("complete") is None and seen.move("supplement") is None:
        raise Http404("nothing is asked for")
    return render(request, "portal/acting/supplement.html", {"d": seen, "slip": open_slip(seen)})


def request_id(request: HttpRequest) -> UUID:
    """Return the number of the form, which makes a repeated post one act."""
    try:
        return UUID(str(request.POST.get("request_id", "")))
    except ValueError:
        return uuid4()


def _seen(request: HttpRequest) -> int | None:
    typed = str(request.POST.get("seen", ""))
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _with_move(request: HttpRequest, code: str, verb: str) -> OwnDossier:
    seen = dossier_or_404(request, code)
    move = seen.move(verb)
    if move is None and not (request.method == "POST" and "request_id" in request.POST):
        raise Http404("this is not open")
    if move is not None and move.closed:
        raise Refused(move.closed)
    return seen


def _reason(typed: str) -> tuple[str, Refusal | None]:
    reason = tidy(typed)
    if len(reason) > LONGEST_REASON:
        return reason, Refusal("reason_long", Text(
            f"Lý do dài {len(reason)} ký tự; hãy rút còn {LONGEST_REASON} ký tự.",
            f"The reason has {len(reason)} characters; shorten it to {LONGEST_REASON}."), "reason")  # fmt: skip
    if not is_plain_text(reason):
        return reason, Refusal("reason_broken", Text(
            "Lý do chứa ký tự không đọc được. Hãy xóa các ký tự lạ rồi gửi lại.",
            "The reason holds unreadable characters. Delete them and send it again."), "reason")  # fmt: skip
    return reason, None


def _ask_reason(
    request: HttpRequest, seen: OwnDossier, typed: str, wrong: Refusal | None = None
) -> HttpResponse:
    error = wrong.text.to(lang()) if wrong else ""
    field = Field("reason", t("Vì sao bạn rút hồ sơ?", "Why do you withdraw?"), "textarea",
                  value=printable(typed)[:20_000], max_length=LONGEST_REASON, error=error)  # fmt: skip
    values = {
        "d": seen, "field": field, "problems": [Problem(error, field.id)] if error else [],
        "request_id": _shown_id(request),
    }  # fmt: skip
    status = 409 if wrong and wrong.code in {"stale", "wrong_status"} else 200
    return render(request, "portal/acting/withdraw.html", values, status=status)


def _shown_id(request: HttpRequest) -> str:
    return str(request_id(request)) if request.method == "POST" else str(uuid4())
