"""The address the bank posts to: `X-Signature` and `X-Timestamp` as `payments.bank_report` says."""

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from motcua.dossiers.actions.credit_transfer import credit_transfer
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.payments.bank_report import handle
from motcua.ui.page import page

LARGEST = 64 * 1024


# A bank has no session and no token of ours: its signature is what proves the sender.
@csrf_exempt
@page(methods=("POST",))
def receive_report(request: HttpRequest) -> JsonResponse:
    """Book a report; answer what became of it, so that the bank knows whether to repeat it."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"code": "report_too_large"}, status=413)
    at = timezone.now()
    try:
        with transaction.atomic():
            done = handle(
                body=request.body,
                signature=request.headers.get("X-Signature", ""),
                timestamp=request.headers.get("X-Timestamp", ""),
                at=at,
            )
            credit_transfer(done, actor=Actor.system("bank"), at=at)
    except Refused as refused:
        status = 401 if refused.refusal.code in UNPROVEN else 422
        return JsonResponse({"code": refused.refusal.code}, status=status)
    return JsonResponse({"outcome": str(done.outcome), "repeated": done.repeated})


UNPROVEN = frozenset({"report_unsigned", "report_untimed", "report_stale"})
