"""What the counter prints: the receipt, forms 02 to 05, the control sheet, the ledger book."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.desk.access import at_counter, hidden, show
from motcua.desk.course import facts
from motcua.desk.printed_words import WORDS
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier
from motcua.dossiers.views.counter_lists import ledger_book
from motcua.identity.permissions import P
from motcua.ledger import queries as ledger
from motcua.ledger.certificate_lines import lines_of
from motcua.ui.jinja import url
from motcua.ui.language import t
from motcua.ui.navigation import Column
from motcua.ui.page import page, waiting
from motcua.worktime.units import describe


@page(signed_in=True)
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Print form 01: receipt and date of the result."""
    found = _found(request, key)
    if found.accepted_at is None:
        raise Http404("nothing received yet")
    now = timezone.now()
    proof = ledger.receipt_proof(found.id, since=found.accepted_at, now=now)
    answer = show(request, "print/receipt.html", {**printed(found), "proof": proof})
    return waiting(answer) if proof.state == "soon" else answer


@page(signed_in=True)
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Print what the open log says of the dossier, with proofs; goes to the applicant with the result."""
    found = _found(request, key)
    if found.accepted_at is None:
        raise Http404("nothing received yet")
    now = timezone.now()
    proof = ledger.receipt_proof(found.id, since=found.accepted_at, now=now)
    opened = ledger.opened(found.id)
    whole = ledger.proven(found.id)
    values = {
        **printed(found),
        "proof": proof,
        "lines": lines_of(opened),
        "whole": whole,
        "now": now,
        "site": settings.PUBLIC_URL,
    }
    answer = show(request, "print/certificate.html", values)
    return waiting(answer) if proof.state == "soon" else answer


@page(signed_in=True)
def slip(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Print a form that was issued: 02, 03, 04, 05 or the order to pay."""
    found = _found(request, key)
    wanted = next((one for one in found.slips if one.id == number), None)
    if wanted is None:
        raise Http404("no such form")
    return show(request, "print/slip.html", {**printed(found), "slip": wanted})


@page(signed_in=True)
def control_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Print form 06: who handed the dossier to whom, and whether in time."""
    return show(request, "print/control_sheet.html", printed(_found(request, key)))


@page(signed_in=True)
def book(request: HttpRequest) -> HttpResponse:
    """Show and print form 07: what the point received on a day."""
    actor, today = (
        at_counter(request, P.DESK_RECEIVE, P.DESK_RETURN, P.DESK_CASH),
        timezone.localdate(),
    )
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        day = today
    columns = [
        Column("n", t("STT", "No."), numeric=True),
        Column("code", t("Mã hồ sơ", "Code")),
        Column("procedure", t("Thủ tục", "Procedure")),
        Column("applicant", t("Người nộp", "Applicant")),
        Column("agency", t("Cơ quan giải quyết", "Agency")),
        Column("received", t("Nhận", "Received")),
        Column("due", t("Hẹn trả", "Due")),
        Column("returned", t("Trả kết quả", "Returned")),
    ]
    values = {
        "lines": ledger_book(actor, day, timezone.now()),
        "day": day,
        "today": today,
        "columns": columns,
    }
    return show(request, "print/book.html", values, here="book")


def printed(found: CounterDossier) -> dict[str, object]:
    """Return what every printed form says; in English, too, for somebody who reads English."""
    limit = found.limit or found.needs.limit
    return {
        "found": found,
        "w": WORDS,
        "english": found.applicant.language == "en",
        "tracking": settings.PUBLIC_URL + url("portal:tracked", found.code),
        "limits": {"vi": describe(limit, "vi"), "en": describe(limit, "en")},
        **facts(found),
    }


def _found(request: HttpRequest, key: str) -> CounterDossier:
    actor = at_counter(request)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if not found.code:
        raise Http404("no code yet")
    return found
