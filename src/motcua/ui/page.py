"""What a page declares about itself, and how it is answered.

Every view says in its head who may see it and by which methods: `@page(needs=P.DOSSIER_ACCEPT,
methods=("GET", "POST"))`.
The declaration stays on the view (`declaration_of`), so that a law test can walk all addresses and
find the undeclared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers
from jinja2_fragments import render_block

from motcua.identity.permissions import P
from motcua.ui.readonly import only_reads

READING = frozenset({"GET", "HEAD", "OPTIONS"})
Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponseBase]


class Viewer(Protocol):
    """What a page asks of `request.actor`: who is looking and what they may do."""

    @property
    def person_id(self) -> int | None: ...

    def may(self, permission: P, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who may open a page, by which methods, and whether reading it may write.

    Attributes
    ----------
    needs
        The permission a viewer must hold; None where none is asked.
    methods
        The HTTP methods answered; HEAD goes with GET.
    reads
        GET and HEAD may send only reading statements to the database.
    signed_in
        Somebody must be signed in (implied by `needs`).
    """

    needs: P | None
    methods: tuple[str, ...]
    reads: bool
    signed_in: bool


def page(
    *,
    needs: P | None = None,
    methods: tuple[str, ...] = ("GET",),
    reads: bool = True,
    signed_in: bool = False,
) -> Callable[[View[Args]], View[Args]]:
    """Declare a page and hold it to its declaration.

    A stranger is asked to sign in; a person without the permission gets 404, since forbidden looks
    like absent.
    """
    declared = Declaration(needs, methods, reads, signed_in or needs is not None)

    def declare(view: View[Args]) -> View[Args]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponseBase:
            refusal = _refuse_method(request, declared) or _refuse_viewer(request, declared)
            if refusal is not None:
                return refusal
            if declared.reads and request.method in READING:
                with only_reads():
                    return view(request, *args, **kwargs)
            return view(request, *args, **kwargs)

        guarded.declaration = declared  # type: ignore[attr-defined]
        return guarded

    return declare


def exports_records(*, through: P) -> Callable[[View[Args]], View[Args]]:
    """Declare that a page gives many records as a file, and whose approval it goes through.

    A law test finds a page that gives such a file without it.
    """

    def declare(view: View[Args]) -> View[Args]:
        view.exports_through = through  # type: ignore[attr-defined]
        return view

    return declare


def declaration_of(view: Callable[..., Any]) -> Declaration | None:
    """Return what a view declares, looking through decorators put around it; None if it declares
    nothing.
    """
    seen: Callable[..., Any] | None = view
    while seen is not None:
        found = getattr(seen, "declaration", None)
        if isinstance(found, Declaration):
            return found
        seen = getattr(seen, "__wrapped__", None)
    return None


def viewer_of(request: HttpRequest) -> Viewer | None:
    """Return who is looking, or None where the identity middleware has not run (error pages)."""
    return getattr(request, "actor", None)


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with a whole page or, when htmx asks and `block` is given, with that block of the
    same template.
    """
    values = dict(context or {})
    if block is not None and asks_for_fragment(request):
        body = _block(request, template, block, values)
    else:
        body = get_template(template).render(values, request)
    response = HttpResponse(body, status=status)
    if block is not None:
        patch_vary_headers(response, ("HX-Request",))
    return response


def waiting(answer: HttpResponse, seconds: int = 1) -> HttpResponse:
    """Let a page that waits for something short open itself again, without a script."""
    answer.headers["Refresh"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def asks_for_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page (and is not restoring the whole page from
    history).
    """
    headers = request.headers
    return headers.get("HX-Request") == "true" and not (
        headers.get("HX-Boosted") or headers.get("HX-History-Restore-Request")
    )


def _block(request: HttpRequest, template: str, block: str, values: dict[str, Any]) -> str:
    found: Any = get_template(template)  # Django's wrapper: the environment sits behind its backend
    values |= {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    return render_block(found.backend.env, template, block, values)


def _refuse_method(request: HttpRequest, declared: Declaration) -> HttpResponseBase | None:
    allowed = {*declared.methods, "HEAD"} if "GET" in declared.methods else {*declared.methods}
    if request.method in allowed:
        return None
    return HttpResponseNotAllowed(sorted(allowed))


def _refuse_viewer(request: HttpRequest, declared: Declaration) -> HttpResponseBase | None:
    if not declared.signed_in:
        return None
    viewer = viewer_of(request)
    if viewer is None or viewer.person_id is None:
        return _ask_to_sign_in(request)
    if declared.needs is not None and not viewer.may(declared.needs):
        raise Http404("this page is not there for this person")
    return None


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    back = request.get_full_path() if request.method in READING else "/"
    redirect = redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    if not asks_for_fragment(request):
        return redirect
    response = HttpResponse(
        status=204
    )  # htmx follows a redirect silently into the fragment's place
    response.headers["HX-Redirect"] = redirect.url
    return response
