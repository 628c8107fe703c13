"""Pages of officials: absent for whoever has no place of work or none of the permissions."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404, HttpRequest

from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ui.page import viewer_of


def at_work(request: HttpRequest, any_of: tuple[P, ...]) -> Actor:
    """Return the official who asks.

    Raises
    ------
    Http404
        Nobody signed in, no point or agency to work at, or none of the permissions.
    """
    actor = viewer_of(request)
    if not isinstance(actor, Actor) or actor.person_id is None or not actor.office:
        raise Http404("not for this person")
    if not actor.held & frozenset(any_of):
        raise Http404("not for this person")
    return actor


@contextmanager
def absent_is_404(absent: str) -> Iterator[None]:
    """Answer a refusal with the code `absent` exactly as an address that does not exist."""
    try:
        yield
    except Refused as refused:
        if refused.refusal.code == absent:
            raise Http404(absent) from refused
        raise
