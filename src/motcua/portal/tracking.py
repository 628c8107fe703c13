"""Public tracking without login: the code and the degree of completion only.

Circular 01/2018/TT-VPCP art. 16.2 d. A code that does not exist gets the same page, at the same
cost, so that nobody learns from it which codes there are beyond what the answer itself says.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.dossiers.queries import tracked
from motcua.dossiers.status import COMPLETION, Status
from motcua.portal.limits import TRACK
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t
from motcua.ui.limits import address_of
from motcua.ui.page import page, render

LONGEST = 35


@page()
def track(request: HttpRequest) -> HttpResponse:
    """Take a code from the form to its own address."""
    code = _tidy(request.GET.get("ma", ""))
    if code and "/" not in code:
        return redirect("portal:tracked", code=code)
    error = t("Hãy nhập mã hồ sơ.", "Enter a code.") if "ma" in request.GET else ""
    return _page(request, field=_field("", error))


@page(reads=False)
def track_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a dossier is.

    Writes on GET: the counter of tries, which lies in the database where the cache does.
    """
    wait = TRACK.wait(address_of(request))
    if wait:
        error = t("Đã tra cứu quá nhiều lần. Hãy thử lại sau {n} giây.",
                  "Too many look-ups. Try again in {n} seconds.", n=wait)  # fmt: skip
        return _page(request, field=_field(_tidy(code), error), status=429)
    TRACK.count(address_of(request))
    shown = _tidy(code)
    found = tracked(shown)
    share = COMPLETION[Status(found.status)] / 100 if found else None
    return _page(request, field=_field(shown), code=shown, share=share)


def _page(
    request: HttpRequest, *, field: Field, code: str = "", share: float | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    problems = [Problem(field.error, field.id)] if field.error else []
    values = {"field": field, "code": code, "share": share, "problems": problems}
    response = render(request, "portal/tracking/page.html", values, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _field(code: str, error: str = "") -> Field:
    return Field("ma", t("Mã hồ sơ", "Code of the dossier"), value=code, max_length=LONGEST,
                 hint=t("Ghi trên giấy tiếp nhận, ví dụ H26.41.07-260810-0001.",
                        "On the receipt, for example H26.41.07-260810-0001."),
                 error=error, width="half")  # fmt: skip


def _tidy(typed: str) -> str:
    kept = "".join(char for char in typed if char.isprintable()).strip().upper()
    return kept[:LONGEST]
