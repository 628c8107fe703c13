"""Paying the fee of one's dossier by bank transfer: a charge, how to pay it, the receipt."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.dossiers.actions.credit_transfer import credit_transfer
from motcua.dossiers.views.own_dossier import OwnDossier
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.payments import queries as payments
from motcua.payments.actions.confirm import confirm
from motcua.payments.gateways import gateway
from motcua.payments.queries import ChargeInfo
from motcua.portal.dossier import dossier_or_404
from motcua.ui.language import t
from motcua.ui.page import page, render


@page(needs=P.OWN_PAY)
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Show how to pay what is open, and the receipts of what has been paid."""
    seen = dossier_or_404(request, code)
    charges = payments.of_subject(_subject(seen))
    values = {
        "d": seen,
        "open_ones": [(one, gateway().instruction(one)) for one in charges if one.open],
        "receipts": [one for one in charges if one.receipt_number],
        "test_bank": settings.PAYMENT_GATEWAY == "test",
    }
    return render(request, "portal/paying/page.html", values)


@page(needs=P.OWN_PAY, methods=("POST",))
def pay_by_test_bank(request: HttpRequest, code: str) -> HttpResponse:
    """Act as the payer's bank, where the centre runs with the test bank and no money moves."""
    seen = dossier_or_404(request, code)
    if settings.PAYMENT_GATEWAY != "test":
        raise Http404("this centre has a real bank")
    asked = str(request.POST.get("reference", ""))
    charges = payments.of_subject(_subject(seen))
    charge = next((one for one in charges if one.open and one.reference == asked), None)
    if charge is not None:
        _book(charge)
        messages.success(request, t("Đã nhận tiền.", "The payment has arrived."))
    return redirect("portal:dossier", code=seen.code)


@page(needs=P.OWN_PAY)
def fee_receipt(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Show the receipt of a paid charge, to print."""
    seen = dossier_or_404(request, code)
    found = payments.receipt(reference) if reference.isprintable() else None
    if found is None or found.subject != _subject(seen):
        raise Http404("no such receipt")
    return render(request, "portal/paying/receipt.html", {"d": seen, "receipt": found})


def _book(charge: ChargeInfo) -> None:
    now, bank = timezone.now(), Actor.system("test bank")
    with transaction.atomic():
        booked = confirm(
            gateway="test", gateway_reference=f"TEST-{charge.reference}", amount=charge.amount,
            memo=charge.reference, paid_at=now, actor=bank, at=now,
        )  # fmt: skip
        credit_transfer(booked, actor=bank, at=now)


def _subject(seen: OwnDossier) -> str:
    return f"dossier:{seen.id}"
