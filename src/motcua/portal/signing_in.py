"""Signing in by login and password, and out again; then on to where the person works or applies."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.identity import sessions
from motcua.portal.kept_answers import KEY as KEPT
from motcua.portal.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_LOGIN
from motcua.portal.workplace import face_of
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t
from motcua.ui.limits import address_of
from motcua.ui.page import page, render, viewer_of

NEXT = "next"


@page(methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _try(request)
    viewer = viewer_of(request)
    if viewer is not None and viewer.person_id is not None:
        return HttpResponseRedirect(next_address(request) or "/")
    if sessions.half_signed_in(request):
        return redirect_to_factor(request)
    return _form(request)


@page(methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.sign_out(request)
    return redirect("portal:home")


def next_address(request: HttpRequest) -> str:
    """Return where the person wanted to go, if it lies inside the site."""
    wanted = str(request.POST.get(NEXT) or request.GET.get(NEXT) or "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else ""


def redirect_to_factor(request: HttpRequest) -> HttpResponse:
    """Send an official on to the second factor, and from there to where they wanted to go."""
    wanted = next_address(request)
    address = reverse("portal:second_factor", query={NEXT: wanted} if wanted else None)
    return HttpResponseRedirect(address)


def _try(request: HttpRequest) -> HttpResponse:
    name = str(request.POST.get("login", "")).strip()
    wait = max(
        SIGN_IN_BY_LOGIN.wait(name.lower()[:200]), SIGN_IN_BY_ADDRESS.wait(address_of(request))
    )
    if wait:
        return _form(request, name, _locked(wait), status=429)
    password = str(request.POST.get("password", ""))
    if not name or not password:
        return _form(request, name, t("Hãy nhập tên đăng nhập và mật khẩu.",
                                      "Enter your login and your password."), status=200)  # fmt: skip
    if not sessions.sign_in(request, name=name, password=password):
        SIGN_IN_BY_LOGIN.count(name.lower()[:200])
        SIGN_IN_BY_ADDRESS.count(address_of(request))
        return _form(request, name, _wrong())
    SIGN_IN_BY_LOGIN.clear(name.lower()[:200])
    if sessions.half_signed_in(request):
        return redirect_to_factor(request)
    return HttpResponseRedirect(next_address(request) or face_of(request))


def _form(
    request: HttpRequest, name: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    login = Field("login", t("Tên đăng nhập hoặc số định danh", "Login or personal number"),
                  autocomplete="username", value=name[:100].replace("\x00", ""), width="half")  # fmt: skip
    password = Field("password", t("Mật khẩu", "Password"), "password",
                     autocomplete="current-password", width="half")  # fmt: skip
    return render(
        request,
        "portal/signing_in/page.html",
        {
            "fields": (login, password),
            "problems": [Problem(problem, login.id)] if problem else [],
            "next": next_address(request),
            "kept": KEPT in request.session,
            "demo": getattr(settings, "MOTCUA_DEMO", False),
        },
        status=status,
    )


def _wrong() -> str:
    return t(
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại.",
        "The login or the password is wrong. Check them and try again.",
    )


def _locked(wait: int) -> str:
    until = timezone.localtime() + timedelta(seconds=wait)
    return t(
        "Đã nhập sai quá nhiều lần. Để bảo vệ tài khoản, hãy thử lại sau {n} phút (từ {at}).",
        "Too many wrong tries. To protect the account, try again in {n} minutes (from {at}).",
        n=-(-wait // 60), at=f"{until:%H:%M}",
    )  # fmt: skip
