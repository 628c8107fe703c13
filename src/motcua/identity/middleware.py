"""Puts the actor on each request: who is asking, and for which office they work now.

An official who owes the second factor is a visitor until it has been shown.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.identity.actor import VISITOR, Actor
from motcua.identity.models import Person
from motcua.identity.queries import actor
from motcua.identity.sessions import needs_second_factor, verified

OFFICE_KEY = "office"


def actor_of_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor`; looked up only when a page asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    person = request.user
    if not isinstance(person, Person):
        return VISITOR
    if not verified(request) and needs_second_factor(person):
        return VISITOR
    office = request.session.get(OFFICE_KEY, "")
    return actor(person, office, timezone.localdate())
