"""Checking a receipt: the offline page, what it may fetch, and the page of a broken promise."""

import time
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from motcua.ledger import queries
from motcua.openlog.frame import moment, show
from motcua.openlog.tags import read
from motcua.tlog.note import Ed25519Verifier, SignatureError
from motcua.tlog.promise import Promise
from motcua.ui.page import page

_PAGE = Path(__file__).parent / "offline" / "check.html"
_POLICY_PLACE = "/*POLICY*/"
_DRAWN_PLACE = "/*DRAWN*/"


def offline_page() -> tuple[str, str]:
    """The page with this log's policy filled in, and the security policy that lets only it run."""
    text = _PAGE.read_text(encoding="utf-8")
    state = queries.status()
    text = text.replace(_POLICY_PLACE, state.policy if state else "")
    text = text.replace(_DRAWN_PLACE, "yes" if state and state.drawn else "no")
    script = text.split("<script>")[1].split("</script>")[0]
    style = text.split("<style>")[1].split("</style>")[0]
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return text, policy


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@page()
def check(request: HttpRequest) -> HttpResponse:
    """The page that checks a receipt or certificate without this server; may be kept on a stick."""
    text, policy = offline_page()
    headers = {"Content-Security-Policy": policy}
    if "tai" in request.GET:
        headers["Content-Disposition"] = 'attachment; filename="kiem-tra-so-cong-khai.html"'
    return HttpResponse(text, headers=headers)


@page()
def evidence(request: HttpRequest, leaf_hash: str) -> HttpResponse:  # noqa: ARG001
    """Leaf and proof for a leaf hash; the hash says nothing about a person."""
    found = queries.entry_of_hash(read(leaf_hash, 32))
    if found is None:
        return JsonResponse({"found": False}, status=404)
    proof = queries.proof_text(found.idx)
    return JsonResponse({"found": True, "idx": found.idx, "leaf": found.text, "proof": proof})


@page()
def broken_promise(request: HttpRequest) -> HttpResponse:
    """Show whether a promise was kept, with the signed statement as evidence; needs no secret."""
    try:
        before = int(request.GET.get("before", ""))
        leaf, signature = (
            read(request.GET.get("leaf", ""), 32),
            read(request.GET.get("sig", ""), 64),
        )
    except ValueError:
        raise Http404("not a promise") from None
    promise = Promise(b"", leaf, before, "", signature)
    found = queries.entry_of_hash(leaf)
    state = queries.status()
    values = {
        "statement": promise.statement(state.origin) if state else "",
        "signature": b64encode(signature).decode(),
        "signed": state is not None and _signed(promise, state),
        "before": moment(before),
        "entry": found,
        "late": found is None and time.time() > before,
        "checkpoint": queries.checkpoint_text(),
    }
    return show(request, "promise.html", values)


def _signed(promise: Promise, state: queries.LogStatus) -> bool:
    try:
        promise.check(state.origin, Ed25519Verifier.from_vkey(state.vkey))
    except SignatureError:
        return False
    return True
