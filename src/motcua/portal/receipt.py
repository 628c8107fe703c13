"""The receipt with the date of the result (form 01), to print at home."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from motcua.identity.permissions import P
from motcua.ledger import queries as ledger
from motcua.portal.dossier import dossier_or_404
from motcua.portal.return_fields import return_words
from motcua.ui.language import lang
from motcua.ui.page import page, render, waiting
from motcua.worktime.units import describe


@page(needs=P.OWN_APPLY)
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    seen = dossier_or_404(request, code)
    if seen.accepted_at is None:
        raise Http404("there is no receipt before acceptance")
    now = timezone.now()
    proof = ledger.receipt_proof(seen.id, since=seen.accepted_at, now=now)
    case = seen.definition.case(seen.case)
    names = {paper.key: paper.names for one in seen.definition.cases for paper in one.papers}
    address = settings.PUBLIC_URL + reverse("portal:tracked", kwargs={"code": seen.code})
    values = {
        "d": seen,
        "address": address,
        "case": case.names if case else None,
        "limit": describe(seen.limit, lang()) if seen.limit else "",
        "papers": list({one.key: names.get(one.key, one.names) for one in seen.papers}.values()),
        "return_words": return_words(seen.return_way, seen.return_code),
        "printed_at": now,
        "proof": proof,
    }
    answer = render(request, "portal/receipt/page.html", values)
    return waiting(answer) if proof.state == "soon" else answer
