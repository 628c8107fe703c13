"""The second factor of officials: set up once with an app on the phone, then a code each time."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from motcua.identity import sessions
from motcua.portal.limits import SECOND_FACTOR
from motcua.portal.signing_in import next_address, redirect_to_factor
from motcua.portal.workplace import face_of
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t
from motcua.ui.page import page, render

if TYPE_CHECKING:
    from motcua.identity.models import Person


@page(methods=("GET", "POST"))
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show the QR code to set it up the first time; ask for the code from then on."""
    person = sessions.half_signed_in(request)
    if person is None:
        return redirect("portal:sign_in")
    if request.method != "POST":
        return _form(request, person)
    wait = SECOND_FACTOR.wait(str(person.pk))
    if wait:
        return _form(request, person, _locked(wait), status=429)
    if _owes_code(request, person):
        return _admit(request, person)
    check = sessions.confirm_enrolment if sessions.enrolment(person) else sessions.verify
    if not check(request, person, str(request.POST.get("token", ""))):
        SECOND_FACTOR.count(str(person.pk))
        return _form(request, person, _wrong())
    SECOND_FACTOR.clear(str(person.pk))
    request.session.cycle_key()
    return HttpResponseRedirect(next_address(request) or face_of(request))


def _owes_code(request: HttpRequest, person: "Person") -> bool:
    """Tell whether an administrator's code has to be shown before anything is set up."""
    return sessions.enrolment(person) is not None and not sessions.admitted(request, person)


def _admit(request: HttpRequest, person: "Person") -> HttpResponse:
    if not sessions.admit(request, person, str(request.POST.get("code", "")), timezone.now()):
        SECOND_FACTOR.count(str(person.pk))
        return _form(request, person, _wrong_code())
    return redirect_to_factor(request)


def _form(
    request: HttpRequest, person: "Person", problem: str = "", status: int = 200
) -> HttpResponse:
    owes = _owes_code(request, person)
    field = Field("token", t("Mã 6 chữ số", "6-digit code"), input_mode="numeric", max_length=7,
                  autocomplete="one-time-code", width="tiny", error=problem)  # fmt: skip
    if owes:
        field = Field("code", t("Mã do quản trị viên trao", "Code from the administrator"),
                      max_length=12, autocomplete="off", width="short", error=problem)  # fmt: skip
    return render(
        request,
        "portal/second_factor/page.html",
        {
            "enrolment": None if owes else sessions.enrolment(person),
            "owes_code": owes,
            "field": field,
            "problems": [Problem(problem, field.id)] if problem else [],
            "next": next_address(request),
        },
        status=status,
    )


def _wrong() -> str:
    return t(
        "Mã không đúng hoặc đã hết hiệu lực. Hãy nhập mã đang hiện trên điện thoại; "
        "nếu vẫn sai, hãy chờ mã tiếp theo.",
        "The code is wrong or has expired. Enter the one your phone shows now; if it is still "
        "refused, wait for the next one.",
    )


def _wrong_code() -> str:
    return t(
        "Mã không đúng, đã dùng hoặc đã hết hạn. Hãy xin quản trị viên một mã mới.",
        "The code is wrong, used or has expired. Ask an administrator for a new one.",
    )


def _locked(wait: int) -> str:
    return t("Đã nhập sai quá nhiều lần. Hãy thử lại sau {n} phút.",
             "Too many wrong codes. Try again in {n} minutes.", n=-(-wait // 60))  # fmt: skip
