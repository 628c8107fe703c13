"""What the applicant takes from the open log: a certificate to print, and the files behind it."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.identity.permissions import P
from motcua.ledger import queries as ledger
from motcua.ledger.certificate_lines import lines_of
from motcua.portal.dossier import dossier_or_404
from motcua.ui.page import page, render


@page(needs=P.OWN_APPLY)
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Show every leaf of the dossier, what it seals, and the proof of the newest."""
    seen = dossier_or_404(request, code)
    if seen.accepted_at is None:
        raise Http404("nothing is in the log before acceptance")
    opened = ledger.opened(seen.id)
    values = {
        "d": seen,
        "proof": ledger.receipt_proof(seen.id, since=seen.accepted_at, now=timezone.now()),
        "events": opened,
        "lines": lines_of(opened),
        "whole": ledger.proven(seen.id),
        "sealed": [json.dumps(each.told, indent=1, ensure_ascii=False) for each in opened],
        "printed_at": timezone.now(),
        "site": settings.PUBLIC_URL,
    }
    return render(request, "portal/certificate/page.html", values)


@page(needs=P.OWN_APPLY)
def certificate_file(request: HttpRequest, code: str) -> HttpResponse:
    """Download everything that opens and proves the dossier: one file to keep."""
    made = ledger.certificate(dossier_or_404(request, code).id)
    if made is None:
        raise Http404("nothing is in the log")
    return _download(json.dumps(made, indent=1), "application/json", f"{code}.chung-nhan.json")


@page(needs=P.OWN_APPLY)
def certificate_proof(request: HttpRequest, code: str, n: int) -> HttpResponse:
    """Download the proof of one event (C2SP tlog-proof, the leaf in its `extra` line)."""
    found = ledger.proven(dossier_or_404(request, code).id, n=n)
    if found is None:
        raise Http404("not published yet")
    return _download(found.proof, "text/plain; charset=utf-8", f"{code}.{n}.tlog-proof")


def _download(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type=kind, headers=headers)
