"""Find a dossier in the log: by its code, its public tag, or the hash of its first leaf.

The text of a receipt's QR code is a secret. The page's script reads it, works out the tag in the
browser and asks for that; without the script the tag printed beside the QR code is typed in. What
looks like a secret is neither used nor shown again.

A code nobody has, one whose leaf is not published yet and one that was erased get the same answer, and
questions are counted by address, because codes can be counted up.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.openlog.tags import read, spelled
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t
from motcua.ui.limits import Limit, address_of
from motcua.ui.page import page

LONGEST = 400
ASKED = Limit("log_search", 30, 60)
_TAG = re.compile("[A-Za-z0-9_-]{22}", re.ASCII)
_HASH = re.compile("[A-Za-z0-9_-]{43}", re.ASCII)


@page(methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a dossier; what was typed goes by POST and stands in no address."""
    typed = request.POST.get("tim", "").strip()[:LONGEST]
    if request.method != "POST":
        return _page(request)
    who = address_of(request)
    if wait := ASKED.wait(who):
        error = t("Đã hỏi quá nhiều lần. Hãy thử lại sau {n} giây.",
                  "Too many questions. Try again in {n} seconds.", n=wait)  # fmt: skip
        return _page(request, typed, error, code=429)
    ASKED.count(who)
    if _secret(typed):
        error = t("Đây là bí mật của mã QR. Đừng gửi cho ai: hãy nhập thẻ công khai in cạnh mã.",
                  "This is the QR code's secret. Send it to nobody: enter the tag printed beside it.")  # fmt: skip
        return _page(request, "", error)
    found = _tag(typed) if typed else None
    if found and queries.life(found):
        return redirect("openlog:life", tag=spelled(found))
    error = t("Sổ công khai chưa có hồ sơ này. Hồ sơ vừa nộp có mặt sau khi được tiếp nhận.",
              "The log has no such dossier. One just handed in appears once it is received.")  # fmt: skip
    return _page(request, typed, error)


def _page(
    request: HttpRequest, typed: str = "", error: str = "", *, code: int = 200
) -> HttpResponse:
    field = Field("tim", t("Mã hồ sơ, hoặc thẻ công khai in cạnh mã QR",
                           "Code of the dossier, or the public tag printed beside the QR code"),
                  value=typed, max_length=LONGEST, error=error)  # fmt: skip
    problems = [Problem(error, field.id)] if error else []
    return show(request, "search.html", {"field": field, "problems": problems}, code=code)


def _secret(typed: str) -> bool:
    """Whether this is (a part of) the promise behind `#`, which no server may have."""
    return "#" in typed or len(typed) > 100


def _tag(typed: str) -> bytes | None:
    if _TAG.fullmatch(typed):
        return read(typed, 16)
    if _HASH.fullmatch(typed):
        found = queries.entry_of_hash(read(typed, 32))
        return found.tag if found else None
    return queries.tag_of_code(typed.upper())
