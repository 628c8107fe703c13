"""Paying the fee of one's dossier by bank transfer: a charge, how to pay it, the receipt."""

from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.dossiers.actions.credit_fee import credit_fee
from motcua.dossiers.views.own_dossier import OwnDossier
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.payments import queries as payments
from motcua.payments.actions.confirm import confirm
from motcua.payments.actions.request import request as ask_for_money
from motcua.payments.gateways import gateway
from motcua.payments.queries import ChargeInfo
from motcua.portal.acting import request_id
from motcua.portal.dossier import dossier_or_404
from motcua.ui.language import t
from motcua.ui.page import page, render

# One credit for one charge, however often the bank or the payer says it.
CREDIT = UUID("5f0b6f5e-6c0f-4a53-9a0b-6d2f0f3f7a11")


@page(needs=P.OWN_PAY, methods=("GET", "POST"))
def pay(request: HttpRequest, code: str) -> HttpResponse:
    seen = dossier_or_404(request, code)
    if request.method == "POST":
        _ask(request, seen)
        return redirect("portal:pay", code=seen.code)
    charges = payments.of_subject(_subject(seen))
    standing = next((one for one in charges if one.open), None)
    values = {
        "d": seen,
        "left": max(0, seen.fee_due - seen.fee_paid),
        "charge": standing,
        "how": gateway().instruction(standing) if standing else None,
        "charges": charges,
        "test_bank": settings.PAYMENT_GATEWAY == "test",
        "request_id": str(uuid4()),
    }
    return render(request, "portal/paying/page.html", values)


@page(needs=P.OWN_PAY, methods=("POST",))
def pay_by_test_bank(request: HttpRequest, code: str) -> HttpResponse:
    """Act as the payer's bank, where the centre runs with the test bank and no money moves."""
    seen = dossier_or_404(request, code)
    if settings.PAYMENT_GATEWAY != "test":
        raise Http404("this centre has a real bank")
    charges = payments.of_subject(_subject(seen))
    standing = next((one for one in charges if one.open), None)
    if standing is not None:
        _book(seen, standing)
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


def _ask(request: HttpRequest, seen: OwnDossier) -> None:
    left = seen.fee_due - seen.fee_paid
    if left > 0:
        unit = seen.code.rsplit("-", 2)[0]
        ask_for_money(
            subject=_subject(seen), purpose="fee", amount=left, unit=unit,
            actor=request.actor, at=timezone.now(), request_id=request_id(request),  # type: ignore[attr-defined]
        )  # fmt: skip


def _book(seen: OwnDossier, charge: ChargeInfo) -> None:
    now, system = timezone.now(), Actor.system("test bank")
    with transaction.atomic():
        booked = confirm(
            gateway="test", gateway_reference=f"TEST-{charge.reference}", amount=charge.amount,
            memo=charge.reference, paid_at=now, actor=system, at=now,
        )  # fmt: skip
        if booked.paid and not booked.repeated:
            credit_fee(
                dossier_id=seen.id, amount=charge.amount, actor=system, at=now,
                request_id=uuid5(CREDIT, charge.reference), charge=charge.reference,
            )  # fmt: skip


def _subject(seen: OwnDossier) -> str:
    return f"dossier:{seen.id}"
