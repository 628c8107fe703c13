"""Find a dossier in the log: by its code, its tag, or the text of its receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.openlog.tags import spelled
from motcua.tlog.promise import Promise, PromiseError, tag
from motcua.ui.fields import Field, Problem
from motcua.ui.language import t
from motcua.ui.page import page

LONGEST = 400


@page(methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a code; what was typed goes by POST and stands in no address."""
    typed = request.POST.get("tim", "").strip()[:LONGEST]
    if request.method == "POST" and typed:
        found = _tag(typed)
        if found and queries.life(found):
            return redirect("openlog:life", tag=spelled(found))
    error = ""
    if request.method == "POST":
        error = t("Sổ công khai chưa có hồ sơ này. Hồ sơ vừa nộp có mặt sau khi được tiếp nhận.",
                  "The log has no such dossier. One just handed in appears once it is received.")  # fmt: skip
    field = Field("tim", t("Mã hồ sơ, hoặc nội dung mã QR trên giấy tiếp nhận",
                           "Code of the dossier, or the text of the QR code on the receipt"),
                  value=typed, max_length=LONGEST, error=error)  # fmt: skip
    problems = [Problem(error, field.id)] if error else []
    return show(request, "search.html", {"field": field, "problems": problems})


def _tag(typed: str) -> bytes | None:
    if "#" in typed or len(typed) > 100:
        try:
            return tag(Promise.parse(typed).secret)
        except PromiseError:
            return None
    return queries.tag_of_code(typed.upper())
