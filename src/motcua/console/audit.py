"""Audit: the events of one dossier, people by aliases, and the proof that they retell the row."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.asking import words
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.views.audited import audited
from motcua.flow.refusal import Refused
from motcua.ui.fields import Field
from motcua.ui.language import lang, t

LONGEST_CODE = 35


@page_of("audit", methods=("GET", "POST"))
def audit(request: HttpRequest) -> HttpResponse:
    """Ask for a dossier by its code."""
    if request.method == "GET":
        return _ask(request, "", "")
    code = words(request.POST, "code", LONGEST_CODE + 1)
    try:
        found = visible_dossier(actor_of(request), code)
    except Refused as refused:
        return _ask(request, code, refused.refusal.text.to(lang()), status=409)
    return redirect("console:audited", found.code)


@page_of("audit")
def audited_dossier(request: HttpRequest, code: str) -> HttpResponse:
    try:
        record = audited(actor_of(request), code, timezone.now())
    except Refused as refused:
        raise Http404(refused.refusal.code) from refused
    return show(request, "audit/record", {"record": record})


def _ask(request: HttpRequest, code: str, error: str, status: int = 200) -> HttpResponse:
    field = Field("code", t("Mã hồ sơ", "Code of the dossier"), value=code, error=error,
                  hint=t("Ví dụ H26.12-260810-0001", "For example H26.12-260810-0001"),
                  max_length=LONGEST_CODE, width="half")  # fmt: skip
    return show(request, "audit/page", {"field": field}, status=status)
