"""What somebody was sending when the session had ended: kept on the server over the sign-in."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import resolve_url

from motcua.ui.page import asks_for_fragment, viewer_of

KEY = "kept_post"
MOST = 200_000
KEPT_FOR_SECONDS = 2 * 3600
LEFT_OUT = ("csrfmiddlewaretoken", "reload")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def keeps_answers(view: View[P]) -> View[P]:
    """Keep a stranger's post and ask them to sign in; the page then shows it again.

    Chosen files cannot be kept: nothing is stored for somebody unknown.
    """

    @wraps(view)
    def kept_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_of(request)
        if request.method == "POST" and (viewer is None or viewer.person_id is None):
            _keep(request)
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return kept_view


def entered(request: HttpRequest) -> QueryDict | None:
    """Return what was entered: the post, or what was kept of it for this page."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or time.time() - kept["at"] > KEPT_FOR_SECONDS:
        return None
    return QueryDict(kept["post"])


def forget_entered(request: HttpRequest) -> None:
    """Drop what was kept, once it has been saved where it belongs."""
    request.session.pop(KEY, None)


def _keep(request: HttpRequest) -> None:
    post: Any = request.POST.copy()
    for name in LEFT_OUT:
        post.pop(name, None)
    written = post.urlencode()
    if len(written) <= MOST:
        request.session[KEY] = {"path": request.path, "post": written, "at": time.time()}


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    redirect = redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
    if not asks_for_fragment(request):
        return redirect
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = redirect.url
    return response
