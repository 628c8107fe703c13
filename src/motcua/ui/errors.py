"""Pages for what did not work: each says what happened and what to do next, and keeps nothing back
but secrets.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from motcua.flow.refusal import Refusal, Refused
from motcua.ui.page import asks_for_fragment, render


class RefusedMiddleware:
    """Turns a refusal of the domain into its page; put it last, so that it sees the view's own
    exception.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused_response(request, exception) if isinstance(exception, Refused) else None


def refused_response(request: HttpRequest, refused: Refused | Refusal) -> HttpResponse:
    """Answer 409 with sentence and code of each refusal; for htmx only the message itself."""
    refusals: Sequence[Refusal] = refused.refusals if isinstance(refused, Refused) else (refused,)
    response = render(
        request, "ui/errors/409.html", {"refusals": refusals}, block="refusals", status=409
    )
    if asks_for_fragment(request):
        # The message replaces the content of the page: the part asked for does not exist.
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "innerHTML show:top"
    return response


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """400: the address or the form could not be read (handler400)."""
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """403: refused without saying more (handler403)."""
    return render(request, "ui/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """404: not there, or not there for this person (handler404)."""
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault (handler500). Touches neither session nor database, which may be what is
    broken.
    """
    return render(request, "ui/errors/500.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form whose token is old or missing (CSRF_FAILURE_VIEW)."""
    return render(request, "ui/errors/stale_form.html", status=403)
