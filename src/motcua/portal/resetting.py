"""A forgotten password: a link by e-mail to the address that is known, good for one use."""

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from motcua.flow.refusal import Refused
from motcua.identity.actions.set_password import link_of, person_of_link, set_password
from motcua.identity.queries import person_by_login
from motcua.portal.limits import RESET
from motcua.ui.fields import Field, Problem
from motcua.ui.language import lang, t
from motcua.ui.limits import address_of
from motcua.ui.page import page, render


@page(methods=("GET", "POST"))
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the login; the answer is the same whether it exists or not."""
    field = Field("login", t("Tên đăng nhập hoặc số định danh", "Login or personal number"),
                  autocomplete="username", width="half")  # fmt: skip
    if request.method == "POST":
        name = str(request.POST.get("login", "")).strip()[:64]
        if name and not max(RESET.wait(name), RESET.wait(address_of(request))):
            RESET.count(name)
            _send(name)
        return render(request, "portal/resetting/sent.html", {})
    return render(request, "portal/resetting/forgotten.html", {"field": field})


@page(methods=("GET", "POST"))
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set the new password where the link still works."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            _set(request, uid, token)
        except Refused as refused:
            problem = refused.refusal.text.to(lang())
        else:
            return render(request, "portal/resetting/done.html", {})
    works = person_of_link(uid, token) is not None
    field = Field("password", t("Mật khẩu mới", "New password"), "password", error=problem,
                  hint=t("Ít nhất 10 ký tự; một câu dài dễ nhớ là tốt nhất.",
                         "At least 10 characters; a long sentence is best."),
                  autocomplete="new-password", width="half")  # fmt: skip
    problems = [Problem(problem, field.id)] if problem and works else []
    values = {"works": works, "field": field, "problems": problems}
    response = render(request, "portal/resetting/reset.html", values, status=status)
    # The address is the key, so no other site learns it; "no-referrer" would make browsers post
    # without an origin, which the CSRF check refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _set(request: HttpRequest, uid: str, token: str) -> None:
    set_password(uid=uid, token=token, password=str(request.POST.get("password", ""))[:1024])


def _send(name: str) -> None:
    person = person_by_login(name) if name.isprintable() else None
    if person is None or not person.email or not person.is_active:
        return
    uid, token = link_of(person)
    address = settings.PUBLIC_URL + resolve_url("portal:reset", uid=uid, token=token)
    send_mail(
        t("Đặt lại mật khẩu", "Set a new password"),
        t(
            "Mở liên kết sau để đặt mật khẩu mới. Liên kết dùng được một lần, trong ba ngày.\n\n"
            "{address}\n\nNếu bạn không yêu cầu, hãy bỏ qua thư này: mật khẩu cũ vẫn dùng được.",
            "Open this link to set a new password. It works once, within three days.\n\n"
            "{address}\n\nIf you did not ask for it, ignore this message: nothing has changed.",
            address=address,
        ),
        None,
        [person.email],
    )
