"""Who asks: a person signed in by session, or anybody, counted by network address."""

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie
from ninja.throttling import SimpleRateThrottle

from motcua.identity.actor import Actor


class Session(APIKeyCookie):
    """The session of the web pages; writing needs the CSRF token besides the cookie.

    An official whose second factor is still owed is nobody here, too.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002
        actor = actor_of(request)
        return actor if actor.known else None


class ByAddress(SimpleRateThrottle):
    """A limit for each network address, as the server in front reports it.

    X-Forwarded-For is not read: anybody may write anything into it.
    """

    scope = "by_address"

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api:{self.rate}:{request.META.get('REMOTE_ADDR', '')}"


class ByPerson(SimpleRateThrottle):
    """A limit for each person who is signed in: nobody reads through a city's dossiers by program."""

    scope = "by_person"

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api:{self.rate}:person:{actor_of(request).person_id}"


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks; `identity.middleware` has put them on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
