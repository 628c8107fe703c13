"""Taking cash for a charge of a dossier, and its receipt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import at_counter, hidden, show
from motcua.desk.acting import common
from motcua.desk.printed_words import WORDS
from motcua.dossiers.actions.take_cash import take_cash
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.payments import queries as payments
from motcua.ui.fields import Problem
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page
from motcua.ui.requests import request_id


@page(needs=P.DESK_CASH, methods=("GET", "POST"))
def cash(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a dossier owes and take the exact amount of one charge."""
    actor = at_counter(request, P.DESK_CASH)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if request.method != "POST":
        return _page(request, found, [])
    # Only charges of this very dossier: a reference typed by hand pays for nothing else.
    charge = next((c for c in found.charges if c.reference == request.POST.get("reference")), None)
    if charge is None:
        raise Http404("no such charge")
    try:
        take_cash(
            dossier_id=found.id, reference=charge.reference, amount=charge.amount, actor=actor,
            at=timezone.now(), request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, found, [Problem(text(one.text)) for one in refused.refusals], 409)
    messages.success(request, t("Đã thu tiền mặt.", "The cash is booked."))
    return HttpResponseRedirect(url("desk:cash_receipt", found.key, charge.reference))


def _page(
    request: HttpRequest, found: CounterDossier, wrong: list[Problem], status: int = 200
) -> HttpResponse:
    return show(request, "cash.html", {**common(request, found), "problems": wrong}, status=status)


@page(signed_in=True)
def cash_receipt(request: HttpRequest, key: str, reference: str) -> HttpResponse:
    """Print the receipt of a paid charge."""
    actor = at_counter(request)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    paid = (
        payments.receipt(reference)
        if any(c.reference == reference for c in found.charges)
        else None
    )
    if paid is None:
        raise Http404("no such receipt")
    values = {"found": found, "w": WORDS, "paid": paid, "unit": office_names(paid.unit)}
    return show(request, "print/cash.html", values)
